package portage.browser;

import portage.archive.ArchiveFault;
import portage.browser.js.JsBlob;
import portage.error.StreamingException;

/** A file that the person chose. Browsers refuse to read one that was changed, moved or deleted since. */
final class ChosenFile extends JsBlobItem {
  ChosenFile(String name, JsBlob file) {
    super(name, file);
  }

  @Override
  StreamingException failure(JsException e) {
    return ArchiveFault.gone(name(), e);
  }
}
