package portage.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Uint8Array;
import portage.browser.js.JsBlob;
import portage.error.StreamingException;
import portage.page.Addresses;
import portage.stream.StoredItem;

/** Addresses that begin with {@code blob:}, made in the worker: its page may use them as long as it lives. */
public final class BlobAddresses implements Addresses {
  @JSBody(params = {"blob", "mediaType"}, script = ""
      + "return URL.createObjectURL(blob.slice(0, blob.size, mediaType));")
  private static native String addressOf(JsBlob blob, String mediaType);

  @JSBody(params = {"bytes", "mediaType"}, script = ""
      + "return URL.createObjectURL(new Blob([bytes], { type: mediaType }));")
  private static native String addressOf(Uint8Array bytes, String mediaType);

  @JSBody(params = "address", script = "URL.revokeObjectURL(address);")
  private static native void revoke(String address);

  @Override
  public String of(StoredItem item, String mediaType) throws StreamingException {
    if (item instanceof BlobBacked backed) {
      return addressOf(backed.blob(), mediaType);
    }
    byte[] bytes = new byte[(int) item.sizeBytes()];
    item.read(0, bytes, 0, bytes.length);
    return of(bytes, mediaType);
  }

  @Override
  public String of(byte[] bytes, String mediaType) {
    return addressOf(Bytes.toBrowser(bytes), mediaType);
  }

  @Override
  public void release(String address) {
    revoke(address);
  }
}
