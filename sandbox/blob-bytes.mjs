/** Blobs made of reproducible noise, which no compression makes smaller. */
import { createCipheriv, createHash } from 'node:crypto'

/** First bytes of each kind: without them the PDS's sniffing would call every blob something else. */
const MAGIC = {
  'image/jpeg': Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  'image/png': Buffer.from('89504e470d0a1a0a0000000d494844520000001000000010080200000090916836000000ff49444154', 'hex'),
  'video/mp4': Buffer.from('000000186674797069736f6d0000020069736f6d6d703432', 'hex'),
}

const CHUNK = 1 << 20

export class BlobBytes {
  /**
   * @param seed text; the same seed, size and type give the same bytes
   * @param mimeType one of image/jpeg, image/png, video/mp4
   */
  constructor(seed, sizeBytes, mimeType) {
    this.seed = seed
    this.sizeBytes = sizeBytes
    this.mimeType = mimeType
  }

  /** The bytes, a megabyte at a time. */
  *chunks() {
    const key = createHash('sha256').update(this.seed).digest()
    const noise = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
    const zeros = Buffer.alloc(Math.min(CHUNK, this.sizeBytes))
    for (let from = 0; from < this.sizeBytes; from += CHUNK) {
      const chunk = noise.update(zeros.subarray(0, Math.min(CHUNK, this.sizeBytes - from)))
      if (from === 0) MAGIC[this.mimeType].copy(chunk)
      yield chunk
    }
  }

  /** SHA-256 of the bytes, from which their CID is made. */
  digest() {
    const hash = createHash('sha256')
    for (const chunk of this.chunks()) hash.update(chunk)
    return hash.digest()
  }
}
