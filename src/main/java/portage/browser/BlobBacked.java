package portage.browser;

import portage.browser.js.JsBlob;
import portage.error.StreamingException;

/** A kept item that the browser can send by itself, so that its bytes never pass through Java. */
interface BlobBacked {
  /** The whole item; spoiled when the item is replaced or written on. */
  JsBlob blob() throws StreamingException;
}
