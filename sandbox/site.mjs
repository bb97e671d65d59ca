/** Serves the static page, and a `config.json` that points it at this network. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { listen } from './http-json.mjs'

/** The port a person finds the page at, unless it is taken. */
const USUAL_PORT = 8480

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** Requests are remembered up to this many. */
const KEPT_REQUESTS = 10000

/**
 * @param options `{site, base, port, headers}` of the command line; an absent `port` means the usual one if free
 * @param config what `config.json` answers
 * @returns what `listen` returns, and `requests`: list of `{path, status}` of what was answered, oldest first;
 *   `hold(text, bytes)`, after which requests wait whose path holds that text, those for files once so many bytes were sent,
 *   and `release()`, which lets them all go on;
 *   `before`: map of paths → scripts that are served in front of what the file holds
 */
export async function openSite(options, config) {
  const requests = []
  const before = new Map()
  let held = null
  const waiting = []
  const handler = (req, res) => {
    const isHeld = held !== null && req.url.includes(held.text)
    if (isHeld && held.bytes === 0) return waiting.push(() => handler(req, res))
    const part = isHeld ? { bytes: held.bytes, rest: (goOn) => waiting.push(goOn) } : null
    serve(options, config, before, req, res, part)
    requests.push({ path: req.url, status: res.statusCode })
    if (requests.length > KEPT_REQUESTS) requests.shift()
  }
  const hold = (text, bytes = 0) => { held = { text, bytes } }
  const release = () => {
    held = null
    for (const goOn of waiting.splice(0)) goOn()
  }
  const open = async (port) => ({ ...(await listen(handler, port)), requests, hold, release, before })
  if (options.port !== undefined) return open(options.port)
  return open(USUAL_PORT).catch((error) => {
    if (error.code === 'EADDRINUSE') return open(0)
    throw error
  })
}

/** `part`: null, or `{bytes, rest}`: so much is sent at once, and the rest when what `rest` is given is called. */
function serve({ site, base, headers }, config, before, req, res, part) {
  // What was built a moment ago must be what the browser runs.
  const fresh = { 'cache-control': 'no-store' }
  const say = (status, text) => res.writeHead(status, { ...fresh, 'content-type': 'text/plain; charset=utf-8' }).end(text)
  if (req.method !== 'GET' && req.method !== 'HEAD') return say(405, 'This is a static page.\n')

  let path
  try {
    path = decodeURIComponent(new URL(req.url, 'http://localhost').pathname)
  } catch {
    return say(400, 'This path cannot be read.\n')
  }
  if (!path.startsWith(base)) {
    if (path === '/' || `${path}/` === base) return res.writeHead(302, { ...fresh, location: base }).end()
    return say(404, `The page stands under ${base}\n`)
  }
  path = `/${path.slice(base.length)}`
  const extra = headers ? headersFor(path, join(site, '_headers')) : {}
  if (path === '/config.json') {
    res.writeHead(200, { ...extra, ...fresh, 'content-type': TYPES['.json'] })
    return res.end(JSON.stringify(config, null, 2))
  }

  let file = join(site, normalize(path))
  if (path.endsWith('/')) file = join(file, 'index.html')
  const found = existsSync(file) ? statSync(file) : null
  if (!found?.isFile()) {
    return say(404, existsSync(site) ? `No ${path} in ${site}\n` : `The page has not been built: there is no ${site}\n`)
  }
  res.writeHead(200, {
    ...extra,
    ...fresh,
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': Buffer.byteLength(before.get(path) ?? '') + found.size,
    'x-content-type-options': 'nosniff',
  })
  if (req.method === 'HEAD') return res.end()
  if (before.has(path)) res.write(before.get(path))
  const send = (range, end) => createReadStream(file, range).on('error', () => res.destroy()).pipe(res, { end })
  if (part === null || part.bytes >= found.size) return send({}, true)
  send({ end: part.bytes - 1 }, false)
  part.rest(() => send({ start: part.bytes }, true))
}

/**
 * The headers a `_headers` file gives to a path. Its format: an unindented line is a path, where `*` fits anything;
 * the indented lines under it are `name: value`.
 */
export function headersFor(path, file) {
  const headers = {}
  if (!existsSync(file)) return headers
  let applies = false
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue
    if (!/^\s/.test(line)) {
      const pattern = line.trim().split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')
      applies = new RegExp(`^${pattern}$`).test(path)
    } else if (applies) {
      const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line) ?? []
      if (name) headers[name.toLowerCase()] = value.trim()
    }
  }
  return headers
}
