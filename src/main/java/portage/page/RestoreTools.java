package portage.page;

import portage.crypto.Signing;
import portage.stream.Deflate;

/** What a restore needs of the platform, beside what a move does. */
public record RestoreTools(Deflate deflate, Signing signing) {}
