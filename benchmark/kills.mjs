/** Kills the browser in the middle of a move, carries on in the same profile, and counts what is sent again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Browser } from './browser.mjs'
import { isWhole } from './phases.mjs'
import { PortagePage } from './portage-page.mjs'
import { inFreshProfile } from './profiles.mjs'
import { beyondInFlight, repeatsOf } from './repeats.mjs'

const CASE = 'small'
/** The browser dies once so many blobs have arrived; 0: while the repo is being imported or just after. */
const KILL_AFTER_BLOBS = [0, 40, 130, 220]

const POLL_MILLIS = 15
const QUIET_LOOKS = 20
/** Nothing takes longer than this between two kills, in milliseconds. */
const LIMIT_MILLIS = 5 * 60000

/** @returns `{kills: [{afterBlobs, inFlight, downloads, uploads, repo}], beyondInFlight, complete}` */
export async function measureKills(place, seed, backend, signal) {
  const move = await place.network.seed(CASE, seed)
  return inFreshProfile(place.folder, (profile) => moveAndKill(profile, place, move, backend, signal))
}

async function moveAndKill(profile, { network, pageUrl }, move, backend, signal) {
  await network.clearLog()
  const kills = []
  let browser
  const end = () => browser?.kill()
  signal.addEventListener('abort', end)
  try {
    for (const afterBlobs of KILL_AFTER_BLOBS) {
      browser = await Browser.start(profile, network.tls)
      const page = await begin(browser, pageUrl, backend, move, kills.length > 0)
      page.untilDataMoved().catch(() => {})
      await until(network, afterBlobs)
      await browser.kill()
      kills.push(Date.now())
      await quiet(network)
    }
    browser = await Browser.start(profile, network.tls)
    const page = await begin(browser, pageUrl, backend, move, true)
    await page.untilDataMoved()
    const repeats = repeatsOf(await network.logOfMove(), kills)
    const { equal, differences } = await network.compare(move)
    return {
      kills: repeats.map((repeat, i) => ({ afterBlobs: KILL_AFTER_BLOBS[i], ...repeat })),
      beyondInFlight: equal ? beyondInFlight(repeats) : null,
      complete: equal,
      differences,
    }
  } finally {
    signal.removeEventListener('abort', end)
    await end()
    if (!signal.aborted) await network.clearTarget(move)
  }
}

async function begin(browser, pageUrl, backend, move, again) {
  const page = new PortagePage(await browser.tab())
  await page.open(pageUrl, backend)
  if (again) await page.carryOn(move)
  else await page.start(move)
  return page
}

/** Returns as soon as so many blobs have arrived; for none, as soon as the repo has been read. */
async function until(network, afterBlobs) {
  const nsid = afterBlobs ? 'com.atproto.repo.uploadBlob' : 'com.atproto.sync.getRepo'
  for (const deadline = Date.now() + LIMIT_MILLIS; Date.now() < deadline; await sleep(POLL_MILLIS)) {
    const whole = (await network.log()).filter((call) => call.nsid === nsid && isWhole(call)).length
    if (whole >= Math.max(afterBlobs, 1)) return
  }
  throw new Error(`no ${afterBlobs} blobs arrived`)
}

/** Returns once the servers are through with what the dead browser had asked. */
async function quiet(network) {
  for (let looks = 0, last = -1; looks < QUIET_LOOKS; await sleep(POLL_MILLIS)) {
    const { length } = await network.log()
    looks = length === last ? looks + 1 : 0
    last = length
  }
}
