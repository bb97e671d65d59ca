package portage.page;

import portage.error.StreamingException;
import portage.stream.OutputFile;

/** A place on their disk that the person picked for a file. */
public interface SavePlace {
  /** The name of the file there. */
  String name();

  /** Begins to write there. What is there now stays until the file is finished. */
  OutputFile open() throws StreamingException;
}
