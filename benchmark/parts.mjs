/** Measures the parts that work on every byte: hashing, checking a repo, and the browser's own files. */
import { planContent } from '../sandbox/content.mjs'
import { buildRepo, newKey } from '../sandbox/offline-repo.mjs'
import { Browser } from './browser.mjs'
import { inFreshProfile } from './profiles.mjs'

const DID = 'did:plc:2345672345672345672345ab'
/** Posts such as people write; a CAR of some 50 MB. */
const RECORDS = 150000

const CAR_PATH = '/repo.car'

/**
 * @param files what `openFiles` returned
 * @returns figures in MB/s by backend: `{wasm: {name: number}, js: {…}}`
 */
export async function measureParts(files, folder, seed) {
  const key = await newKey()
  const plan = planContent(`s${seed}parts`, DID, { records: RECORDS }, [])
  const { car } = await buildRepo(DID, plan.writes([]), key)
  files.put(CAR_PATH, Buffer.from(car))
  const figures = {}
  for (const backend of ['wasm', 'js']) {
    figures[backend] = await inFreshProfile(folder, (profile) =>
      measureIn(backend, `${files.url}/workers.html`, profile, { car: CAR_PATH, did: DID, key: key.did() }))
  }
  return figures
}

async function measureIn(backend, url, profile, job) {
  const browser = await Browser.start(profile)
  try {
    const tab = await browser.tab()
    await tab.navigate(url)
    await tab.loaded()
    const { figures, records } = await tab.evaluate(`measureParts('${backend}', ${JSON.stringify(job)})`)
    // With the profile's record: what was checked must be what was built.
    if (records !== RECORDS + 1) throw new Error(`${records} records were checked, not ${RECORDS + 1}`)
    return figures
  } finally {
    await browser.kill()
  }
}
