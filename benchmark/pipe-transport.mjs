/** Requests of the bare pipe: HTTP/1.1 over a few kept connections, or HTTP/2 over one. */
import http from 'node:http'
import http2 from 'node:http2'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'

/**
 * @param url origin of the PDS
 * @param connections most connections over HTTP/1.1
 * @param tls of the sandbox's description, or nothing
 * @returns `{request({method, path, headers, body}) → {status, headers, body}, close()}`; a body is a stream or bytes
 */
export function transportTo(url, connections, tls) {
  return tls ? overHttp2(url, tls) : overHttp1(url, connections)
}

function overHttp1(url, connections) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  return {
    async request({ method = 'GET', path, headers = {}, body }) {
      const request = http.request(`${url}${path}`, { method, headers, agent })
      const answered = once(request, 'response')
      await Promise.all([answered, send(body, request)])
      const [response] = await answered
      return { status: response.statusCode, headers: response.headers, body: response }
    },
    close: () => agent.destroy(),
  }
}

function overHttp2(url, { port, certificate }) {
  const session = http2.connect(`${url}:${port}`, {
    ca: certificate,
    lookup: (host, options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    settings: { initialWindowSize: 6 << 20 },
    maxSessionMemory: 200,
  })
  session.on('error', () => {})
  session.once('connect', () => session.setLocalWindowSize(15 << 20))
  return {
    async request({ method = 'GET', path, headers = {}, body }) {
      const stream = session.request(
        { ':method': method, ':path': path, ':authority': new URL(url).host, ...headers }, { endStream: body === undefined },
      )
      const answered = once(stream, 'response')
      await Promise.all([answered, body === undefined ? undefined : send(body, stream)])
      const [response] = await answered
      return { status: response[':status'], headers: response, body: stream }
    },
    close: () => session.close(),
  }
}

async function send(body, into) {
  if (body === undefined || body instanceof Uint8Array) return into.end(body)
  // An HTTP/2 stream is both ways: what comes back must survive the end of what goes out.
  if (into instanceof http.ClientRequest) return pipeline(body, into)
  for await (const chunk of body) {
    if (!into.write(chunk)) await once(into, 'drain')
  }
  into.end()
}
