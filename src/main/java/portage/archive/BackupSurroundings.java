package portage.archive;

import portage.atproto.IdentityResolver;
import portage.atproto.PlcDirectory;
import portage.atproto.Servers;
import portage.crypto.Signatures;
import portage.net.Clock;
import portage.net.RetryPolicy;
import portage.stream.ChannelTee;
import portage.stream.Deflate;
import portage.stream.StorageBackend;
import portage.transfer.BlobHash;
import portage.transfer.TransferProfile;

/** Everything around a backup that is not about this account. */
public record BackupSurroundings(
    Servers servers,
    PlcDirectory directory,
    IdentityResolver identities,
    Signatures signatures,
    BlobHash.Maker hashes,
    StorageBackend storage,
    ChannelTee tee,
    Deflate deflate,
    Clock clock,
    RetryPolicy retry,
    TransferProfile profile) {}
