/** Where the fronts listen: a port for each over plain HTTP, one port for all of them over TLS. */
import { createSecureServer } from 'node:http2'
import { selfSigned } from './certificate.mjs'
import { listen } from './http-json.mjs'
import { Shaper } from './shaper.mjs'

/**
 * A front's address is needed before its PDS can start, so it is opened first and given its handler later. With a `line`
 * (`{roundTripMillis, megabits}`) it is that of the line's near end.
 *
 * @returns `{publicUrl(name), serve(name, handler), close(), describe()}`
 */
export async function openFronts(names, { tls, tlsPort, line }) {
  const shaper = line ? new Shaper(line) : null
  return tls ? openTls(names, tlsPort, shaper) : openPlain(names, shaper)
}

async function openPlain(names, shaper) {
  const handlers = new Map()
  const fronts = new Map()
  const urls = new Map()
  for (const name of names) {
    const front = await listen((req, res) => pass(handlers.get(name), req, res))
    fronts.set(name, front)
    urls.set(name, shaper ? (await shaper.open(front.port)).url : front.url)
  }
  return {
    publicUrl: (name) => urls.get(name),
    serve: (name, handler) => handlers.set(name, handler),
    close: async () => {
      await shaper?.close()
      await Promise.all([...fronts.values()].map((front) => front.close()))
    },
    closeIdle: () => { for (const { server } of fronts.values()) server.closeIdleConnections() },
    describe: () => ({}),
  }
}

async function openTls(names, port, shaper) {
  const handlers = new Map()
  const hosts = names.flatMap((name) => [`${name}.test`, `*.${name}.test`])
  const { key, cert, spkiSha256 } = selfSigned([...hosts, 'localhost'])
  const sessions = new Set()
  // The same windows as a browser's, or one stream could not use the line that many share.
  const settings = { initialWindowSize: 1 << 20, maxConcurrentStreams: 100 }
  const server = createSecureServer({ key, cert, allowHTTP1: true, settings, requestTimeout: 0 })
  server.on('session', (session) => {
    sessions.add(session)
    session.setLocalWindowSize(16 << 20)
    session.on('error', () => {})
    session.on('close', () => sessions.delete(session))
  })
  server.on('tlsClientError', () => {})
  const sockets = new Set()
  server.on('secureConnection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const front = await listen((req, res) => {
    const host = (req.headers[':authority'] ?? req.headers.host ?? '').split(':')[0]
    const name = names.find((candidate) => host === `${candidate}.test` || host.endsWith(`.${candidate}.test`))
    pass(handlers.get(name), req, res)
  }, shaper ? 0 : port, server)
  const taken = shaper ? (await shaper.open(front.port, port)).port : front.port
  return {
    publicUrl: (name) => `https://${name}.test`,
    serve: (name, handler) => handlers.set(name, handler),
    closeIdle: () => {},
    close: async () => {
      await shaper?.close()
      for (const session of sessions) session.destroy()
      for (const socket of sockets) socket.destroy()
      await front.close()
    },
    describe: () => ({
      port: taken,
      hostResolverRules: hosts.map((host) => `MAP ${host}:443 127.0.0.1:${taken}`).join(', '),
      certificate: cert,
      spkiSha256,
    }),
  }
}

function pass(handler, req, res) {
  if (handler) return handler(req, res)
  res.writeHead(502, { 'content-type': 'text/plain' })
  res.end('Nothing is served under this name (yet).\n')
}
