package portage.atproto;

import portage.stream.ByteStream;

/** A blob on its way, with the type the source keeps for it. */
public record BlobDownload(String contentType, ByteStream stream) {}
