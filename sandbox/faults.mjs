/**
 * What can go wrong between a page and a PDS, on demand: the list of what a migration has to survive.
 *
 * A kind is an entry of `KINDS` with a sentence about it, its parameters, and some of these functions, each of which
 * gets the fault as it was set:
 *
 *     before(fault, server)   → promise the request is held back for, before anything else; may do something to the server
 *     answer(fault, server, request) → {status, headers, body} sent instead of asking the PDS, or a promise of it
 *     meanwhile(fault)        → {status, headers, body} sent as soon as the PDS has the whole request; the PDS acts on
 *     rewrite(fault, request) changes `request.path` or `request.headers` before the PDS is asked
 *     uploaded(fault)         → {afterBytes, stays?}: the connection breaks once so much of the request body has been passed
 *                             on, or stays open and nothing more is read of it
 *     alter(fault, response)  changes `response.headers`; may return a Transform its body goes through; with
 *                             `response.breaks` set, the connection breaks where the body would end
 *     lost                    true: the PDS acts, its answer is thrown away and the connection broken
 *
 * Every size and offset is in bytes of the body as it travels (compressed, where it is), every time in milliseconds.
 */
import { Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { revokeSessions } from './account-database.mjs'

export const KINDS = {
  flipByte: {
    about: 'one byte of the answer is inverted; the answer comes uncompressed',
    parameters: { at: 'offset of that byte' },
    rewrite: (fault, request) => askUncompressed(request),
    alter: (fault) => byOffset((chunk, offset) => {
      const index = (fault.at ?? 0) - offset
      if (index < 0 || index >= chunk.length) return chunk
      const flipped = Buffer.from(chunk)
      flipped[index] ^= 0xff
      return flipped
    }),
  },
  truncate: {
    about: 'the answer ends early, and looks complete: no length is announced and the end is a proper one',
    parameters: { bytes: 'how much of it is sent' },
    rewrite: (fault, request) => askUncompressed(request),
    alter: endAfter,
  },
  gzipTruncate: {
    about: 'as truncate, in the middle of compressed data',
    parameters: { bytes: 'how much of the compressed answer is sent' },
    rewrite: (fault, request) => { request.headers['accept-encoding'] = 'gzip' },
    alter: endAfter,
  },
  resetAfter: {
    about: 'the connection breaks within the answer',
    parameters: { bytes: 'how much of it is sent' },
    alter: (fault, response) => {
      response.breaks = true
      return onlyFirst(fault.bytes)
    },
  },
  stall: {
    about: 'the answer stops coming, and the connection stays open',
    parameters: { bytes: 'how much of it is sent' },
    alter: (fault) => {
      let passed = 0
      return new Transform({
        transform(chunk, _, done) {
          const part = chunk.subarray(0, Math.max(0, fault.bytes - passed))
          passed += chunk.length
          if (part.length) this.push(part)
          if (passed < fault.bytes) done()
        },
        flush() {},
      })
    },
  },
  throttle: {
    about: 'the answer comes slowly',
    parameters: { bytesPerSecond: 'its speed' },
    alter: (fault) => new Transform({
      async transform(chunk, _, done) {
        const step = Math.max(1, Math.ceil(fault.bytesPerSecond / 20))
        for (let from = 0; from < chunk.length; from += step) {
          this.push(chunk.subarray(from, from + step))
          await sleep(50)
        }
        done()
      },
    }),
  },
  swapDid: {
    about: 'getRepo or getBlob answers for another account',
    parameters: { did: 'that account' },
    rewrite: (fault, request) => {
      request.path = request.path.replace(/([?&]did=)[^&]*/, `$1${encodeURIComponent(fault.did)}`)
    },
  },
  patchJson: {
    about: 'fields of a JSON answer are replaced',
    parameters: { set: 'object: path such as "blob.ref.$link" → value; null removes the field' },
    rewrite: (fault, request) => askUncompressed(request),
    alter: patchJson,
  },
  status: {
    about: 'an error answer; the PDS is not asked',
    parameters: { status: 'HTTP status', error: 'name', message: 'text', headers: 'more headers, e.g. {"retry-after":"1"}' },
    answer: (fault) => xrpcError(fault.status ?? 500, fault.error ?? 'SandboxFault', fault.message, fault.headers),
  },
  expireToken: {
    about: 'the access token is said to have expired; the PDS is not asked',
    parameters: {},
    answer: () => xrpcError(400, 'ExpiredToken', 'Token has expired'),
  },
  revokeToken: {
    about: 'as expireToken, and every session of its account has really been revoked: a new one needs the password',
    parameters: {},
    answer: (fault, pds, request) => {
      const did = subjectOf(request.headers.authorization)
      if (did) revokeSessions(pds, did)
      return xrpcError(400, 'ExpiredToken', 'Token has been revoked')
    },
  },
  html502: {
    about: 'a proxy answers with HTML and without CORS headers, which a page sees as a network error',
    parameters: {},
    answer: () => proxyPage(502, 'Bad Gateway'),
  },
  html524: {
    about: 'the PDS has the request and acts on; a proxy waits no longer and answers 524, with HTML and without CORS headers',
    parameters: {},
    meanwhile: () => proxyPage(524, 'A timeout occurred'),
  },
  refuse: {
    about: 'the connection breaks before any answer; the PDS is not asked',
    parameters: {},
    answer: () => null,
  },
  replyLost: {
    about: 'the PDS acts, its answer never arrives',
    parameters: {},
    lost: true,
  },
  resetUpload: {
    about: 'the connection breaks within the request body; the PDS sees it break as well',
    parameters: { bytes: 'how much of it is passed on' },
    uploaded: (fault) => ({ afterBytes: fault.bytes }),
  },
  stallUpload: {
    about: 'the request body is not taken any further, no answer comes, the connection stays open',
    parameters: { bytes: 'how much of it is passed on' },
    uploaded: (fault) => ({ afterBytes: fault.bytes, stays: true }),
  },
  delay: {
    about: 'the request is held back',
    parameters: { millis: 'for so long' },
    before: (fault) => sleep(fault.millis),
  },
  restart: {
    about: 'the PDS is killed as the request arrives, and comes up again; until then the front answers 502 without CORS headers',
    parameters: {},
    before: (fault, pds) => pds.crash(),
  },
  wrongClock: {
    about: "the clock of the PDS is wrong from this request on, until the faults are cleared; 400 JwtExpired and the like are its own",
    parameters: { millis: 'by how much; negative where it is slow' },
    before: (fault, pds) => pds.setClock(fault.millis),
  },
}

/** The faults that are set. */
export class Faults {
  #set = []

  /**
   * Sets a fault on the calls of a PDS.
   *
   * @param fault `{pds?, nsid?, method?, path?, match?, tag?, call?, kind, …}`: an absent filter fits every request; `call`
   *     counts the requests that fit from now on, from 1, or is "every". Preflights fit only where `method` is OPTIONS.
   */
  add(fault) {
    if (!Object.hasOwn(KINDS, fault.kind)) throw new Error(`no fault "${fault.kind}"; there are: ${Object.keys(KINDS).join(' ')}`)
    this.#set.push({ call: 1, ...fault, seen: 0, hits: 0 })
  }

  clear() {
    this.#set = []
  }

  /** Takes away the faults that wait for requests with this tag. */
  clearTagged(tag) {
    this.#set = this.#set.filter((fault) => fault.tag !== tag)
  }

  list() {
    return this.#set
  }

  /** Counts a request and returns the faults that hit it, oldest first. */
  hitting(pds, { method, url, headers }, nsid) {
    return this.#set.filter((fault) => {
      const fits =
        (!fault.pds || fault.pds === pds) &&
        (!fault.nsid || fault.nsid === nsid) &&
        (!fault.tag || fault.tag === headers['x-sandbox-tag']) &&
        (fault.method ? fault.method === method : method !== 'OPTIONS') &&
        (!fault.path || fault.path === decodeURIComponent(url.split('?')[0])) &&
        (!fault.match || url.includes(fault.match) || decodeURIComponent(url).includes(fault.match))
      if (!fits) return false
      fault.seen++
      const hit = fault.call === 'every' || fault.call === fault.seen
      if (hit) fault.hits++
      return hit
    })
  }
}

