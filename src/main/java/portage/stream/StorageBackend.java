package portage.stream;

import java.util.List;
import portage.error.StreamingException;

/**
 * Where bytes are kept in this browser. Names are 1 to 200 of {@code [a-z0-9._-]}; what stands before the last dash, dash
 * included, is the group of an item. An item exists only once its writer finished it; one that nobody finished is as if it
 * had never been begun, also after a crash.
 *
 * <p>Errors: {@code STORAGE_FULL} with {@code UseFallbackStorage} when the browser's quota is reached (nothing corrupt is
 * left), {@code STORAGE_UNAVAILABLE} when the browser keeps nothing at all, {@code STORAGE_FAILED} for the rest.
 */
public interface StorageBackend {
  /** What this is, for the report: {@code "opfs"}, {@code "indexeddb"} or {@code "memory"}. */
  String kind();

  /**
   * How items that are begun from now on are written.
   *
   * @param chunkBytes size of the pieces that go to disk, at least 1; a backend may join more where that is much faster
   * @param smallBytes items up to this size may share a file with others of their group
   */
  void configure(int chunkBytes, int smallBytes);

  /** Begins an item; an earlier one of the same name stays until {@link StoredWriter#finish()} replaces it. */
  StoredWriter create(String name) throws StreamingException;

  /** The finished item of that name, or null. */
  StoredItem open(String name) throws StreamingException;

  /** Removes an item; no error when there is none. */
  void delete(String name) throws StreamingException;

  /** Removes all items whose names start with {@code group}, which ends with a dash; none of them may be open. */
  void deleteGroup(String group) throws StreamingException;

  /** The names of finished items that start with {@code prefix}, sorted. */
  List<String> names(String prefix) throws StreamingException;
}
