package portage.repo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portage.crypto.DidKey;
import portage.crypto.Signatures;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.stream.StoredItem;

/**
 * Proves that a CAR is the whole, signed repo of one account, which no server does before it imports one.
 *
 * <p>While the bytes arrive, every block is hashed, indexed and scanned for blob references. At the end the tree is walked in
 * the kept copy: only its nodes are read again. Memory is the index (some 55 bytes a block), the blob references, and the
 * nodes on the way down; never the records.
 *
 * <p>Errors: {@code REPO_TRUNCATED} when the CAR is cut off or a block is missing that the root needs,
 * {@code REPO_OF_ANOTHER_ACCOUNT}, {@code REPO_SIGNATURE_INVALID}, {@code REPO_CORRUPT} for the rest. They name the CID or
 * the path, and the offset in the CAR where there is one.
 */
public final class RepoCheck {
  private static final int PROGRESS_STEP = 256;

  private final String expectedDid;
  private final DidKey signingKey;
  private final Signatures signatures;
  private final RepoIndex index = new RepoIndex();
  private final CarReader reader;
  /** By entry; only blocks that have any. */
  private final Map<Integer, List<BlobRef>> blobRefs = new HashMap<>();
  private Cid root;

  /**
   * @param expectedDid the account whose repo it must be
   * @param signingKey {@code #atproto} of its DID document
   */
  public RepoCheck(String expectedDid, DidKey signingKey, Signatures signatures) {
    this.expectedDid = expectedDid;
    this.signingKey = signingKey;
    this.signatures = signatures;
    this.reader = new CarReader(new CarHandler() {
      @Override
      public void root(Cid cid) {
        root = cid;
      }

      @Override
      public void block(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
        take(cid, offsetBytes, bytes, from, length);
      }
    });
  }

  /** Where the blocks lie; complete once {@link #finish} has returned. */
  public RepoIndex index() {
    return index;
  }

  /** Bytes of the CAR so far. */
  public long sizeBytes() {
    return reader.sizeBytes();
  }

  /** The next {@code bytes[offset … offset+length)} of the CAR, as they arrive. */
  public void push(byte[] bytes, int offset, int length) throws StreamingException {
    reader.push(bytes, offset, length);
  }

  private void take(Cid cid, long offsetBytes, byte[] bytes, int from, int length) {
    List<BlobRef> refs = List.of();
    boolean isData = cid.codec() == Cid.DAG_CBOR;
    if (isData) {
      try {
        refs = BlobRefs.of(bytes, from, length);
      } catch (MalformedException e) {
        // Only wrong if a record turns out to be this block; unrelated blocks may be anything.
        isData = false;
      }
    }
    int entry = index.add(cid, offsetBytes, length, isData);
    if (entry != RepoIndex.NONE && !refs.isEmpty()) {
      blobRefs.put(entry, refs);
    }
  }

  /** {@link #finish(StoredItem, WalkProgress)} without a listener. */
  public RepoReport finish(StoredItem car) throws StreamingException {
    return finish(car, records -> {});
  }

  /**
   * Ends the CAR and checks what it holds. Called once; the check does not close {@code car}.
   *
   * @param car the kept copy of exactly the bytes that were pushed
   */
  public RepoReport finish(StoredItem car, WalkProgress progress) throws StreamingException {
    reader.end();
    BlockReader blocks = new BlockReader(index, car);
    byte[] block = blocks.read(root);
    Commit commit;
    try {
      commit = Commit.decode(block);
    } catch (MalformedException e) {
      throw RepoFault.corrupt(root.toString(), offset(root), e.getMessage());
    }
    if (!commit.did().equals(expectedDid)) {
      throw RepoFault.of(ErrorCode.REPO_OF_ANOTHER_ACCOUNT, root.toString(), offset(root), "it is of " + commit.did());
    }
    if (!commit.isSignedBy(signingKey, signatures)) {
      throw RepoFault.of(ErrorCode.REPO_SIGNATURE_INVALID, root.toString(), offset(root), "not signed by " + signingKey);
    }
    Walk walk = new Walk(blocks, progress);
    walk.reached.add(index.find(root));
    new RepoWalker(blocks).walk(commit.dataRoot(), walk);
    progress.walked(walk.recordCount);
    return new RepoReport(root, commit.did(), commit.version(), commit.rev(), commit.dataRoot(), index.size(),
        walk.nodeCount, walk.recordCount, walk.recordBytes, index.size() - walk.reached.size(), walk.blobs.all(),
        walk.collectionCounts);
  }

  private long offset(Cid cid) {
    int entry = index.find(cid);
    return entry == RepoIndex.NONE ? -1 : index.offsetBytes(entry);
  }

  /** Counts what the walk meets. */
  private final class Walk implements RepoVisitor {
    final EntrySet reached = new EntrySet(index.size());
    final BlobUses blobs = new BlobUses();
    final Map<String, Integer> collectionCounts = new LinkedHashMap<>();
    int nodeCount;
    int recordCount;
    long recordBytes;

    private final BlockReader blocks;
    private final WalkProgress progress;
    /** Paths come sorted, so that one collection is counted at a time. */
    private String collection = "";
    private int collectionCount;

    Walk(BlockReader blocks, WalkProgress progress) {
      this.blocks = blocks;
      this.progress = progress;
    }

    @Override
    public void node(Cid cid) {
      nodeCount++;
      reached.add(index.find(cid));
    }

    @Override
    public void record(String path, Cid cid) throws StreamingException {
      int entry = index.find(cid);
      if (entry == RepoIndex.NONE) {
        throw RepoFault.truncated(path, -1, "the record's block " + cid + " is not in the CAR");
      }
      if (!index.isData(entry)) {
        throw RepoFault.corrupt(path, index.offsetBytes(entry), whyNotData(cid));
      }
      boolean isNew = reached.add(entry);
      if (isNew) {
        recordBytes += index.sizeBytes(entry);
      }
      if (isNew || !blobs.isFull()) {
        blobs.add(path, blobRefs.getOrDefault(entry, List.of()));
      }
      count(path);
      if (++recordCount % PROGRESS_STEP == 0) {
        progress.walked(recordCount);
      }
    }

    private void count(String path) {
      if (path.length() <= collection.length() || path.charAt(collection.length()) != '/'
          || !path.startsWith(collection)) {
        collection = RecordPath.collection(path);
        collectionCount = 0;
      }
      collectionCounts.put(collection, ++collectionCount);
    }

    private String whyNotData(Cid cid) throws StreamingException {
      if (cid.codec() != Cid.DAG_CBOR) {
        return "the record is raw bytes";
      }
      byte[] block = blocks.read(cid);
      try {
        BlobRefs.of(block);
        return "the record is not DAG-CBOR";
      } catch (MalformedException e) {
        return e.getMessage();
      }
    }
  }
}
