package portage.repo;

import portage.error.StreamingException;

/** Hears how far a walk through a repo has come. May wait, so that others get their turn, and may throw to end the walk. */
public interface WalkProgress {
  /** {@code records} have been checked so far; called every few hundred, and at the end. */
  void walked(int records) throws StreamingException;
}
