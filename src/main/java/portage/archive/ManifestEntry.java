package portage.archive;

import java.util.List;
import portage.ipld.Cid;

/**
 * What a backup says of one of its files; exactly one of {@code cidOrNull} and {@code sha256OrNull} is there.
 *
 * @param cidOrNull of a blob
 * @param sha256OrNull of another file, 64 hexadecimal digits
 * @param mediaType under which the source kept it
 * @param records paths of records that use the blob, at most {@link #MOST_RECORDS}; none for another file, and for a blob that
 *     was fetched for a record that has gone since
 * @param moreRecords how many records more do
 */
public record ManifestEntry(
    String name,
    long sizeBytes,
    Cid cidOrNull,
    String sha256OrNull,
    String mediaType,
    List<String> records,
    long moreRecords) {
  /** What is named of one blob's records: some are used by all records of an account. */
  public static final int MOST_RECORDS = 1_000;

  static ManifestEntry ofFile(String name, long sizeBytes, String sha256, String mediaType) {
    return new ManifestEntry(name, sizeBytes, null, sha256, mediaType, List.of(), 0);
  }

  static ManifestEntry ofBlob(String name, long sizeBytes, Cid cid, String mediaType, List<String> records) {
    return new ManifestEntry(name, sizeBytes, cid, null, mediaType, named(records), unnamed(records));
  }

  static List<String> named(List<String> records) {
    return records.size() > MOST_RECORDS ? records.subList(0, MOST_RECORDS) : records;
  }

  static long unnamed(List<String> records) {
    return Math.max(0, records.size() - MOST_RECORDS);
  }
}
