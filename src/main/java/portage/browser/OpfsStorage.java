package portage.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import portage.browser.js.JsBlob;
import portage.browser.js.JsFiles;
import portage.error.ErrorCode;
import portage.error.ErrorContext;
import portage.error.StreamingException;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;

/**
 * Files in the origin private file system, written and read through sync access handles; dedicated workers only.
 *
 * <p>A large item {@code x} is the file {@code x}. While it is written it is {@code x.part}; finishing it flushes, closes
 * and moves it to {@code x}, which replaces an older one. {@code move} is not in the standard; where it is missing or fails,
 * {@link BrowserStorage} takes IndexedDB. A {@code x.part} that a dead worker left is invisible and goes with the next
 * {@code create("x")}. Small items whose names have a group share files: {@link OpfsBundles}.
 */
public final class OpfsStorage implements StorageBackend {
  /** Small chunks are joined to this many bytes before they go to disk: 16 KiB pieces are 2 to 10 times slower. */
  public static final int DEFAULT_BATCH_BYTES = 256 << 10;
  /** Items up to this size share files, unless told otherwise. */
  static final int SMALL_BYTES = 1 << 20;

  private final OpfsDirectory directory;
  private int batchBytes;
  private int smallBytes = SMALL_BYTES;
  /** Names that a writer of this worker has open. */
  private final Set<String> writing = new HashSet<>();
  /** Part files that are being removed: what says that this is over. */
  private final Map<String, Deferred> removals = new HashMap<>();
  private final Map<String, OpfsReadHandle> readHandles = new HashMap<>();
  private final Map<String, OpfsBundles> groups = new HashMap<>();

  private OpfsStorage(OpfsDirectory directory, int batchBytes) {
    this.directory = directory;
    this.batchBytes = batchBytes;
  }

  /**
   * Opens the directory {@code prefix} of this origin.
   *
   * @throws StreamingException {@code STORAGE_UNAVAILABLE} where the browser has no such files (private windows)
   */
  public static OpfsStorage open(String prefix, int batchBytes) throws StreamingException {
    if (!JsFiles.areThere()) {
      throw unavailable("not in this browser");
    }
    try {
      JsFiles.Directory root = Js.await(JsFiles.root());
      return new OpfsStorage(new OpfsDirectory(Js.await(JsFiles.directory(root, prefix))), batchBytes);
    } catch (JsException e) {
      throw unavailable(e.getMessage());
    }
  }

  private static StreamingException unavailable(String detail) {
    return new StreamingException(ErrorCode.STORAGE_UNAVAILABLE, ErrorContext.of("open opfs"), detail);
  }

  @Override
  public String kind() {
    return "opfs";
  }

  @Override
  public void configure(int chunkBytes, int newSmallBytes) {
    batchBytes = chunkBytes;
    smallBytes = newSmallBytes;
  }

  @Override
  public StoredWriter create(String name) throws StreamingException {
    StorageNames.checked(name);
    if (!writing.add(name)) {
      throw StorageErrors.failed("create", name, "is being written already");
    }
    String group = OpfsBundles.groupOf(name);
    if (group == null) {
      return createFile(name);
    }
    return new OpfsSmallWriter(this, group(group), name, smallBytes);
  }

  /** Begins a file for an item whose name is among those being written. */
  OpfsWriter createFile(String name) throws StreamingException {
    boolean opened = false;
    try {
      removePart(name);
      JsFiles.FileHandle file = directory.makeFile(name + StorageNames.PART);
      OpfsWriter writer = new OpfsWriter(this, name, file, OpfsDirectory.openHandle(file, name), batchBytes);
      opened = true;
      return writer;
    } catch (JsException e) {
      throw StorageErrors.of("create", name, e);
    } finally {
      if (!opened) {
        released(name);
      }
    }
  }

  private OpfsBundles group(String group) {
    return groups.computeIfAbsent(group, missing -> new OpfsBundles(directory, missing));
  }

  private void removePart(String name) throws JsException {
    Deferred running = removals.get(name);
    if (running != null) {
      running.await();
    }
    directory.remove(name + StorageNames.PART);
  }

  @Override
  public StoredItem open(String name) throws StreamingException {
    StorageNames.checked(name);
    String group = OpfsBundles.groupOf(name);
    StoredItem bundled = group == null ? null : openBundled(group(group), name);
    return bundled != null ? bundled : openFile(name);
  }

