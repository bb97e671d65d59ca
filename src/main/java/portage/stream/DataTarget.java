package portage.stream;

import java.util.Set;
import portage.error.StreamingException;

/** Where items go. */
public interface DataTarget<I> {
  /** Items the target asks for. An empty set means nothing is missing, never "unknown, so everything". */
  Set<I> missing() throws StreamingException;

  /** True when a live body would be streamed through to this target; probed, not guessed. */
  boolean takesLiveBodies() throws StreamingException;

  /** Sends {@code item}; returns once the server has answered that it holds every byte. */
  void upload(I item, Payload body) throws StreamingException;
}
