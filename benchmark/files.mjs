/** Serves the benchmark's own pages, the workers that the build made for it, and a repo. */
import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { listen } from '../sandbox/http-json.mjs'

const PAGES = ['one-by-one', 'bare-download', 'workers'].flatMap((name) => [`/${name}.html`, `/${name}.js`])
const BUILT = new URL('../target/bench-workers/', import.meta.url)
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm',
  '.car': 'application/vnd.ipld.car',
}

/** @returns what `listen` returns, and `put(path, bytes)`, which serves bytes from memory */
export async function openFiles() {
  const held = new Map()
  const files = await listen((req, res) => {
    const bytes = held.get(req.url) ?? contentOf(req.url)
    if (!bytes) return res.writeHead(404).end()
    res.writeHead(200, { 'content-type': TYPES[extname(req.url)] ?? 'application/octet-stream', 'cache-control': 'no-store' })
    res.end(bytes)
  })
  return { ...files, put: (path, bytes) => held.set(path, bytes) }
}

function contentOf(path) {
  if (PAGES.includes(path)) return readFileSync(new URL(`.${path}`, import.meta.url))
  if (!/^(\/[\w-]+)+\.(js|wasm)$/.test(path)) return null
  const file = new URL(`.${path}`, BUILT)
  return existsSync(file) ? readFileSync(file) : null
}
