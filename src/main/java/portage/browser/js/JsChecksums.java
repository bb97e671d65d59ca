package portage.browser.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Uint8Array;

/** CRC-32 of bytes in a typed array, which no browser has a call for; {@link portage.stream.Crc32} says how it is made. */
public final class JsChecksums {
  private JsChecksums() {}

  /** Eight tables of 256 numbers, one behind the other. */
  public interface Tables extends JSObject {}

  @JSBody(script = ""
      + "var tables = new Int32Array(2048);"
      + "for (var first = 0; first < 256; first++) {"
      + "  var value = first;"
      + "  for (var bit = 0; bit < 8; bit++) { value = value >>> 1 ^ ((value & 1) === 0 ? 0 : 0xedb88320); }"
      + "  tables[first] = value;"
      + "}"
      + "for (var next = 256; next < 2048; next++) {"
      + "  var before = tables[next - 256];"
      + "  tables[next] = before >>> 8 ^ tables[before & 255];"
      + "}"
      + "return tables;")
  public static native Tables tables();

  /** The state after {@code bytes}; it was {@code state} before them, and -1 before the first. */
  @JSBody(params = {"tables", "state", "bytes"}, script = ""
      + "var crc = state, at = 0, end = bytes.length;"
      + "for (var last = end - 8; at <= last; at += 8) {"
      + "  crc ^= bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;"
      + "  crc = tables[1792 + (crc & 255)] ^ tables[1536 + (crc >>> 8 & 255)]"
      + "    ^ tables[1280 + (crc >>> 16 & 255)] ^ tables[1024 + (crc >>> 24)]"
      + "    ^ tables[768 + bytes[at + 4]] ^ tables[512 + bytes[at + 5]] ^ tables[256 + bytes[at + 6]] ^ tables[bytes[at + 7]];"
      + "}"
      + "for (; at < end; at++) { crc = crc >>> 8 ^ tables[(crc ^ bytes[at]) & 255]; }"
      + "return crc;")
  public static native int crc32(Tables tables, int state, Uint8Array bytes);
}
