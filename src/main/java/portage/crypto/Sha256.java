package portage.crypto;

/**
 * SHA-256 (FIPS 180-4) of bytes that arrive in pieces, in plain Java because TeaVM has no {@code MessageDigest} and
 * WebCrypto no digest of a stream.
 *
 * <p>Eight rounds are written out per turn: after eight the eight variables are back in place, so nothing is shuffled.
 * More would make the method too long for the JVM's compiler.
 */
public final class Sha256 {
  /** Bytes of a digest. */
  public static final int DIGEST_BYTES = 32;

  private static final int BLOCK_BYTES = 64;

  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  };

  private final int[] w = new int[64];
  private final byte[] rest = new byte[BLOCK_BYTES];
  private int restLength;
  private long totalBytes;
  private int h0;
  private int h1;
  private int h2;
  private int h3;
  private int h4;
  private int h5;
  private int h6;
  private int h7;

  public Sha256() {
    reset();
  }

  /** The digest of the parts, one after the other. */
  public static byte[] hash(byte[]... parts) {
    Sha256 sha = new Sha256();
    for (byte[] part : parts) {
      sha.update(part, 0, part.length);
    }
    return sha.digest();
  }

  /** Forgets what was hashed and begins anew. */
  public void reset() {
    h0 = 0x6a09e667;
    h1 = 0xbb67ae85;
    h2 = 0x3c6ef372;
    h3 = 0xa54ff53a;
    h4 = 0x510e527f;
    h5 = 0x9b05688c;
    h6 = 0x1f83d9ab;
    h7 = 0x5be0cd19;
    restLength = 0;
    totalBytes = 0;
  }

  /** Adds {@code bytes[offset … offset+length)}. */
  public void update(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw new IllegalArgumentException(length + " bytes at " + offset + " of " + bytes.length);
    }
    totalBytes += length;
    int at = offset;
    int end = offset + length;
    if (restLength > 0) {
      int taken = Math.min(BLOCK_BYTES - restLength, length);
      System.arraycopy(bytes, at, rest, restLength, taken);
      restLength += taken;
      at += taken;
      if (restLength < BLOCK_BYTES) {
        return;
      }
      block(rest, 0);
      restLength = 0;
    }
    while (end - at >= BLOCK_BYTES) {
      block(bytes, at);
      at += BLOCK_BYTES;
    }
    restLength = end - at;
    System.arraycopy(bytes, at, rest, 0, restLength);
  }

  /** The digest of everything since the last reset, in a new array; resets. */
  public byte[] digest() {
    byte[] digest = new byte[DIGEST_BYTES];
    digestTo(digest, 0);
    return digest;
  }

  /** Writes the digest to {@code target[offset … offset+32)}; resets. */
  public void digestTo(byte[] target, int offset) {
    long bits = totalBytes * 8;
    rest[restLength++] = (byte) 0x80;
    if (restLength > BLOCK_BYTES - 8) {
      fillRest(BLOCK_BYTES);
      block(rest, 0);
      restLength = 0;
    }
    fillRest(BLOCK_BYTES - 8);
    writeInt((int) (bits >>> 32), rest, BLOCK_BYTES - 8);
    writeInt((int) bits, rest, BLOCK_BYTES - 4);
    block(rest, 0);
    writeInt(h0, target, offset);
    writeInt(h1, target, offset + 4);
    writeInt(h2, target, offset + 8);
    writeInt(h3, target, offset + 12);
    writeInt(h4, target, offset + 16);
    writeInt(h5, target, offset + 20);
    writeInt(h6, target, offset + 24);
    writeInt(h7, target, offset + 28);
    reset();
  }

  private void fillRest(int end) {
    while (restLength < end) {
      rest[restLength++] = 0;
    }
  }

  private static void writeInt(int value, byte[] target, int at) {
    target[at] = (byte) (value >>> 24);
    target[at + 1] = (byte) (value >>> 16);
    target[at + 2] = (byte) (value >>> 8);
    target[at + 3] = (byte) value;
  }

  private void block(byte[] bytes, int at) {
    int[] w = this.w;
    for (int i = 0, p = at; i < 16; i++, p += 4) {
      w[i] = (bytes[p] << 24) | ((bytes[p + 1] & 255) << 16) | ((bytes[p + 2] & 255) << 8) | (bytes[p + 3] & 255);
    }
    for (int i = 16; i < 64; i++) {
      int x = w[i - 15];
      int y = w[i - 2];
      int s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      int s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    rounds(w);
  }

  private void rounds(int[] w) {
    int[] k = K;
    int a = h0;
    int b = h1;
    int c = h2;
    int d = h3;
    int e = h4;
    int f = h5;
    int g = h6;
    int h = h7;
    for (int i = 0; i < 64; i += 8) {
      int t;
      t = h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + k[i] + w[i];
      d += t;
      h = t + (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) | (c & (a | b)));
      t = g + (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + k[i + 1] + w[i + 1];
      c += t;
      g = t + (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) + ((h & a) | (b & (h | a)));
      t = f + (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + k[i + 2] + w[i + 2];
      b += t;
      f = t + (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) + ((g & h) | (a & (g | h)));
      t = e + (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + k[i + 3] + w[i + 3];
      a += t;
      e = t + (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) + ((f & g) | (h & (f | g)));
      t = d + (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) + (c ^ (a & (b ^ c))) + k[i + 4] + w[i + 4];
      h += t;
      d = t + (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) + ((e & f) | (g & (e | f)));
      t = c + (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) + (b ^ (h & (a ^ b))) + k[i + 5] + w[i + 5];
      g += t;
      c = t + (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) + ((d & e) | (f & (d | e)));
      t = b + (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) + (a ^ (g & (h ^ a))) + k[i + 6] + w[i + 6];
      f += t;
      b = t + (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) + ((c & d) | (e & (c | d)));
      t = a + (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) + (h ^ (f & (g ^ h))) + k[i + 7] + w[i + 7];
      e += t;
      a = t + (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) + ((b & c) | (d & (b | c)));
    }
    h0 += a;
    h1 += b;
    h2 += c;
    h3 += d;
    h4 += e;
    h5 += f;
    h6 += g;
    h7 += h;
  }
}
