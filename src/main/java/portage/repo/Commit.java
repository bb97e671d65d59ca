package portage.repo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import portage.crypto.DidKey;
import portage.crypto.Signatures;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.DagCbor;
import portage.ipld.MalformedException;

/**
 * The signed head of a repo (specs/repository, "Commit Objects"). Versions 3 and 2.
 *
 * @param did whose repo it is
 * @param version 3 or 2
 * @param dataRoot top node of the tree of records
 * @param rev when it was made, a {@link Tid}; null only in version 2
 * @param prev the commit before, or null
 * @param signature as it stands there, whatever its length
 * @param unsignedBytes what was signed: the block without {@code sig}
 */
public record Commit(
    String did, int version, Cid dataRoot, String rev, Cid prev, byte[] signature, byte[] unsignedBytes) {

  /** A commit has a few hundred bytes. */
  static final int MAX_BYTES = 16 * 1024;

  /** Reads a commit's block. */
  public static Commit decode(byte[] block) throws MalformedException {
    if (block.length > MAX_BYTES) {
      throw new MalformedException("a commit of " + block.length + " bytes", 0);
    }
    if (!(DagCbor.decode(block) instanceof Map<?, ?> fields)) {
      throw new MalformedException("a commit that is no map", 0);
    }
    if (!(fields.get("version") instanceof Long version) || (version != 3 && version != 2)) {
      throw new MalformedException("a commit of another version than 2 or 3", 0);
    }
    if (!(fields.get("did") instanceof String did)
        || !(fields.get("data") instanceof Cid data)
        || !(fields.get("sig") instanceof byte[] signature)) {
      throw new MalformedException("a commit without did, data or sig", 0);
    }
    Object prev = fields.get("prev");
    if ((prev != null && !(prev instanceof Cid)) || (version == 3 && !fields.containsKey("prev"))) {
      throw new MalformedException("a commit without prev", 0);
    }
    Object rev = fields.get("rev");
    boolean isRev = rev instanceof String text && Tid.isValid(text);
    if (!isRev && (version == 3 || rev != null)) {
      throw new MalformedException("a commit without a rev that is a TID", 0);
    }
    // Fields nobody knows stay in: the signature covers them.
    Map<Object, Object> unsigned = new LinkedHashMap<>(fields);
    unsigned.remove("sig");
    return new Commit(
        did, version.intValue(), data, (String) rev, (Cid) prev, signature, DagCbor.encode(unsigned));
  }

  /** True when {@code key} signed this commit. */
  public boolean isSignedBy(DidKey key, Signatures signatures) throws StreamingException {
    return key.verify(signatures, unsignedBytes, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commit commit && Arrays.equals(commit.unsignedBytes, unsignedBytes)
        && Arrays.equals(commit.signature, signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }
}
