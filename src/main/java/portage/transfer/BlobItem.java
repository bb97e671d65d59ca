package portage.transfer;

import portage.ipld.Cid;

/** A blob to be moved. Two items are equal when they are the same blob. */
public final class BlobItem {
  private final Cid cid;
  private final String recordPath;
  private final long claimedBytes;
  private String contentType;

  /**
   * @param recordPath a record that uses the blob, for people
   * @param claimedBytes what that record says of its size, -1 when it does not; good for an order, not to be relied on
   * @param contentType the type that this record gives, used until the source itself names one
   */
  public BlobItem(Cid cid, String recordPath, long claimedBytes, String contentType) {
    this.cid = cid;
    this.recordPath = recordPath;
    this.claimedBytes = claimedBytes;
    this.contentType = contentType;
  }

  /** A blob of which nothing is known but a record that uses it. */
  public static BlobItem unknown(Cid cid, String recordPath) {
    return new BlobItem(cid, recordPath, -1, "application/octet-stream");
  }

  public long claimedBytes() {
    return claimedBytes;
  }

  public Cid cid() {
    return cid;
  }

  public String recordPath() {
    return recordPath;
  }

  public String contentType() {
    return contentType;
  }

  /** The source said what it keeps this blob as. */
  public void keptAs(String sourceContentType) {
    contentType = sourceContentType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlobItem item && item.cid.equals(cid);
  }

  @Override
  public int hashCode() {
    return cid.hashCode();
  }
}
