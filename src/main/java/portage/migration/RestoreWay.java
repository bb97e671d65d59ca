package portage.migration;

/** Who speaks for an account that is restored from a backup. */
public enum RestoreWay {
  /** Its server, which still answers and where the person is signed in. */
  WITH_SOURCE,
  /** The person's own rotation key: nobody is asked at the source. */
  BY_OWN_KEY
}
