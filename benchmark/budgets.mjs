/** The budgets, and whether they were met. What was not measured is not met, and not missed either. */
import { NETWORKS } from './cases.mjs'
import { least, ratio } from './figures.mjs'

const MIB = 1 << 20

/** Bytes that one way carries, and so the least time on the line: both ways overlap, so the longer one counts. */
function ofBandwidth(row) {
  const { bytesPerMillis } = NETWORKS[row.network]
  return ratio(row.dataMillis, Math.max(row.bytesDown, row.bytesUp) / bytesPerMillis)
}

/**
 * @param report with `medians`, and `page`, `kills` as far as there are
 * @returns list of `{name, subject, budget, measured, met}`; `met` is true, false, or "not measured"
 */
export function budgetsOf(report) {
  const rows = report.medians ?? []
  const budgets = []
  const add = (name, subject, budget, measured) => {
    const known = measured !== null && measured !== undefined
    budgets.push({ name, subject, budget, measured: known ? measured : null, met: known ? measured <= budget : 'not measured' })
  }
  const each = (name, caseName, network, budget, measure) => {
    const portages = rows.filter((row) =>
      row.caseName === caseName && row.network === network && row.contender.startsWith('portage-') && row.complete)
    if (!portages.length) return add(name, 'Portage', budget, null)
    for (const row of portages) {
      const others = rows.filter((other) =>
        other.caseName === caseName && other.network === network && other.transport === row.transport && other.complete)
      add(name, `${row.contender} ${row.transport}`, budget, measure(row, others))
    }
  }
  const millisOf = (others, pattern) => least(others.filter(({ contender }) => pattern.test(contender)).map((row) => row.dataMillis))
  const againstOneByOne = (row, others) => ratio(row.dataMillis, millisOf(others, /^one-by-one$/))
  const againstPipe = (row, others) => ratio(row.dataMillis, millisOf(others, /^pipe-/))

  each('300 blobs of 100 KB, net, of one by one', 'small', 'net', 0.12, againstOneByOne)
  each('mixed, net, of one by one', 'mixed', 'net', 0.3, againstOneByOne)
  each('mixed, net, of bandwidth', 'mixed', 'net', 1.35, ofBandwidth)
  each('mixed, loopback, of one by one', 'mixed', 'loopback', 0.6, againstOneByOne)
  each('mixed, loopback, of the faster bare pipe', 'mixed', 'loopback', 1.25, againstPipe)
  each('200,000 records, loopback, of one whole import', 'records', 'loopback', 0.5, againstOneByOne)
  each('200,000 records, longest silence of the server, ms', 'records', 'loopback', 5000, ({ silenceMillis }) => silenceMillis)
  each('memory growth, 2 GB, MiB', 'two', 'loopback', 128, ({ memoryGrowthBytes }) => ratio(memoryGrowthBytes, MIB))
  each('memory growth, 2 GB, of that for 500 MB', 'two', 'loopback', 1.1, (row) => {
    const half = rows.find((other) => other.caseName === 'half' && other.contender === row.contender && other.transport === row.transport)
    return ratio(row.memoryGrowthBytes, half?.memoryGrowthBytes)
  })
  each('verification, share of the time, mixed, net', 'mixed', 'net', 0.05, (row) => ratio(row.verificationMillis, row.dataMillis))
  add('page to first usable form, KB with brotli', 'default engine', 150, ratio(report.page?.firstForm.brotliBytes, 1000))
  add('repeated after a kill, beyond what was in flight', 'small, loopback', 0, report.kills?.beyondInFlight)
  return budgets
}
