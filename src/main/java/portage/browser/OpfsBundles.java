package portage.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.error.StreamingException;

/**
 * The small items of one group, joined in a few files: creating a file costs more than writing 100 KB into one (3.5 to
 * 12 ms against 0.2, measured in Chromium and Firefox).
 *
 * <p>A group is what stands before the last dash of a name, dash included. Its files are {@code group + number + ".bundle"},
 * each a log of {@link BundleEntry entries}; the index is made by reading their headers. They are exclusively open while
 * somebody uses the group, and closed soon after the last use, so that another instance may look at them then.
 */
final class OpfsBundles {
  /** A new file is begun beyond this: space comes back only when every item of a file is gone. */
  private static final long MAX_BUNDLE_BYTES = 32 << 20;

  private static final int NUMBER_DIGITS = 14;
  /** How long the files stay open after their last use: blobs come in quick succession, and opening costs. */
  private static final double LINGER_MILLIS = 100;

  private final OpfsDirectory directory;
  private final String group;
  /** Oldest first. */
  private final List<OpfsBundle> bundles = new ArrayList<>();
  /** Items of the group that are files of their own, and what is being written. */
  private final Set<String> ownFiles = new HashSet<>();
  private final Map<String, Place> places = new HashMap<>();
  private int users;
  /** Counts the times when nobody used the group any more. */
  private int uses;
  private boolean open;
  private Deferred opening;
  private long lastNumber;

  private record Place(OpfsBundle bundle, long offsetBytes, int sizeBytes) {}

  OpfsBundles(OpfsDirectory directory, String group) {
    this.directory = directory;
    this.group = group;
  }

  /** The group of a name, or null for one without a dash: such an item is always a file of its own. */
  static String groupOf(String name) {
    int dash = name.lastIndexOf('-');
    return dash < 0 ? null : name.substring(0, dash + 1);
  }

  /** The group of a bundle's file name. */
  static String groupOfFile(String fileName) {
    return fileName.substring(0, fileName.length() - StorageNames.BUNDLE.length() - NUMBER_DIGITS);
  }

  /** Before any other call; each needs its {@link #release()}. */
  void acquire() throws StreamingException {
    users++;
    boolean ready = false;
    try {
      while (!open) {
        if (opening != null) {
          opening.await();
        } else {
          look();
        }
      }
      ready = true;
    } finally {
      if (!ready) {
        release();
      }
    }
  }

  void release() {
    users--;
    if (users == 0) {
      uses++;
      int last = uses;
      Js.after(LINGER_MILLIS, () -> closeUnlessUsedSince(last));
    }
  }

  private void closeUnlessUsedSince(int use) {
    if (users == 0 && uses == use) {
      open = false;
      for (OpfsBundle bundle : bundles) {
        bundle.flush();
        bundle.close();
      }
    }
  }

  /** Brings the index up to what lies in the directory. */
  private void look() throws StreamingException {
    Deferred over = new Deferred();
    opening = over;
    try {
      List<String> there = fileNames();
      forgetAllBut(there);
      for (String fileName : there) {
        OpfsBundle bundle = known(fileName);
        if (bundle == null) {
          bundle = bundle(fileName);
          bundles.add(bundle);
        }
        OpfsBundle found = bundle;
        found.open((entry, offset) -> apply(found, entry, offset));
      }
      open = true;
    } finally {
      opening = null;
      over.resolve();
    }
  }

  private List<String> fileNames() throws StreamingException {
    List<String> mine = new ArrayList<>();
    ownFiles.clear();
    for (String name : directory.names()) {
      if (!name.startsWith(group)) {
        continue;
      }
      if (!name.endsWith(StorageNames.BUNDLE)) {
        ownFiles.add(name);
      } else if (groupOfFile(name).equals(group)) {
        mine.add(name);
      }
    }
    mine.sort(null);
    return mine;
  }

  private void forgetAllBut(List<String> fileNames) {
    Set<String> there = new HashSet<>(fileNames);
    for (OpfsBundle bundle : new ArrayList<>(bundles)) {
      if (!there.contains(bundle.fileName())) {
        forget(bundle);
      }
    }
  }

