package portage.browser;

import portage.browser.js.JsDevice;
import portage.net.Network;

/**
 * What the browser says about the network: its "no" is dependable, its "yes" proves nothing. Workers have the same words
 * for it as pages.
 */
public final class BrowserNetwork implements Network {
  private int returns;

  public BrowserNetwork() {
    JsDevice.onOnline(() -> returns++);
  }

  @Override
  public boolean isOffline() {
    return !JsDevice.mayBeOnline();
  }

  @Override
  public int returns() {
    return returns;
  }
}
