/**
 * The reverse proxy that every PDS stands behind: its address is the PDS's public URL. It passes bodies on as they come,
 * in both directions and at the speed of the slower side, writes the request log, and commits the faults.
 *
 * One handler serves HTTP/1.1 and HTTP/2 (Node's compatibility API).
 */
import http from 'node:http'
import { constants } from 'node:http2'
import { once } from 'node:events'
import { KINDS } from './faults.mjs'

/** Headers that belong to one connection, not to the message; HTTP/2 forbids them. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade', 'http2-settings']

/** Returns the request handler of `pds`. */
export function frontOf(pds, log, faults) {
  return async (req, res) => {
    const entry = log.begin(pds.name, req)
    const set = faults.hitting(pds.name, req, entry.nsid)
    if (set.length) entry.faults = set.map((fault) => fault.kind)
    const kinds = set.map((fault) => [KINDS[fault.kind], fault])
    // A browser silently repeats a request whose connection broke, if that connection had served another one before:
    // the second try would then undo the fault. So no connection is used twice while faults are set.
    if (req.httpVersionMajor === 1 && faults.list().length) res.shouldKeepAlive = false

    req.on('data', (chunk) => { entry.requestBytes += chunk.length })
    req.pause()
    req.on('error', () => {})
    res.on('error', () => {})
    const exchange = { whole: false, closed: false }
    res.on('finish', () => { exchange.whole = true })
    res.on('close', () => {
      exchange.closed = true
      entry.end(!exchange.whole)
    })

    try {
      for (const [kind, fault] of kinds) await kind.before?.(fault, pds)
      const answering = kinds.find(([kind]) => kind.answer)
      if (answering) return answer(req, res, entry, await answering[0].answer(answering[1], pds, req))
      await forward(pds, req, res, entry, kinds, exchange)
    } catch (error) {
      if (res.headersSent || exchange.closed) return breakConnection(res)
      // What a proxy in front of a stopped server says: no body of use, no CORS headers.
      answer(req, res, entry, { status: 502, headers: { 'content-type': 'text/plain' }, body: `Bad gateway: ${error.message}\n` })
    }
  }
}

async function forward(pds, req, res, entry, kinds, exchange) {
  const request = { path: req.url, headers: requestHeaders(req) }
  for (const [kind, fault] of kinds) kind.rewrite?.(fault, request)

  const target = new URL(pds.innerUrl)
  const upstream = http.request({
    host: target.hostname,
    port: target.port,
    method: req.method,
    path: request.path,
    headers: request.headers,
    agent: false,
  })
  const leaving = kinds.find(([kind]) => kind.meanwhile)
  if (!leaving) res.on('close', () => upstream.destroy())
  const answered = once(upstream, 'response')
  sendBody(req, res, upstream, kinds)
  if (leaving) {
    answered.then(([late]) => late.resume(), () => {})
    if (!upstream.writableFinished) await once(upstream, 'finish')
    return answer(req, res, entry, leaving[0].meanwhile(leaving[1]))
  }
  const [from] = await answered

  if (kinds.some(([kind]) => kind.lost)) {
    entry.status = from.statusCode
    from.resume()
    await once(from, 'end')
    return breakConnection(res)
  }

  const response = { headers: responseHeaders(from), breaks: false }
  let body = from
  for (const [kind, fault] of kinds) {
    const through = kind.alter?.(fault, response)
    if (!through) continue
    body.on('error', (error) => through.destroy(error))
    body = body.pipe(through)
  }
  entry.status = from.statusCode
  res.writeHead(from.statusCode, response.headers)
  await copy(body, res, entry, exchange)
  if (response.breaks) return breakConnection(res)
  end(req, res)
  if (body !== from) upstream.destroy()
}

/**
 * Ends the answer. The PDS may have answered before it has read everything, 413 for example, and does not read on: the
 * client must still be able to finish sending. Ending an HTTP/2 stream before would cut it off, and the answer might be
 * lost on it.
 */
function end(req, res, lastBytes = '') {
  req.unpipe()
  req.resume()
  if (lastBytes) res.write(lastBytes)
  if (req.stream && !req.complete) req.once('end', () => res.end())
  else res.end()
}

/** Passes the request body on. A body-less POST stays body-less: an empty chunked one would be refused. */
function sendBody(req, res, upstream, kinds) {
  upstream.on('error', () => {
    req.unpipe()
    req.resume()
  })
  const hasBody = req.httpVersionMajor === 2
    ? !req.stream.endAfterHeaders
    : 'transfer-encoding' in req.headers || Number(req.headers['content-length'] ?? 0) > 0
  if (!hasBody) {
    req.resume()
    return upstream.end()
  }
  for (const [kind, fault] of kinds) {
    const limit = kind.uploaded?.(fault)
    if (!limit) continue
    let passed = 0
    req.on('data', (chunk) => {
      passed += chunk.length
      if (passed < limit.afterBytes) return
      if (limit.stays) {
        req.unpipe(upstream)
        return req.pause()
      }
      upstream.destroy()
      breakConnection(res)
    })
  }
  req.on('aborted', () => upstream.destroy())
  req.pipe(upstream)
}

/** Copies `body` into the answer, no faster than the client takes it; returns once every byte has left. */
async function copy(body, res, entry, exchange) {
  let written = Promise.resolve()
  res.flushHeaders?.()
  for await (const chunk of body) {
    if (exchange.closed) throw new Error('the client is gone')
    entry.responseBytes += chunk.length
    let taken
    written = new Promise((resolve) => { taken = res.write(chunk, resolve) })
    if (!taken) await Promise.race([once(res, 'drain'), once(res, 'close')])
  }
  if (!exchange.closed) await Promise.race([written, once(res, 'close')])
}

function answer(req, res, entry, said) {
  if (!said) return breakConnection(res)
  entry.status = said.status
  entry.responseBytes = Buffer.byteLength(said.body)
  res.writeHead(said.status, { ...said.headers, 'content-length': entry.responseBytes })
  end(req, res, said.body)
}

/** Ends the exchange so that the client sees a network error; in HTTP/2 that is the end of this stream alone. */
function breakConnection(res) {
  if (res.stream?.close) res.stream.close(constants.NGHTTP2_INTERNAL_ERROR)
  else res.socket?.destroy()
}

function requestHeaders(req) {
  const headers = {}
  for (const [name, value] of Object.entries(req.headers)) {
    if (!name.startsWith(':') && !HOP_BY_HOP.includes(name)) headers[name] = value
  }
  headers.host = req.headers[':authority'] ?? req.headers.host
  // Asked to close, the PDS would cut off an upload it has refused, and its answer with it.
  headers.connection = 'keep-alive'
  headers['x-forwarded-for'] = req.socket.remoteAddress
  headers['x-forwarded-proto'] = req.socket.encrypted ? 'https' : 'http'
  return headers
}

function responseHeaders(from) {
  const headers = { ...from.headers }
  for (const name of HOP_BY_HOP) delete headers[name]
  return headers
}
