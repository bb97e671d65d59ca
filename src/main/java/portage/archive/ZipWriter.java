package portage.archive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portage.error.StreamingException;
import portage.metrics.ComputingTime;
import portage.stream.ByteChunk;
import portage.stream.ByteStream;
import portage.stream.Checksum;
import portage.stream.DataChunk;
import portage.stream.Deflate;
import portage.stream.OutputFile;
import portage.stream.StoredItem;
import portage.transfer.ItemCheck;

/**
 * Writes a ZIP file, entry by entry: each with its header, whose room is kept free and filled in once its bytes are there, so
 * that any reader can stream it; then the directory. Any number of entries and any size (ZIP64). The same content makes the
 * same file.
 */
public final class ZipWriter {
  private static final int DIRECTORY_CHUNK_BYTES = 64 << 10;

  private final OutputFile file;
  private final Deflate deflate;
  private final ComputingTime times;
  private final List<ZipEntry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long wholeBytes;
  private boolean finished;

  /** Begins an empty file; {@code file} stays the caller's to close. */
  public ZipWriter(OutputFile file, Deflate deflate) {
    this(file, deflate, ComputingTime.NOT_COUNTED);
  }

  private ZipWriter(OutputFile file, Deflate deflate, ComputingTime times) {
    this.file = file;
    this.deflate = new TimedDeflate(deflate, times);
    this.times = times;
  }

  /**
   * Goes on after the whole entries of a file that an earlier page left behind, each read again; what is not whole is cut off.
   * Where the file cannot be read, nothing of it is kept.
   */
  public static ZipWriter resume(OutputFile file, Deflate deflate) throws StreamingException {
    return resume(file, deflate, entry -> Unchecked.CHECK, ComputingTime.NOT_COUNTED);
  }

  /** The same, as far as the entries are {@code wanted}; {@code times} hears what writing more takes. */
  static ZipWriter resume(OutputFile file, Deflate deflate, WholeEntries.Wanted wanted, ComputingTime times)
      throws StreamingException {
    ZipWriter writer = new ZipWriter(file, deflate, times);
    try (StoredItem written = file.writtenOrNull()) {
      if (written != null) {
        writer.take(WholeEntries.of(written, deflate, wanted));
      }
    }
    writer.cutOff();
    return writer;
  }

  private void take(WholeEntries whole) {
    for (ZipEntry entry : whole.entries()) {
      entries.add(entry);
      names.add(entry.name());
    }
    wholeBytes = whole.endBytes();
  }

  /** The entries that are whole, in their order. */
  public List<ZipEntry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /**
   * Streams one entry; its CRC-32 is made in the same pass as {@code check}, which is finished with null and told when the
   * entry is whole. Closes {@code bytes}. On any failure the file is cut to where it was, so that nothing wrong stays in it.
   */
  public ZipEntry add(String name, Packing packing, ByteStream bytes, ItemCheck check) throws StreamingException {
    StreamingException failure;
    try {
      return write(name, packing, bytes, check);
    } catch (StreamingException e) {
      failure = e;
    } finally {
      bytes.close();
    }
    forget();
    throw failure;
  }

  private ZipEntry write(String name, Packing packing, ByteStream bytes, ItemCheck check) throws StreamingException {
    begin();
    byte[] encodedName = EntryName.encode(name);
    if (names.contains(name)) {
      throw new IllegalArgumentException("there is a " + name + " already");
    }
    long offset = file.sizeBytes();
    file.append(new ByteChunk(new byte[LocalHeader.sizeBytes(encodedName)]));
    long dataStart = file.sizeBytes();
    Checksum crc = deflate.checksum();
    InspectedStream plain = new InspectedStream(bytes, check, crc, times);
    appendAll(packing == Packing.DEFLATED ? deflate.pack(plain) : plain);
    check.finish(null);
    ZipEntry entry = new ZipEntry(name, packing, crc.value(), file.sizeBytes() - dataStart, plain.sizeBytes(), offset);
    file.overwrite(offset, LocalHeader.encode(entry));
    check.kept(entry.sizeBytes());
    entries.add(entry);
    names.add(name);
    wholeBytes = file.sizeBytes();
    return entry;
  }

  private void appendAll(ByteStream packed) throws StreamingException {
    try (packed) {
      for (DataChunk chunk = packed.read(); chunk != null; chunk = packed.read()) {
        file.append(chunk);
      }
    }
  }

  /** Writes the directory and finishes the file. */
  public void finish() throws StreamingException {
    begin();
    HeaderBytes directory = new HeaderBytes(DIRECTORY_CHUNK_BYTES + CentralHeader.FIXED_BYTES + EntryName.MOST_BYTES);
    for (ZipEntry entry : entries) {
      CentralHeader.add(directory, entry);
      if (directory.sizeBytes() >= DIRECTORY_CHUNK_BYTES) {
        file.append(new ByteChunk(directory.take()));
      }
    }
    long endOffset = file.sizeBytes() + directory.sizeBytes();
    EndRecord.add(directory, entries.size(), endOffset - wholeBytes, wholeBytes);
    file.append(new ByteChunk(directory.take()));
    file.finish();
    finished = true;
  }

  private void begin() throws StreamingException {
    if (finished) {
      throw new IllegalStateException("the file is finished");
    }
    cutOff();
  }

  /** Nothing may lie behind the last whole entry. */
  private void cutOff() throws StreamingException {
    if (file.sizeBytes() > wholeBytes) {
      file.truncate(wholeBytes);
    }
  }

  /** Cuts off at once what failed; where that fails as well, the next call tries again. */
  private void forget() {
    try {
      cutOff();
    } catch (StreamingException e) {
      // What failed first is thrown.
    }
  }
}
