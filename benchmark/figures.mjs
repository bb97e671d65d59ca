/** Medians and ratios. An unknown is null, and whatever is computed from it. */

/** The median of what is known, or null. */
export function median(values) {
  const known = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b)
  if (!known.length) return null
  const middle = known.length >> 1
  return known.length % 2 ? known[middle] : (known[middle - 1] + known[middle]) / 2
}

export function ratio(value, base) {
  return value === null || value === undefined || !base ? null : value / base
}

/** The least of what is known, or null. */
export function least(values) {
  const known = values.filter((value) => value !== null && value !== undefined)
  return known.length ? Math.min(...known) : null
}

const MEASURED = ['repoMillis', 'blobsMillis', 'dataMillis', 'totalMillis', 'bytesDown', 'bytesUp', 'browserCpuMillis', 'silenceMillis',
  'memoryGrowthBytes', 'verificationMillis']

/** One row for each case, line, transport and contender: medians of its whole runs, and how many those were. */
export function medians(runs) {
  return rowsOf(runs, ['caseName', 'network', 'transport', 'contender'], (run) => run, MEASURED)
}

const OF_BACKUPS = ['bytes', 'fileBytes', 'millis', 'mbPerSecond', 'ofBare', 'hashingShare', 'packingShare', 'memoryGrowthBytes',
  'browserCpuMillis', 'savingMbPerSecond', 'checkMillis', 'checkMbPerSecond', 'checkMemoryGrowthBytes']

/** The same of backups, for each case, line, contender and way to a file. */
export function backupMedians(runs) {
  return rowsOf(runs, ['caseName', 'network', 'contender', 'way'], backupFigures, OF_BACKUPS)
}

/**
 * What follows from a run of a backup, or of the bare download; what it has not is null. Rates are in MB/s: those of a backup and
 * of its check are of the account's own bytes, the repo and all blobs unpacked; that of saving is of the file's.
 */
export function backupFigures({ millis, repoBytes, blobBytes, bareMillis, hashingMillis, packingMillis, saved, check, ...run }) {
  const bytes = repoBytes === undefined ? null : repoBytes + blobBytes
  return {
    ...run,
    bytes,
    millis,
    fileBytes: saved?.bytes,
    mbPerSecond: rate(bytes, millis),
    ofBare: ratio(millis, bareMillis),
    hashingShare: ratio(hashingMillis, millis),
    packingShare: ratio(packingMillis, millis),
    savingMbPerSecond: rate(saved?.bytes, saved?.millis),
    checkMillis: check?.millis,
    checkMbPerSecond: rate(bytes, check?.millis),
    checkMemoryGrowthBytes: check?.memoryGrowthBytes,
  }
}

function rate(bytes, millis) {
  return ratio(ratio(bytes, millis), 1000)
}

/** One row for each of what `keys` tell apart. */
function rowsOf(runs, keys, figuresOf, measured) {
  const groups = new Map()
  for (const run of runs) {
    const key = keys.map((name) => run[name]).join(' ')
    if (!groups.has(key)) groups.set(key, [])
    groups.get(key).push(run)
  }
  return [...groups.values()].map((group) => {
    const row = Object.fromEntries(keys.map((name) => [name, group[0][name]]))
    // What did not arrive whole took no time worth telling.
    const whole = group.filter(({ complete }) => complete).map(figuresOf)
    Object.assign(row, { runs: group.length, complete: whole.length })
    for (const name of measured) row[name] = median(whole.map((run) => run[name]))
    return row
  })
}
