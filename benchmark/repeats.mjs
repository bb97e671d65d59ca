/** What was sent again after a browser was killed, by the request log. */
import { isWhole } from './phases.mjs'

/**
 * An item is in flight from the beginning of its download until its upload has been answered.
 *
 * @param log of the whole move; its entries come in the order in which they ended
 * @param kills times in milliseconds since 1970, in order
 * @returns a list with `{inFlight, downloads, uploads, repo}` for each kill: how many blobs were in flight then; how many
 *     blobs were downloaded again after it; how many whole uploads more than needed there were after it, up to the next kill;
 *     and how often the whole repo was read again although it had been imported
 */
export function repeatsOf(log, kills) {
  const calls = log.filter(({ method }) => method !== 'OPTIONS')
  const downloads = calls.filter(({ nsid }) => nsid === 'com.atproto.sync.getBlob')
  const uploads = calls.filter((call) => call.nsid === 'com.atproto.repo.uploadBlob' && isWhole(call))
  const imports = calls.filter((call) => call.nsid === 'com.atproto.repo.importRepo' && isWhole(call))
  const reads = calls.filter(({ nsid }) => nsid === 'com.atproto.sync.getRepo')
  const blobCount = new Set(downloads.map(cidOf)).size
  return kills.map((kill, index) => {
    const next = kills[index + 1] ?? Infinity
    const begunBefore = new Set(downloads.filter(({ at }) => at < kill).map(cidOf))
    const after = downloads.filter(({ at }) => at >= kill && at < next)
    const imported = imports.some(({ at, durationMillis }) => at + durationMillis <= kill)
    return {
      inFlight: Math.max(0, begunBefore.size - uploads.filter((call) => endOf(call) <= kill).length),
      downloads: new Set(after.map(cidOf).filter((cid) => begunBefore.has(cid))).size,
      // Which blob an upload carries does not stand in the log; the surplus shows at the end, and the last kill answers for it.
      uploads: next === Infinity ? Math.max(0, uploads.length - blobCount) : 0,
      repo: imported ? reads.filter(({ at }) => at >= kill && at < next).length : 0,
    }
  })
}

/** How much of that goes beyond what was in flight at the kills; 0 is what the budget wants. */
export function beyondInFlight(repeats) {
  const inFlight = repeats.reduce((sum, kill) => sum + kill.inFlight, 0)
  const uploads = repeats.reduce((sum, kill) => sum + kill.uploads, 0)
  return repeats.reduce((sum, kill) => sum + Math.max(0, kill.downloads - kill.inFlight) + kill.repo, Math.max(0, uploads - inFlight))
}

function cidOf({ path }) {
  return /[?&]cid=([^&]*)/.exec(path)?.[1]
}

function endOf({ at, durationMillis }) {
  return at + durationMillis
}
