/** Makes backups of the very same account by every Portage, reads and checks them, and compares that with a bare download. */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { BackupPage, WAYS } from './backup-page.mjs'
import { repeatsFor } from './cases.mjs'
import { inBrowser } from './contenders.mjs'
import { PortagePage, parseTime } from './portage-page.mjs'
import { inFreshProfile } from './profiles.mjs'

const run = promisify(execFile)

const READER = fileURLToPath(new URL('read-backup.py', import.meta.url))

/** How many blobs a backup reads at once (`TransferProfile.DESKTOP`). */
const AT_ONCE = 5
/** What takes longer has failed, in milliseconds. */
const LIMIT_MILLIS = 30 * 60000

/** Labels of the facts of which the page counts the time. */
const CHECKS_LABEL = 'Computing time for checks'
const PACKING_LABEL = 'Computing time for packing'

export const BARE = 'bare-download'

/**
 * Backs up the account of one case by every Portage among the contenders, in both ways to a file, after a bare download of it.
 *
 * @param move what `BenchNetwork.seed` returned
 * @param place `{network, folder, pageUrl, filesUrl}`
 * @param signal ends the run that goes on
 * @param report called with each run's figures as soon as they are known
 */
export async function backUpCase(move, place, { contenders, repeats }, signal, report) {
  const { caseName } = move
  const { network } = place.network
  const portages = contenders.filter((name) => name.startsWith('portage-'))
  for (let repeat = 1; repeat <= repeatsFor(caseName, repeats); repeat++) {
    const about = { caseName, network, repeat }
    const bare = await tried(signal, (limit) => downloadBare(place, move, limit))
    report({ ...about, contender: BARE, way: '', ...bare })
    for (const contender of portages) {
      for (const way of Object.keys(WAYS)) {
        const figures = await tried(signal, (limit) => backUp(contender, way, place, move, limit))
        report({ ...about, contender, way, bareMillis: bare.millis ?? null, ...figures })
      }
    }
  }
}

/** The figures of an action that is ended when it takes too long; of one that failed, why. */
async function tried(signal, action) {
  try {
    return { complete: true, ...await action(AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MILLIS)])) }
  } catch (error) {
    if (signal.aborted) throw error
    return { complete: false, failure: error.message }
  }
}

function downloadBare({ network, folder, filesUrl }, move, signal) {
  const job = { did: move.account.did, sourceUrl: move.sourceUrl, concurrency: AT_ONCE }
  let page
  return inFreshProfile(folder, (profile) => inBrowser({ network, profile }, move, signal, {
    open: async (tab) => {
      page = tab
      await tab.navigate(`${filesUrl}/bare-download.html`)
      await tab.loaded()
      job.cids = await tab.evaluate(`listBlobs(${JSON.stringify(job)})`)
    },
    run: () => page.evaluate(`bareDownload(${JSON.stringify(job)})`),
  }))
}

/** Makes the file and saves it; reads it by another reader; and has it checked by a page that knows nothing of it. */
async function backUp(contender, way, place, move, signal) {
  const saved = join(place.folder, 'saved')
  try {
    const made = await makeBackup(contender, way, place, move, saved, signal)
    const found = await read(made.saved.path, move, signal)
    return { ...made, ...found, check: await checkBackup(contender, place, move, made.saved.path, signal) }
  } finally {
    rmSync(saved, { recursive: true, force: true })
  }
}

function makeBackup(contender, way, { network, folder, pageUrl }, move, saved, signal) {
  let page
  return inFreshProfile(folder, (profile) => inBrowser({ network, profile }, move, signal, {
    open: async (tab, browser) => {
      page = await openPage(contender, pageUrl, tab, browser)
      await page.plan(move.account.handle)
    },
    run: async () => {
      const { millis, facts } = await page.make(way)
      return { millis, hashingMillis: parseTime(facts[CHECKS_LABEL]), packingMillis: parseTime(facts[PACKING_LABEL]) }
    },
    after: async () => ({ saved: await page.save(way, saved) }),
  }))
}

async function checkBackup(contender, { network, folder, pageUrl }, move, path, signal) {
  let page
  return inFreshProfile(folder, (profile) => inBrowser({ network, profile }, move, signal, {
    open: async (tab, browser) => {
      page = await openPage(contender, pageUrl, tab, browser)
      await page.choose(path)
    },
    run: async () => ({ millis: await page.check() }),
  }))
}

async function openPage(contender, pageUrl, tab, browser) {
  await new PortagePage(tab).open(pageUrl, contender.replace('portage-', ''))
  return new BackupPage(tab, browser)
}

/** What is in the file, by a reader that is not ours; an error where it is not all of the account. */
async function read(path, { account }, signal) {
  const { stdout } = await run('python3', [READER, path], { signal })
  const { blobs, blobBytes, repoBytes } = JSON.parse(stdout)
  if (blobs !== account.blobs) throw new Error(`${blobs} blobs are in the file, not ${account.blobs}`)
  return { blobBytes, repoBytes }
}
