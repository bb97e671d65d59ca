/** Small servers that speak JSON, or a little HTML, to any page on this machine. */
import http from 'node:http'
import { once } from 'node:events'

/**
 * Listens on the loopback interface and returns `{port, url, server, close}`. `port` 0 takes any free one.
 * `close` cuts the connections that are open.
 */
export async function listen(handler, port = 0, server = http.createServer({ requestTimeout: 0, keepAliveTimeout: 65000 })) {
  server.on('request', handler)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const taken = server.address().port
  return {
    server,
    port: taken,
    url: `http://localhost:${taken}`,
    close: () => new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections?.()
    }),
  }
}

/** An error whose status and text reach the caller of a control method. */
export class ControlError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/**
 * Returns a handler for a table of methods: `'POST /accounts'` or `'POST /pds/{name}/stop'` →
 * `async ({body, query, names}) → answer`. An answer of undefined becomes `{}`.
 */
export function jsonRoutes(routes) {
  const table = Object.entries(routes).map(([key, handle]) => {
    const [method, path] = key.split(' ')
    const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
    return { method, pattern, handle }
  })
  return async (req, res) => {
    res.setHeader('access-control-allow-origin', '*')
    res.setHeader('access-control-allow-headers', 'content-type')
    res.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE')
    if (req.method === 'OPTIONS') return res.writeHead(204).end()
    try {
      const url = new URL(req.url, 'http://localhost')
      const route = table.find(({ method, pattern }) => method === req.method && pattern.test(url.pathname))
      if (!route) throw new ControlError(404, `no ${req.method} ${url.pathname}; there are: ${Object.keys(routes).join(', ')}`)
      const answer = await route.handle({
        body: await readJson(req),
        query: Object.fromEntries(url.searchParams),
        names: route.pattern.exec(url.pathname).groups ?? {},
      })
      sendJson(res, 200, answer ?? {})
    } catch (error) {
      sendJson(res, error.status ?? 500, { error: error.message, ...(error.status ? {} : { stack: error.stack }) })
    }
  }
}

export function sendJson(res, status, value, headers = {}) {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
  res.end(JSON.stringify(value) + '\n')
}

async function readJson(req) {
  const chunks = []
  for await (const chunk of req) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  if (!text.trim()) return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, 'the body is not JSON')
  }
}
