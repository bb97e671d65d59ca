/** What the request log of the fronts says about a move: how long each part took, and what passed. */

const REPO_END = ['com.atproto.repo.importRepo']
const BLOBS_END = ['com.atproto.repo.uploadBlob']
const DATA_END = [...REPO_END, ...BLOBS_END, 'app.bsky.actor.putPreferences']

/**
 * @param log entries as `GET /log` lists them
 * @returns times in milliseconds, null where the log has no such part:
 *     `repo` from the first getRepo to the end of the last importRepo, `blobs` from the first getBlob to the end of the last
 *     uploadBlob, `data` from the first getRepo to the end of the last of those and putPreferences, `total` from the first
 *     createAccount on; `bytesDown`, `bytesUp` of all bodies; `requests` by method, `preflights`, `failed`
 */
export function phasesOf(log) {
  const calls = log.filter(({ method }) => method !== 'OPTIONS')
  const requests = {}
  for (const { nsid } of calls) requests[nsid ?? 'other'] = (requests[nsid ?? 'other'] ?? 0) + 1
  return {
    repoMillis: between(calls, 'com.atproto.sync.getRepo', REPO_END),
    blobsMillis: between(calls, 'com.atproto.sync.getBlob', BLOBS_END),
    dataMillis: between(calls, 'com.atproto.sync.getRepo', DATA_END),
    totalMillis: between(calls, 'com.atproto.server.createAccount', DATA_END),
    bytesDown: calls.reduce((sum, { responseBytes }) => sum + responseBytes, 0),
    bytesUp: calls.reduce((sum, { requestBytes }) => sum + requestBytes, 0),
    requests,
    preflights: log.length - calls.length,
    failed: calls.filter(({ status, aborted }) => aborted || status === 0 || status >= 400).length,
  }
}

/** Whether a call was answered, and well, to its end. */
export function isWhole({ status, aborted }) {
  return status === 200 && !aborted
}

function between(calls, first, lasts) {
  const from = Math.min(...calls.filter(({ nsid }) => nsid === first).map(({ at }) => at))
  const ended = calls.filter((call) => lasts.includes(call.nsid) && isWhole(call))
  const to = Math.max(...ended.map(({ at, durationMillis }) => at + durationMillis))
  return Number.isFinite(from) && Number.isFinite(to) ? to - from : null
}
