package portage.ipld;

/**
 * Bytes or text that are not what they must be. Checked, because it comes from what a server sent; whoever knows which
 * item it was turns it into a {@link portage.error.StreamingException}.
 */
public final class MalformedException extends Exception {
  private final int offset;

  /** @param offset where in the block or text, in bytes or characters from its start */
  public MalformedException(String what, int offset) {
    // Suppression is off: TeaVM's Throwable.addSuppressed fails, and try-with-resources would call it.
    super(what + " at byte " + offset, null, false, true);
    this.offset = offset;
  }

  /** Where in the block or text, in bytes or characters from its start. */
  public int offset() {
    return offset;
  }
}
