package portage.transfer;

import portage.ipld.Cid;

/** A blob to be moved. Two items are equal when they are the same blob. */
public final class BlobItem {
  private final Cid cid;
  private final String recordPath;
  private String contentType;

  /**
   * {@code recordPath}: a record that uses the blob, for people. {@code contentType}: the type that this record gives,
   * used until the source itself names one.
   */
  public BlobItem(Cid cid, String recordPath, String contentType) {
    this.cid = cid;
    this.recordPath = recordPath;
    this.contentType = contentType;
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
  void keptAs(String sourceContentType) {
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
