package portage.atproto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import portage.crypto.Vectors;
import portage.fuzz.Owed;

/** Handles and DIDs, judged as the specification's own expressions judge them. */
public final class NamesTarget {
  /** specs/handle, "Handle Identifier Syntax". */
  private static final Pattern HANDLE = Pattern.compile(
      "([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
  /** specs/did, "DID Identifier Syntax". */
  private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");
  private static final Pattern PLC = Pattern.compile("did:plc:[a-z2-7]{24}");

  private NamesTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    boolean isHandle = text.length() <= 253 && HANDLE.matcher(text).matches();
    Owed.same(isHandle, Owed.read(data.length, () -> Handle.isValid(text)));
    if (isHandle) {
      Owed.same(text.toLowerCase(Locale.ROOT), new Handle(text).toString());
      new Handle(text).isResolvable();
    }
    boolean isDid = text.length() <= 2048 && DID.matcher(text).matches();
    Owed.same(isDid, Owed.read(data.length, () -> Did.isValid(text)));
    if (isDid) {
      Did did = new Did(text);
      Owed.same(PLC.matcher(text).matches(), did.isPlc());
      if (did.isWeb()) {
        String host = did.webHost();
        Owed.holds(Handle.isValid(host) || host.startsWith("localhost"), "a did:web of no host: " + host);
      }
    }
  }

  public static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>(List.of(
        utf8("alice.bsky.social"), utf8("xn--ls8h.test"), utf8("a.b-c.9d.e"), utf8("did:plc:ewvi7nxzyoun6zhxrhs64oiz"),
        utf8("did:web:example.com"), utf8("did:web:localhost%3A2583"), utf8("did:key:zQ3sh%41:b")));
    if (Vectors.areThere()) {
      Vectors.lines("syntax/atidentifier_syntax_valid.txt").forEach(line -> seeds.add(utf8(line)));
      Vectors.lines("syntax/atidentifier_syntax_invalid.txt").forEach(line -> seeds.add(utf8(line)));
    }
    return seeds;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
