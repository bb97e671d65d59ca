package portage.archive;

/**
 * One file in a ZIP file.
 *
 * @param name with forward slashes, never absolute, without {@code ..}
 * @param crc32 of the plain bytes, 0 to 2³²-1
 * @param packedBytes what it takes in the file, without its header
 * @param sizeBytes what it is when it is unpacked
 * @param offsetBytes where its local header begins
 */
public record ZipEntry(String name, Packing packing, long crc32, long packedBytes, long sizeBytes, long offsetBytes) {}
