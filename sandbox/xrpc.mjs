/** The sandbox's own XRPC client: plain calls to a PDS behind its front, where no log and no fault reaches. */
import http from 'node:http'
import { once } from 'node:events'
import { Readable } from 'node:stream'

export class XrpcError extends Error {
  constructor(nsid, status, body) {
    super(`${nsid}: ${status} ${body.error ?? ''} ${body.message ?? ''}`)
    this.xrpcStatus = status
    this.error = body.error
  }
}

/**
 * Calls a query and returns the JSON it answers.
 *
 * @param origin of the server, e.g. `pds.innerUrl`
 * @param auth value of the Authorization header, or nothing
 */
export async function query(origin, nsid, parameters = {}, auth) {
  const response = await fetchQuery(origin, nsid, parameters, auth)
  return response.json()
}

/** Calls a query and returns its `Response`, for answers that are not JSON. */
export async function fetchQuery(origin, nsid, parameters = {}, auth) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  const response = await fetch(`${origin}/xrpc/${nsid}?${new URLSearchParams(given)}`, { headers: headers(auth) })
  if (!response.ok) throw await failure(nsid, response)
  return response
}

/** Calls a procedure with a JSON body, or with none where `body` is undefined, and returns its JSON. */
export async function procedure(origin, nsid, body, auth) {
  const response = await fetch(`${origin}/xrpc/${nsid}`, {
    method: 'POST',
    headers: { ...headers(auth), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw await failure(nsid, response)
  const text = await response.text()
  return text ? JSON.parse(text) : {}
}

/** Sends bytes to a procedure. `chunks` is an iterable of Buffers, `sizeBytes` their sum. */
export async function upload(origin, nsid, { chunks, sizeBytes, contentType, auth }) {
  const request = http.request(`${origin}/xrpc/${nsid}`, {
    method: 'POST',
    headers: { ...headers(auth), 'content-type': contentType, 'content-length': sizeBytes },
    agent: false,
  })
  const answered = once(request, 'response')
  answered.catch(() => {})
  Readable.from(chunks, { objectMode: false }).pipe(request)
  const [response] = await answered
  const parts = []
  for await (const part of response) parts.push(part)
  const body = parts.length ? JSON.parse(Buffer.concat(parts).toString()) : {}
  if (response.statusCode !== 200) throw new XrpcError(nsid, response.statusCode, body)
  return body
}

export function bearer(token) {
  return `Bearer ${token}`
}

export function admin(pds) {
  return `Basic ${Buffer.from(`admin:${pds.adminPassword}`).toString('base64')}`
}

/** Signs in and returns the value of the Authorization header. */
export async function signIn(pds, identifier, password) {
  const session = await procedure(pds.innerUrl, 'com.atproto.server.createSession', { identifier, password })
  return bearer(session.accessJwt)
}

function headers(auth) {
  return auth ? { authorization: auth } : {}
}

async function failure(nsid, response) {
  const text = await response.text()
  let body
  try {
    body = JSON.parse(text)
  } catch {
    body = { message: text }
  }
  return new XrpcError(nsid, response.status, body)
}
