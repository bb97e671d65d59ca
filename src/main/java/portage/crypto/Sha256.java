package portage.crypto;

/**
 * SHA-256 (FIPS 180-4) of bytes that arrive in pieces, in plain Java because TeaVM has no {@code MessageDigest} and
 * WebCrypto no digest of a stream.
 *
 * <p>Sixteen rounds are written out per turn, with the message schedule in local variables: nearly twice
 * as fast in JavaScript as an array of 64 words (Node 22), and no slower elsewhere. All 64 rounds in one would be too long a
 * method for the JVM's compiler.
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

  /** One block of 64 bytes. w0…w15 are the words of these sixteen rounds, then replaced by those of the next. */
  private void block(byte[] bytes, int at) {
    int[] k = K;
    int w0 = (bytes[at + 0] << 24) | ((bytes[at + 1] & 255) << 16) | ((bytes[at + 2] & 255) << 8) | (bytes[at + 3] & 255);
    int w1 = (bytes[at + 4] << 24) | ((bytes[at + 5] & 255) << 16) | ((bytes[at + 6] & 255) << 8) | (bytes[at + 7] & 255);
    int w2 = (bytes[at + 8] << 24) | ((bytes[at + 9] & 255) << 16) | ((bytes[at + 10] & 255) << 8) | (bytes[at + 11] & 255);
    int w3 = (bytes[at + 12] << 24) | ((bytes[at + 13] & 255) << 16) | ((bytes[at + 14] & 255) << 8) | (bytes[at + 15] & 255);
    int w4 = (bytes[at + 16] << 24) | ((bytes[at + 17] & 255) << 16) | ((bytes[at + 18] & 255) << 8) | (bytes[at + 19] & 255);
    int w5 = (bytes[at + 20] << 24) | ((bytes[at + 21] & 255) << 16) | ((bytes[at + 22] & 255) << 8) | (bytes[at + 23] & 255);
    int w6 = (bytes[at + 24] << 24) | ((bytes[at + 25] & 255) << 16) | ((bytes[at + 26] & 255) << 8) | (bytes[at + 27] & 255);
    int w7 = (bytes[at + 28] << 24) | ((bytes[at + 29] & 255) << 16) | ((bytes[at + 30] & 255) << 8) | (bytes[at + 31] & 255);
    int w8 = (bytes[at + 32] << 24) | ((bytes[at + 33] & 255) << 16) | ((bytes[at + 34] & 255) << 8) | (bytes[at + 35] & 255);
    int w9 = (bytes[at + 36] << 24) | ((bytes[at + 37] & 255) << 16) | ((bytes[at + 38] & 255) << 8) | (bytes[at + 39] & 255);
    int w10 = (bytes[at + 40] << 24) | ((bytes[at + 41] & 255) << 16) | ((bytes[at + 42] & 255) << 8) | (bytes[at + 43] & 255);
    int w11 = (bytes[at + 44] << 24) | ((bytes[at + 45] & 255) << 16) | ((bytes[at + 46] & 255) << 8) | (bytes[at + 47] & 255);
    int w12 = (bytes[at + 48] << 24) | ((bytes[at + 49] & 255) << 16) | ((bytes[at + 50] & 255) << 8) | (bytes[at + 51] & 255);
    int w13 = (bytes[at + 52] << 24) | ((bytes[at + 53] & 255) << 16) | ((bytes[at + 54] & 255) << 8) | (bytes[at + 55] & 255);
    int w14 = (bytes[at + 56] << 24) | ((bytes[at + 57] & 255) << 16) | ((bytes[at + 58] & 255) << 8) | (bytes[at + 59] & 255);
    int w15 = (bytes[at + 60] << 24) | ((bytes[at + 61] & 255) << 16) | ((bytes[at + 62] & 255) << 8) | (bytes[at + 63] & 255);
    int a = h0;
    int b = h1;
    int c = h2;
    int d = h3;
    int e = h4;
    int f = h5;
    int g = h6;
    int h = h7;
    int t;
    for (int i = 0; ; i += 16) {
      t = h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + k[i + 0] + w0;
      d += t;
      h = t + (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) | (c & (a | b)));
      t = g + (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + k[i + 1] + w1;
      c += t;
      g = t + (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) + ((h & a) | (b & (h | a)));
      t = f + (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + k[i + 2] + w2;
      b += t;
      f = t + (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) + ((g & h) | (a & (g | h)));
      t = e + (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + k[i + 3] + w3;
      a += t;
      e = t + (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) + ((f & g) | (h & (f | g)));
      t = d + (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) + (c ^ (a & (b ^ c))) + k[i + 4] + w4;
      h += t;
      d = t + (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) + ((e & f) | (g & (e | f)));
      t = c + (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) + (b ^ (h & (a ^ b))) + k[i + 5] + w5;
      g += t;
      c = t + (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) + ((d & e) | (f & (d | e)));
      t = b + (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) + (a ^ (g & (h ^ a))) + k[i + 6] + w6;
      f += t;
      b = t + (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) + ((c & d) | (e & (c | d)));
      t = a + (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) + (h ^ (f & (g ^ h))) + k[i + 7] + w7;
      e += t;
      a = t + (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) + ((b & c) | (d & (b | c)));
      t = h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) + (g ^ (e & (f ^ g))) + k[i + 8] + w8;
      d += t;
      h = t + (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) | (c & (a | b)));
      t = g + (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))) + (f ^ (d & (e ^ f))) + k[i + 9] + w9;
      c += t;
      g = t + (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))) + ((h & a) | (b & (h | a)));
      t = f + (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))) + (e ^ (c & (d ^ e))) + k[i + 10] + w10;
      b += t;
      f = t + (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))) + ((g & h) | (a & (g | h)));
      t = e + (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))) + (d ^ (b & (c ^ d))) + k[i + 11] + w11;
      a += t;
      e = t + (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))) + ((f & g) | (h & (f | g)));
      t = d + (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))) + (c ^ (a & (b ^ c))) + k[i + 12] + w12;
      h += t;
      d = t + (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))) + ((e & f) | (g & (e | f)));
      t = c + (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))) + (b ^ (h & (a ^ b))) + k[i + 13] + w13;
      g += t;
      c = t + (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))) + ((d & e) | (f & (d | e)));
      t = b + (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))) + (a ^ (g & (h ^ a))) + k[i + 14] + w14;
      f += t;
      b = t + (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))) + ((c & d) | (e & (c | d)));
      t = a + (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))) + (h ^ (f & (g ^ h))) + k[i + 15] + w15;
      e += t;
      a = t + (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))) + ((b & c) | (d & (b | c)));
      if (i == 48) {
        break;
      }
      w0 += (((w1 >>> 7) | (w1 << 25)) ^ ((w1 >>> 18) | (w1 << 14)) ^ (w1 >>> 3)) + w9 + (((w14 >>> 17) | (w14 << 15)) ^ ((w14 >>> 19) | (w14 << 13)) ^ (w14 >>> 10));
      w1 += (((w2 >>> 7) | (w2 << 25)) ^ ((w2 >>> 18) | (w2 << 14)) ^ (w2 >>> 3)) + w10 + (((w15 >>> 17) | (w15 << 15)) ^ ((w15 >>> 19) | (w15 << 13)) ^ (w15 >>> 10));
      w2 += (((w3 >>> 7) | (w3 << 25)) ^ ((w3 >>> 18) | (w3 << 14)) ^ (w3 >>> 3)) + w11 + (((w0 >>> 17) | (w0 << 15)) ^ ((w0 >>> 19) | (w0 << 13)) ^ (w0 >>> 10));
      w3 += (((w4 >>> 7) | (w4 << 25)) ^ ((w4 >>> 18) | (w4 << 14)) ^ (w4 >>> 3)) + w12 + (((w1 >>> 17) | (w1 << 15)) ^ ((w1 >>> 19) | (w1 << 13)) ^ (w1 >>> 10));
      w4 += (((w5 >>> 7) | (w5 << 25)) ^ ((w5 >>> 18) | (w5 << 14)) ^ (w5 >>> 3)) + w13 + (((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10));
      w5 += (((w6 >>> 7) | (w6 << 25)) ^ ((w6 >>> 18) | (w6 << 14)) ^ (w6 >>> 3)) + w14 + (((w3 >>> 17) | (w3 << 15)) ^ ((w3 >>> 19) | (w3 << 13)) ^ (w3 >>> 10));
      w6 += (((w7 >>> 7) | (w7 << 25)) ^ ((w7 >>> 18) | (w7 << 14)) ^ (w7 >>> 3)) + w15 + (((w4 >>> 17) | (w4 << 15)) ^ ((w4 >>> 19) | (w4 << 13)) ^ (w4 >>> 10));
      w7 += (((w8 >>> 7) | (w8 << 25)) ^ ((w8 >>> 18) | (w8 << 14)) ^ (w8 >>> 3)) + w0 + (((w5 >>> 17) | (w5 << 15)) ^ ((w5 >>> 19) | (w5 << 13)) ^ (w5 >>> 10));
      w8 += (((w9 >>> 7) | (w9 << 25)) ^ ((w9 >>> 18) | (w9 << 14)) ^ (w9 >>> 3)) + w1 + (((w6 >>> 17) | (w6 << 15)) ^ ((w6 >>> 19) | (w6 << 13)) ^ (w6 >>> 10));
      w9 += (((w10 >>> 7) | (w10 << 25)) ^ ((w10 >>> 18) | (w10 << 14)) ^ (w10 >>> 3)) + w2 + (((w7 >>> 17) | (w7 << 15)) ^ ((w7 >>> 19) | (w7 << 13)) ^ (w7 >>> 10));
      w10 += (((w11 >>> 7) | (w11 << 25)) ^ ((w11 >>> 18) | (w11 << 14)) ^ (w11 >>> 3)) + w3 + (((w8 >>> 17) | (w8 << 15)) ^ ((w8 >>> 19) | (w8 << 13)) ^ (w8 >>> 10));
      w11 += (((w12 >>> 7) | (w12 << 25)) ^ ((w12 >>> 18) | (w12 << 14)) ^ (w12 >>> 3)) + w4 + (((w9 >>> 17) | (w9 << 15)) ^ ((w9 >>> 19) | (w9 << 13)) ^ (w9 >>> 10));
      w12 += (((w13 >>> 7) | (w13 << 25)) ^ ((w13 >>> 18) | (w13 << 14)) ^ (w13 >>> 3)) + w5 + (((w10 >>> 17) | (w10 << 15)) ^ ((w10 >>> 19) | (w10 << 13)) ^ (w10 >>> 10));
      w13 += (((w14 >>> 7) | (w14 << 25)) ^ ((w14 >>> 18) | (w14 << 14)) ^ (w14 >>> 3)) + w6 + (((w11 >>> 17) | (w11 << 15)) ^ ((w11 >>> 19) | (w11 << 13)) ^ (w11 >>> 10));
      w14 += (((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3)) + w7 + (((w12 >>> 17) | (w12 << 15)) ^ ((w12 >>> 19) | (w12 << 13)) ^ (w12 >>> 10));
      w15 += (((w0 >>> 7) | (w0 << 25)) ^ ((w0 >>> 18) | (w0 << 14)) ^ (w0 >>> 3)) + w8 + (((w13 >>> 17) | (w13 << 15)) ^ ((w13 >>> 19) | (w13 << 13)) ^ (w13 >>> 10));
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
