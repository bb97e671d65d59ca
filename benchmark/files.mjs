/** Serves the benchmark's own pages, which the browser loads beside Portage's. */
import { readFileSync } from 'node:fs'
import { listen } from '../sandbox/http-json.mjs'

const FILES = { '/one-by-one.html': 'text/html; charset=utf-8', '/one-by-one.js': 'text/javascript; charset=utf-8' }

export function openFiles() {
  return listen((req, res) => {
    const type = FILES[req.url]
    if (!type) return res.writeHead(404).end()
    res.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
    res.end(readFileSync(new URL(`.${req.url}`, import.meta.url)))
  })
}
