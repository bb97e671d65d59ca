/**
 * The faults that a move has to survive, each with a name, a sentence, and what it is made of: the one list that the
 * matrix of tests is generated from. A test adds the call that it hits: `{known: 'replyLost', nsid, call}`.
 *
 * `needs` says which calls it can hit: `any`; those with an `answer` that has a body; those whose answer is `bytes`, a repo
 * or blocks or a blob; those with an `upload` in the request; those with a `token`. `by` says who commits it: the front, with `fault` as it stands in faults.mjs, or the
 * `client`, for what a server has no part in; `client` then says how.
 */
const HOUR = 3600000

export const KNOWN = {
  resetMidBody: known('answer', 'the connection breaks within the answer', { kind: 'resetAfter', bytes: 20 }),
  truncated: known('answer', 'the answer ends early, in a clean way', { kind: 'truncate', bytes: 20 }),
  gzipCutShort: known('bytes', 'the answer is compressed and ends early', { kind: 'gzipTruncate', bytes: 20 }),
  stalled: known('answer', 'the answer stops coming, the connection stays open', { kind: 'stall', bytes: 20 }),
  silent: known('any', 'no answer comes at all for a while', { kind: 'delay', millis: 3000 }),
  slowDrip: known('answer', 'the answer comes slowly', { kind: 'throttle', bytesPerSecond: 4000 }),
  tooLarge: known('upload', '413', status(413, 'PayloadTooLarge')),
  rateLimited: known('any', '429 that does not say how long to wait', status(429, 'RateLimitExceeded')),
  rateLimitedForASecond: known('any', '429 with headers that a page can read', {
    ...status(429, 'RateLimitExceeded'),
    headers: { 'retry-after': '1', 'ratelimit-remaining': '0', 'access-control-expose-headers': 'Retry-After, RateLimit-Remaining' },
  }),
  failed: known('any', '500', status(500, 'InternalServerError')),
  badGateway: known('any', '502 with HTML and without CORS headers', { kind: 'html502' }),
  gaveUpWaiting: known('any', '524 with HTML and without CORS headers, while the server acts on', { kind: 'html524' }),
  expiredToken: known('token', 'the access token has expired', { kind: 'expireToken' }),
  revokedToken: known('token', 'the access token is refused, and every session of the account has been revoked', { kind: 'revokeToken' }),
  wrongByte: known('bytes', 'one byte of the answer is another', { kind: 'flipByte', at: 700 }),
  refused: known('any', 'the connection breaks before any answer', { kind: 'refuse' }),
  replyLost: known('any', 'the server acts, its answer never arrives', { kind: 'replyLost' }),
  uploadReset: known('upload', 'the connection breaks within the request', { kind: 'resetUpload', bytes: 20 }),
  restart: known('any', 'the server is killed and comes up again', { kind: 'restart' }),
  serverClockFast: known('any', "the server's clock is an hour ahead from then on", { kind: 'wrongClock', millis: HOUR }),
  serverClockSlow: known('any', "the server's clock is an hour behind from then on", { kind: 'wrongClock', millis: -HOUR }),
  noSuchName: byClient('the name of the server does not resolve', { leadTo: 'unresolvable' }),
  badCertificate: byClient("the certificate of the server is nobody's that the client trusts", { leadTo: 'untrusted' }),
  clockFast: byClient('the clock of the client is an hour ahead from then on', { clockMillis: HOUR }),
  clockSlow: byClient('the clock of the client is an hour behind from then on', { clockMillis: -HOUR }),
}

/** The fault that a request to set one means: the parameters of a known one, where it names one, and its own. */
export function faultOf({ known: name, ...fault }) {
  if (name === undefined) return fault
  if (!Object.hasOwn(KNOWN, name)) throw new Error(`no known fault "${name}"; there are: ${Object.keys(KNOWN).join(' ')}`)
  if (KNOWN[name].by === 'client') throw new Error(`${name} is committed by the client: ${KNOWN[name].about}`)
  return { ...KNOWN[name].fault, ...fault }
}

function known(needs, about, fault) {
  return { about, needs, by: 'front', fault }
}

function byClient(about, client) {
  return { about, needs: 'any', by: 'client', client }
}

function status(code, error) {
  return { kind: 'status', status: code, error }
}
