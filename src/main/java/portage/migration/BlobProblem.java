package portage.migration;

import portage.error.ErrorCode;

/**
 * A blob that could not be moved, and why.
 *
 * @param sizeBytes of the blob, counted where it arrived and else as its record claims; -1 when nobody said
 */
public record BlobProblem(String cid, String recordPath, long sizeBytes, ErrorCode code) {}
