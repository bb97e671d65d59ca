package portage.repo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import portage.crypto.Curve;
import portage.crypto.SigningKey;
import portage.ipld.Cid;
import portage.ipld.DagCbor;

/** Builds the repo of one account: records, tree, commit, CAR. */
public final class RepoBuilder {
  public static final String DID = "did:plc:vrcrv2rgcpxhbxrdmuupcc4k";
  public static final String REV = "3jqfcqzm3fo2j";
  public static final SigningKey KEY = SigningKey.numbered(Curve.K256, 1);

  private final MstBuilder tree = new MstBuilder();
  private final Map<Cid, byte[]> records = new LinkedHashMap<>();
  private Map<String, Object> commit = new TreeMap<>();
  private SigningKey key = KEY;
  private Cid dataRoot;

  public RepoBuilder() {
    commit.put("did", DID);
    commit.put("version", 3L);
    commit.put("rev", REV);
    commit.put("prev", null);
  }

  /** Adds a record and returns its CID. */
  public Cid record(String path, Object value) {
    return recordBlock(path, DagCbor.encode(value));
  }

  /** Adds a record whose bytes may be anything. */
  public Cid recordBlock(String path, byte[] block) {
    Cid cid = Cid.ofBlock(block);
    records.put(cid, block);
    tree.put(path, cid);
    return cid;
  }

  /** {@code count} posts with texts. */
  public RepoBuilder posts(int count) {
    for (int i = 0; i < count; i++) {
      record("app.bsky.feed.post/" + tid(i), Map.of("$type", "app.bsky.feed.post", "text", "post " + i));
    }
    return this;
  }

  public static String tid(int number) {
    StringBuilder text = new StringBuilder();
    long rest = 1_700_000_000_000_000L * 1024 + number * 7919L;
    for (int i = 0; i < 13; i++) {
      text.insert(0, "234567abcdefghijklmnopqrstuvwxyz".charAt((int) (rest & 31)));
      rest >>>= 5;
    }
    return text.toString();
  }

  public RepoBuilder commitField(String name, Object value) {
    commit.put(name, value);
    return this;
  }

  public RepoBuilder withoutCommitField(String name) {
    commit.remove(name);
    return this;
  }

  public RepoBuilder signedBy(SigningKey other) {
    key = other;
    return this;
  }

  /** Takes another tree than that of the records. */
  public RepoBuilder dataRoot(Cid other) {
    dataRoot = other;
    return this;
  }

  public MstBuilder tree() {
    return tree;
  }

  public Map<Cid, byte[]> records() {
    return records;
  }

  /** The commit's block; its tree is then complete. */
  public byte[] commit() {
    return commit(false);
  }

  public byte[] commitWithHighS() {
    return commit(true);
  }

  private byte[] commit(boolean highS) {
    Map<String, Object> fields = new TreeMap<>(commit);
    fields.put("data", dataRoot == null ? tree.root() : dataRoot);
    byte[] unsigned = DagCbor.encode(fields);
    fields.put("sig", highS ? key.signHighS(unsigned) : key.sign(unsigned));
    return DagCbor.encode(fields);
  }

  /** The CAR, the commit in the middle as servers write it. */
  public byte[] car() {
    return car(commit());
  }

  public byte[] car(byte[] commitBlock) {
    Cid root = Cid.ofBlock(commitBlock);
    return CarBuilder.rooted(root).blocks(records).block(root, commitBlock).blocks(tree.nodes()).toByteArray();
  }
}
