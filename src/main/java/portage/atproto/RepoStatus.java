package portage.atproto;

/** Whether a server holds an account ({@code com.atproto.sync.getRepoStatus}), asked without signing in. */
public enum RepoStatus { NOT_THERE, ACTIVE, DEACTIVATED, TAKEN_DOWN }
