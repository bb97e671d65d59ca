/**
 * How many bytes the page is: until its first form can be used, and until there is a worker to answer it. Exactly the files that
 * a first visit asks for. Between the two stands a line that the measurement draws itself: it holds the worker's files back at
 * the page's server until the form can be used, so that whatever was answered by then was enough for it.
 */
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { Browser } from './browser.mjs'
import { PortagePage } from './portage-page.mjs'
import { inFreshProfile } from './profiles.mjs'

const compress = promisify(brotliCompress)
const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }

/** What the files of the worker have in their names: its two loaders and its two builds. */
const WORKER = '/worker'

/**
 * @param place `{network, folder, pageUrl}`
 * @param backend wasm or js, or undefined for the page's own choice
 * @returns `{firstForm, ready}`, each `{files: [{path, bytes, brotliBytes}], bytes, brotliBytes}`; `ready` holds all files,
 *   those of the first form included
 */
export function weighPage(place, backend) {
  return inFreshProfile(place.folder, (profile) => weighIn(profile, place, backend))
}

async function weighIn(profile, { network, pageUrl }, backend) {
  await network.control('DELETE', '/site-log')
  await network.control('POST', '/site-hold', { match: WORKER })
  const browser = await Browser.start(profile, network.tls)
  try {
    const page = new PortagePage(await browser.tab())
    await page.openFirstForm(pageUrl, backend)
    const firstForm = await weighAll(network, pageUrl)
    await network.control('DELETE', '/site-hold')
    await page.untilReady()
    return { firstForm, ready: await weighAll(network, pageUrl) }
  } finally {
    await network.control('DELETE', '/site-hold')
    await browser.kill()
  }
}

/** Sums of the sizes in a list of files. */
export function sumOf(files) {
  const sum = (name) => files.reduce((total, file) => total + file[name], 0)
  return { bytes: sum('bytes'), brotliBytes: sum('brotliBytes') }
}

/** All files that the page's server has answered with so far. */
async function weighAll(network, pageUrl) {
  const answered = (await network.control('GET', '/site-log')).filter(({ status }) => status === 200)
  const files = []
  for (const path of new Set(answered.map((request) => request.path))) files.push(await weigh(new URL(path, pageUrl), path))
  return { files, ...sumOf(files) }
}

async function weigh(url, path) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  return { path, bytes: bytes.length, brotliBytes: (await compress(bytes, BEST)).length }
}
