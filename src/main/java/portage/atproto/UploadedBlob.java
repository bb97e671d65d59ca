package portage.atproto;

/** What a server says it took. */
public record UploadedBlob(String cid, String mimeType, long sizeBytes) {}
