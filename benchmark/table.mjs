/** The report for people. */
import { backupFigures, least, ratio } from './figures.mjs'

const MIB = 1 << 20

const WAYS_IN_WORDS = { link: 'own storage', place: 'picked place' }

/** One run, as soon as it is over. */
export function describeRun(run) {
  const what = `${run.caseName} ${run.network} ${run.transport} ${run.contender} #${run.repeat}`
  if (run.failure) return `  ${what}: failed: ${run.failure}`
  const complete = run.complete ? 'complete' : `NOT COMPLETE: ${run.compared.differences.slice(0, 3).join('; ')}`
  return `  ${what}: data ${seconds(run.dataMillis)}, repo ${seconds(run.repoMillis)}, blobs ${seconds(run.blobsMillis)}, `
    + `memory ${mebibytes(run.memoryGrowthBytes)}, ${complete}`
}

/** The same of a backup or a bare download. */
export function describeBackup(run) {
  const what = `${run.caseName} ${run.network} ${run.contender}${run.way && ` ${WAYS_IN_WORDS[run.way]}`} #${run.repeat}`
  if (run.failure) return `  ${what}: failed: ${run.failure}`
  const row = backupFigures(run)
  const made = `  ${what}: ${megabytes(row.bytes)} MB in ${seconds(row.millis)}, ${whole(row.mbPerSecond)} MB/s`
  if (!run.check) return made
  return `${made}, ${times(row.ofBare)} of bare, hashing ${percent(row.hashingShare)}, packing ${percent(row.packingShare)}, `
    + `memory ${mebibytes(row.memoryGrowthBytes)}; saving ${whole(row.savingMbPerSecond)} MB/s; `
    + `check ${whole(row.checkMbPerSecond)} MB/s, memory ${mebibytes(row.checkMemoryGrowthBytes)}`
}

export function tableOf(report) {
  const lines = []
  const { machine, versions } = report
  lines.push(`${machine.cpu}, ${machine.cores} cores, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.kernel}`)
  lines.push(`${versions.browser}; Node ${versions.node}; TeaVM ${versions.teavm}; PDS ${versions.pds.join(', ')}; seed ${report.seed}`, '')
  if (report.medians?.length) lines.push(...movesTable(report.medians), '')
  if (report.backupMedians?.length) lines.push(...backupsTable(report.backupMedians), '')
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

function backupsTable(rows) {
  const head = ['case', 'line', 'backup by', 'to', 'runs', 'whole', 'MB', 'file MB', 'time', 'MB/s', 'of bare', 'hashing', 'packing',
    'memory', 'CPU', 'saving MB/s', 'check', 'MB/s', 'memory']
  const body = rows.map((row) => [row.caseName, row.network, row.contender, WAYS_IN_WORDS[row.way] ?? 'nowhere', row.runs, row.complete,
    megabytes(row.bytes), megabytes(row.fileBytes), seconds(row.millis), whole(row.mbPerSecond), times(row.ofBare),
    percent(row.hashingShare), percent(row.packingShare), mebibytes(row.memoryGrowthBytes), seconds(row.browserCpuMillis),
    whole(row.savingMbPerSecond), seconds(row.checkMillis), whole(row.checkMbPerSecond), mebibytes(row.checkMemoryGrowthBytes)])
  return [...columns([head, ...body], 4),
    'own storage: built among the page\'s own files, then saved by its link. picked place: written straight to the file that the',
    'browser\'s dialogue answers with; nobody can press that here, so one of the page\'s own file system stands for it.']
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
const whole = (value) => (known(value) ? value.toFixed(0) : '–')
const percent = (share) => (known(share) ? `${(share * 100).toFixed(0)} %` : '–')
const times = (value) => (known(value) ? value.toFixed(3) : '–')
