package portage.page;

import java.util.List;
import portage.error.StreamingException;
import portage.stream.OutputFile;
import portage.stream.StoredItem;

/**
 * Where files are built in this browser that cannot be written straight to the person's disk. Names are 1 to 200 of
 * {@code [a-z0-9._-]}. A file lies here from its first byte on, also when the page dies: so that it can be gone on with, and
 * must be taken away by somebody.
 */
public interface Shelf {
  /** The names of all files, sorted; also of those that are being written. */
  List<String> names() throws StreamingException;

  /** Goes on behind what an earlier page wrote, or begins the file. One at a time may write it. */
  OutputFile write(String name) throws StreamingException;

  /** What lies there, to be read while nobody writes it; null when nothing does. */
  StoredItem readOrNull(String name) throws StreamingException;

  /** Takes the file away; no error when there is none. Nobody writes it. */
  void remove(String name) throws StreamingException;
}
