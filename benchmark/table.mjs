/** The report for people. */
import { least, ratio } from './figures.mjs'

const MIB = 1 << 20

/** One run, as soon as it is over. */
export function describeRun(run) {
  const what = `${run.caseName} ${run.network} ${run.transport} ${run.contender} #${run.repeat}`
  if (run.failure) return `  ${what}: failed: ${run.failure}`
  const complete = run.complete ? 'complete' : `NOT COMPLETE: ${run.compared.differences.slice(0, 3).join('; ')}`
  return `  ${what}: data ${seconds(run.dataMillis)}, repo ${seconds(run.repoMillis)}, blobs ${seconds(run.blobsMillis)}, `
    + `memory ${mebibytes(run.memoryGrowthBytes)}, ${complete}`
}

export function tableOf(report) {
  const lines = []
  const { machine, versions } = report
  lines.push(`${machine.cpu}, ${machine.cores} cores, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.kernel}`)
  lines.push(`${versions.browser}; Node ${versions.node}; TeaVM ${versions.teavm}; PDS ${versions.pds.join(', ')}; seed ${report.seed}`, '')
  if (report.medians?.length) lines.push(...movesTable(report.medians), '')
  if (report.parts) lines.push(...partsTable(report.parts), '')
  if (report.kills) lines.push(...killsTable(report.kills), '')
  for (const [name, page] of [['Page', report.page], ['Page as JavaScript', report.pageAsJavaScript]]) {
    if (page) lines.push(`${name}: until the first form ${weight(page.firstForm)}; until there is a worker ${weight(page.ready)}`, '')
  }
  lines.push(...budgetsTable(report.budgets))
  return lines.join('\n')
}

function movesTable(rows) {
  const head = ['case', 'line', 'transport', 'contender', 'runs', 'whole', 'repo', 'blobs', 'data', 'total', 'of one by one', 'of pipe',
    'down MB', 'up MB', 'memory', 'CPU', 'silence']
  const body = rows.map((row) => {
    const others = rows.filter((other) =>
      other.caseName === row.caseName && other.network === row.network && other.transport === row.transport)
    const of = (pattern) => times(ratio(
      row.dataMillis, least(others.filter(({ contender }) => pattern.test(contender)).map(({ dataMillis }) => dataMillis))))
    return [row.caseName, row.network, row.transport, row.contender, row.runs, row.complete, seconds(row.repoMillis),
      seconds(row.blobsMillis), seconds(row.dataMillis), seconds(row.totalMillis), of(/^one-by-one$/), of(/^pipe-/),
      megabytes(row.bytesDown), megabytes(row.bytesUp), mebibytes(row.memoryGrowthBytes), seconds(row.browserCpuMillis),
      seconds(row.silenceMillis)]
  })
  return columns([head, ...body], 4)
}

function partsTable(parts) {
  const names = Object.keys(Object.values(parts)[0])
  const rows = names.map((name) => [name, ...Object.values(parts).map((figures) => figures[name].toFixed(0))])
  return columns([['MB/s', ...Object.keys(parts)], ...rows], 1)
}

function killsTable({ kills, complete }) {
  const rows = kills.map(({ afterBlobs, inFlight, downloads, uploads, repo }) => [afterBlobs, inFlight, downloads, uploads, repo])
  const head = ['killed after blobs', 'in flight', 'downloaded again', 'uploaded again', 'repo read again']
  return [...columns([head, ...rows], 0), complete ? 'The account arrived whole.' : 'THE ACCOUNT DID NOT ARRIVE WHOLE.']
}

function budgetsTable(budgets) {
  const said = { true: 'met', false: 'NOT MET', 'not measured': 'not measured' }
  const body = budgets.map(({ name, subject, budget, measured, met }) =>
    [said[met], name, subject, `≤ ${budget}`, measured === null ? '–' : measured.toFixed(measured >= 100 ? 0 : 2)])
  return columns([['', 'budget', 'for', 'at most', 'measured'], ...body], 3)
}

/** Columns of equal width; from column `numbersFrom` on, to the right. */
function columns(rows, numbersFrom) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => String(row[i]).length)))
  return rows.map((row) => row.map((cell, i) =>
    i < numbersFrom ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i])).join('  ').trimEnd())
}

const weight = ({ files, bytes, brotliBytes }) => `${files.length} files, ${bytes} bytes, ${brotliBytes} with brotli`
const known = (value) => value !== null && value !== undefined
const seconds = (millis) => (known(millis) ? `${(millis / 1000).toFixed(2)} s` : '–')
const mebibytes = (bytes) => (known(bytes) ? `${Math.round(bytes / MIB)} MiB` : '–')
const megabytes = (bytes) => (known(bytes) ? (bytes / 1e6).toFixed(1) : '–')
const times = (value) => (known(value) ? value.toFixed(3) : '–')
