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
  const groups = new Map()
  for (const run of runs) {
    const key = keyOf(run)
    if (!groups.has(key)) groups.set(key, [])
    groups.get(key).push(run)
  }
  return [...groups.values()].map((group) => {
    const { caseName, network, transport, contender } = group[0]
    // A move that did not arrive whole took no time worth telling.
    const whole = group.filter(({ complete }) => complete)
    const row = { caseName, network, transport, contender, runs: group.length, complete: whole.length }
    for (const name of MEASURED) row[name] = median(whole.map((run) => run[name]))
    return row
  })
}

function keyOf({ caseName, network, transport, contender }) {
  return [caseName, network, transport, contender].join(' ')
}
