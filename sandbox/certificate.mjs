/** A self-signed certificate, written byte by byte: X.509 in DER (RFC 5280), as Node can read certificates but not make them. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
const SUBJECT_ALT_NAME = '2.5.29.17'
const BASIC_CONSTRAINTS = '2.5.29.19'

const DAY = 86400000

/**
 * @param hostnames names the certificate is for; `*.` is allowed
 * @returns `{key, cert, spkiSha256}`: PEM texts, and the base64 hash by which a browser can be told to accept the key
 */
export function selfSigned(hostnames) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = sequence(oid(ECDSA_WITH_SHA256))
  const name = sequence(set(sequence(oid(COMMON_NAME), utf8('Sandbox'))))
  const now = Date.now()
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(utcTime(now - DAY), utcTime(now + 30 * DAY)),
    name,
    spki,
    tagged(3, sequence(
      extension(BASIC_CONSTRAINTS, sequence(boolean(true))),
      extension(SUBJECT_ALT_NAME, sequence(...hostnames.map((host) => der(0x82, Buffer.from(host))))),
    )),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, algorithm, bitString(signature))
  const lines = certificate.toString('base64').match(/.{1,64}/g).join('\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    spkiSha256: createHash('sha256').update(spki).digest('base64'),
  }
}

/** One DER value: tag, length, content. */
function der(tag, ...parts) {
  const content = Buffer.concat(parts)
  const length = content.length
  const bytes = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function sequence(...parts) { return der(0x30, ...parts) }
function set(...parts) { return der(0x31, ...parts) }
function tagged(number, content) { return der(0xa0 | number, content) }
function integer(bytes) { return der(0x02, bytes) }
function boolean(value) { return der(0x01, Buffer.from([value ? 0xff : 0])) }
function utf8(text) { return der(0x0c, Buffer.from(text)) }
function bitString(bytes) { return der(0x03, Buffer.from([0]), bytes) }
function extension(id, value) { return sequence(oid(id), der(0x04, value)) }

function utcTime(millis) {
  const text = new Date(millis).toISOString() // 2026-11-22T06:44:00.000Z → 261122064400Z
  return der(0x17, Buffer.from(`${text.slice(2, 19).replace(/[-T:]/g, '')}Z`))
}

function oid(text) {
  const [first, second, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const digits = [arc & 127]
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 127) | 128)
    bytes.push(...digits)
  }
  return der(0x06, Buffer.from(bytes))
}
