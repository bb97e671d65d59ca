package portage.browser;

import portage.browser.js.Guarded;
import portage.browser.js.JsDevice;
import portage.stream.StorageBackend;
import portage.transfer.ProfileChoice;

/**
 * What the browser tells about itself, read once.
 *
 * @param memoryGiB rounded and capped by the browser, -1 where it does not say
 * @param cores -1 where it does not say
 * @param connection {@code "slow-2g"} to {@code "4g"}, empty where it does not say
 * @param savesData the person asked the browser to save data
 * @param isMobile a phone or a tablet, as far as the browser says; an iPad calls itself a computer
 * @param userAgent the browser's own name of itself
 */
public record BrowserDevice(
    double memoryGiB, int cores, String connection, boolean savesData, boolean isMobile, String userAgent) {

  public static BrowserDevice read() {
    return new BrowserDevice(
        JsDevice.memoryGiB(), JsDevice.cores(), JsDevice.connection(), JsDevice.savesData(), JsDevice.isMobile(),
        JsDevice.userAgent());
  }

  /** What decides how much is done at once, when copies are kept in {@code storage}. */
  public ProfileChoice.Device forTransfers(StorageBackend storage) {
    return new ProfileChoice.Device(
        memoryGiB, cores, connection, savesData, isMobile, storage.kind().equals("opfs"));
  }

  /** Bytes that the browser says may still be stored, or -1; a hint that is often far from the truth. */
  public static long storageLeftBytes() {
    try {
      JsDevice.Estimate estimate = Js.await(JsDevice.estimate());
      return (long) (estimate.getQuota() - estimate.getUsage());
    } catch (JsException e) {
      return -1;
    }
  }

  /** Asks the browser not to evict what is stored; false when it refuses or cannot. Best after a click. */
  public static boolean persistStorage() {
    try {
      Guarded answer = Js.await(JsDevice.persist());
      return answer.number() == 1;
    } catch (JsException e) {
      return false;
    }
  }
}
