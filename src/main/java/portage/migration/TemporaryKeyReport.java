package portage.migration;

/**
 * What a person needs to know before the identity is changed for the first time in a restore without the source.
 *
 * @param signingKeyOrNull the key that signs the repo by the identity as it is now
 * @param server the address that the identity names, and keeps until the end
 * @param ownKey the person's own rotation key that will sign this
 * @param ownKeyPlace of how many keys it is which, from 1: a key before it could undo this within 72 hours
 * @param keyCount how many rotation keys there are
 */
public record TemporaryKeyReport(
    MigrationPlan plan, String signingKeyOrNull, String server, String ownKey, int ownKeyPlace, int keyCount) {}
