package portage.crypto;
/** placeholder replaced */
public final class DidKey {}