  private StoredItem openBundled(OpfsBundles bundles, String name) throws StreamingException {
    bundles.acquire();
    if (bundles.sizeBytes(name) < 0) {
      bundles.release();
      return null;
    }
    return new OpfsBundledItem(bundles, name);
  }

  private StoredItem openFile(String name) throws StreamingException {
    JsFiles.FileHandle file = null;
    JsBlob content = null;
    JsException failure = null;
    try {
      file = directory.file(name);
      content = Js.await(file.getFile());
    } catch (JsException e) {
      failure = e;
    }
    if (failure != null) {
      if (failure.is("NotFoundError")) {
        return null;
      }
      throw StorageErrors.of("open", name, failure);
    }
    OpfsReadHandle handle = readHandles.get(name);
    if (handle == null) {
      handle = new OpfsReadHandle(name, file, () -> readHandles.remove(name));
      readHandles.put(name, handle);
    }
    return new OpfsItem(name, (long) content.getSize(), file, handle);
  }

  @Override
  public void delete(String name) throws StreamingException {
    StorageNames.checked(name);
    String group = OpfsBundles.groupOf(name);
    if (group != null) {
      OpfsBundles bundles = group(group);
      bundles.acquire();
      try {
        bundles.delete(name);
      } finally {
        bundles.release();
      }
    }
    deleteFile(name);
    deletePart(name);
  }

  /** What a dead worker left of an item. */
  private void deletePart(String name) throws StreamingException {
    if (!writing.contains(name)) {
      try {
        removePart(name);
      } catch (JsException e) {
        throw StorageErrors.of("delete", name, e);
      }
    }
  }

  /** Removes the file of an item; no error when there is none. */
  void deleteFile(String name) throws StreamingException {
    forgetReaders(name);
    try {
      directory.remove(name);
    } catch (JsException e) {
      throw StorageErrors.of("delete", name, e);
    }
  }

  @Override
  public List<String> names(String prefix) throws StreamingException {
    Set<String> names = new TreeSet<>();
    Set<String> bundled = new TreeSet<>();
    for (String name : directory.names()) {
      if (name.endsWith(StorageNames.BUNDLE)) {
        bundled.add(OpfsBundles.groupOfFile(name));
      } else if (name.startsWith(prefix) && !name.endsWith(StorageNames.PART)) {
        names.add(name);
      }
    }
    for (String group : bundled) {
      if (group.startsWith(prefix) || prefix.startsWith(group)) {
        addNames(group(group), prefix, names);
      }
    }
    return new ArrayList<>(names);
  }

  private static void addNames(OpfsBundles bundles, String prefix, Set<String> names) throws StreamingException {
    bundles.acquire();
    for (String name : bundles.names()) {
      if (name.startsWith(prefix)) {
        names.add(name);
      }
    }
    bundles.release();
  }

  @Override
  public void deleteGroup(String group) throws StreamingException {
    OpfsBundles bundles = group(group);
    bundles.acquire();
    try {
      bundles.deleteAll();
    } finally {
      bundles.release();
    }
    for (String name : directory.names()) {
      if (name.startsWith(group) && name.endsWith(StorageNames.PART)) {
        deletePart(name.substring(0, name.length() - StorageNames.PART.length()));
      } else if (name.startsWith(group) && !name.endsWith(StorageNames.BUNDLE)) {
        deleteFile(name);
      }
    }
  }

  /** Makes a closed part file the item; those who still read an older item of that name get errors from now on. */
  void publish(String name, JsFiles.FileHandle part) throws StreamingException {
    forgetReaders(name);
    try {
      Js.await(part.move(name));
    } catch (JsException e) {
      throw StorageErrors.of("finish", name, e);
    }
  }

  private void forgetReaders(String name) {
    OpfsReadHandle readers = readHandles.remove(name);
    if (readers != null) {
      readers.replaced();
    }
  }

  /** The writer is closed; an unfinished part file goes, without waiting for that. */
  void release(String name, boolean finished) {
    released(name);
    if (!finished) {
      Deferred over = new Deferred();
      removals.put(name, over);
      directory.removeLater(name + StorageNames.PART, () -> {
        removals.remove(name, over);
        over.resolve();
      });
    }
  }

  /** Nobody writes an item of that name any more. */
  void released(String name) {
    writing.remove(name);
  }
}
