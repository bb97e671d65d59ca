package portage.browser;

import portage.browser.js.JsFiles;
import portage.error.StreamingException;
import portage.page.SavePlace;
import portage.stream.OutputFile;

/** A place that the person picked in the browser's own dialogue. */
final class PickedPlace implements SavePlace {
  private final JsFiles.FileHandle file;

  PickedPlace(JsFiles.FileHandle file) {
    this.file = file;
  }

  @Override
  public String name() {
    return file.getName();
  }

  @Override
  public OutputFile open() throws StreamingException {
    return PickedFile.open(file);
  }
}
