package portage.archive;

import portage.error.StreamingException;

/** Is told what a {@link ManifestReader} reads; may throw to end it. */
interface ManifestHandler {
  /** The head, before anything else; once. */
  void manifest(Manifest manifest) throws StreamingException;

  void entry(ManifestEntry entry) throws StreamingException;

  void missing(AbsentBlob blob) throws StreamingException;
}
