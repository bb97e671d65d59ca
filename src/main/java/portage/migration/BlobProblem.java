package portage.migration;

import portage.error.ErrorCode;

/** A blob that could not be moved, and why. */
public record BlobProblem(String cid, String recordPath, ErrorCode code) {}