/** An error body as XRPC servers send it, readable by a page. */
export function xrpcError(status, error, message = error, headers = {}) {
  return {
    status,
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*', ...headers },
    body: JSON.stringify({ error, message }),
  }
}

/** What a proxy says of its own accord: HTML, and nothing that would let a page read it. */
function proxyPage(status, title) {
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>\n`,
  }
}

/** The account that a bearer token is of; undefined where there is no such token. */
function subjectOf(authorization) {
  const [, claims] = /^Bearer [^.]+\.([^.]+)\./.exec(authorization ?? '') ?? []
  return claims && JSON.parse(Buffer.from(claims, 'base64url')).sub
}

function askUncompressed(request) {
  request.headers['accept-encoding'] = 'identity'
}

/** A transform whose `change(chunk, offset)` says what becomes of each chunk; `offset` counts from the body's start. */
function byOffset(change) {
  let offset = 0
  return new Transform({
    transform(chunk, _, done) {
      const changed = change(chunk, offset)
      offset += chunk.length
      done(null, changed)
    },
  })
}

function endAfter(fault, response) {
  delete response.headers['content-length']
  return onlyFirst(fault.bytes)
}

/** A transform that ends after so many bytes, without waiting for the end of what comes in. */
function onlyFirst(bytes) {
  let left = bytes
  return new Transform({
    transform(chunk, _, done) {
      if (left > 0) this.push(chunk.subarray(0, left))
      if (left >= 0 && left - chunk.length <= 0) this.push(null)
      left = left - chunk.length <= 0 ? -1 : left - chunk.length
      done()
    },
  })
}

function patchJson(fault, response) {
  delete response.headers['content-length']
  delete response.headers.etag
  const chunks = []
  return new Transform({
    transform(chunk, _, done) {
      chunks.push(chunk)
      done()
    },
    flush(done) {
      const body = JSON.parse(Buffer.concat(chunks).toString())
      for (const [path, value] of Object.entries(fault.set)) setField(body, path.split('.'), value)
      done(null, JSON.stringify(body))
    },
  })
}

function setField(object, [name, ...rest], value) {
  if (rest.length) setField((object[name] ??= {}), rest, value)
  else if (value === null) delete object[name]
  else object[name] = value
}
