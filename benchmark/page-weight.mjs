/** How many bytes the page is until its first form can be used: exactly the files that a first visit asks for. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { Browser } from './browser.mjs'
import { PortagePage } from './portage-page.mjs'

const compress = promisify(brotliCompress)
const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }

/**
 * @param place `{network, folder, pageUrl}`
 * @param backend wasm or js, or undefined for the page's own choice
 * @returns `{files: [{path, bytes, brotliBytes}], bytes, brotliBytes}`
 */
export async function weighPage({ network, folder, pageUrl }, backend) {
  const profile = join(folder, 'profile')
  mkdirSync(profile, { recursive: true })
  await network.control('DELETE', '/site-log')
  const browser = await Browser.start(profile, network.tls)
  try {
    await new PortagePage(await browser.tab()).open(pageUrl, backend)
  } finally {
    await browser.kill()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  const asked = (await network.control('GET', '/site-log')).filter(({ status }) => status === 200)
  const files = []
  for (const path of new Set(asked.map((request) => request.path))) files.push(await weigh(new URL(path, pageUrl), path))
  return { files, ...sumOf(files) }
}

/** Sums of the sizes in a list of files. */
export function sumOf(files) {
  const sum = (name) => files.reduce((total, file) => total + file[name], 0)
  return { bytes: sum('bytes'), brotliBytes: sum('brotliBytes') }
}

async function weigh(url, path) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  return { path, bytes: bytes.length, brotliBytes: (await compress(bytes, BEST)).length }
}
