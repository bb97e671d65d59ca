package portage.migration;

/** What became of the preferences. */
public enum PreferencesOutcome { COPIED, NONE_AT_SOURCE, NOT_TAKEN_BY_TARGET }
