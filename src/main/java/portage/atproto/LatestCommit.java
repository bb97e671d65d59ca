package portage.atproto;

/** The head of a repo: its CID as text, and its revision. */
public record LatestCommit(String cid, String rev) {}