  private void forget(OpfsBundle bundle) {
    bundle.close();
    bundles.remove(bundle);
    places.values().removeIf(place -> place.bundle() == bundle);
  }

  private OpfsBundle known(String fileName) {
    for (OpfsBundle bundle : bundles) {
      if (bundle.fileName().equals(fileName)) {
        return bundle;
      }
    }
    return null;
  }

  private void apply(OpfsBundle bundle, BundleEntry entry, long offset) {
    Place before = places.remove(entry.name());
    if (before != null) {
      before.bundle().addLive(-1);
    }
    if (entry.kind() == BundleEntry.ITEM) {
      places.put(entry.name(), new Place(bundle, offset, entry.sizeBytes()));
      bundle.addLive(1);
    }
  }

  /** Size of the item in bytes, or -1 when the group has none of that name. */
  int sizeBytes(String name) {
    Place place = places.get(name);
    return place == null ? -1 : place.sizeBytes();
  }

  /** True when the item may be a file of its own, too large for a bundle. */
  boolean mayBeFile(String name) {
    return ownFiles.contains(name);
  }

  /** The item is a file of its own now. */
  void becameFile(String name) {
    ownFiles.add(name);
  }

  /** Fills {@code into}, all within the item, from its byte {@code at}. */
  void read(String name, long at, Uint8Array into) throws StreamingException {
    Place place = places.get(name);
    if (place == null) {
      throw StorageErrors.failed("read", name, "deleted meanwhile");
    }
    place.bundle().read(place.offsetBytes() + at, into, name);
  }

  List<String> names() {
    return new ArrayList<>(places.keySet());
  }

  /** Keeps an item; {@code framed} holds header, name and bytes. Replaces an older one of that name. */
  void append(BundleEntry entry, Uint8Array framed) throws StreamingException {
    OpfsBundle bundle = current();
    long offset = bundle.endBytes() + entry.headerBytes();
    bundle.append(framed, entry.name());
    apply(bundle, entry, offset);
  }

  /** Removes an item, and files in which none is left; no error when there is none. */
  void delete(String name) throws StreamingException {
    if (!places.containsKey(name)) {
      return;
    }
    BundleEntry gone = new BundleEntry(BundleEntry.GONE, name, 0);
    append(gone, Bytes.toBrowser(gone.header()));
    // Oldest first and no further than the first that is in use: a newer file says what is gone from the older ones.
    while (!bundles.isEmpty() && bundles.get(0).liveItems() == 0) {
      remove(bundles.get(0));
    }
  }

  /** Removes every item and every file. */
  void deleteAll() throws StreamingException {
    while (!bundles.isEmpty()) {
      remove(bundles.get(bundles.size() - 1));
    }
  }

  private void remove(OpfsBundle bundle) throws StreamingException {
    forget(bundle);
    try {
      directory.remove(bundle.fileName());
    } catch (JsException e) {
      throw StorageErrors.of("delete", bundle.fileName(), e);
    }
  }

  /** The file to append to. Two that wait here at once may each begin one, which does no harm. */
  private OpfsBundle current() throws StreamingException {
    if (!bundles.isEmpty() && bundles.get(bundles.size() - 1).endBytes() < MAX_BUNDLE_BYTES) {
      return bundles.get(bundles.size() - 1);
    }
    String fileName = group + nextNumber() + StorageNames.BUNDLE;
    OpfsBundle bundle = bundle(fileName);
    bundle.open((entry, offset) -> apply(bundle, entry, offset));
    bundles.add(bundle);
    return bundle;
  }

  private OpfsBundle bundle(String fileName) throws StreamingException {
    try {
      return new OpfsBundle(fileName, directory.makeFile(fileName));
    } catch (JsException e) {
      throw StorageErrors.of("open", fileName, e);
    }
  }

  /** Never one that was used before, so that a file that is gone is not taken for a new one. */
  private String nextNumber() {
    lastNumber = Math.max(lastNumber + 1, System.currentTimeMillis());
    String digits = Long.toString(lastNumber);
    return "0".repeat(NUMBER_DIGITS - digits.length()) + digits;
  }
}
