/** The benchmark: runs what was asked for, in order, and writes the report. Ends everything that it started. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { backUpCase } from './backups.mjs'
import { budgetsOf } from './budgets.mjs'
import { runsOver } from './cases.mjs'
import { backupMedians, medians } from './figures.mjs'
import { openFiles } from './files.mjs'
import { machine, versions } from './machine.mjs'
import { measureKills } from './kills.mjs'
import { runCase } from './moves.mjs'
import { BenchNetwork } from './network.mjs'
import { HELP, parseOptions } from './options.mjs'
import { weighPage } from './page-weight.mjs'
import { measureParts } from './parts.mjs'
import { describeBackup, describeRun, tableOf } from './table.mjs'

const REPORT = fileURLToPath(new URL('../target/bench/report.json', import.meta.url))

class Bench {
  #interrupted = new AbortController()
  #closing = []
  report = { startedAt: new Date().toISOString(), runs: [], backups: [] }

  constructor(options) {
    this.options = options
    this.folder = mkdtempSync(join(tmpdir(), 'portage-bench-'))
    this.#closing.push(() => rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 }))
  }

  async run() {
    const { options, report } = this
    Object.assign(report, { machine: machine(), versions: await versions(), seed: options.seed, options })
    const files = await openFiles()
    this.#closing.push(() => files.close())
    this.filesUrl = files.url
    if (options.parts.includes('parts')) report.parts = await measureParts(files, this.folder, options.seed)
    if (options.parts.includes('page') || options.parts.includes('kills')) {
      await this.#onNetwork('loopback', 'http1', (place) => this.#page(place))
    }
    for (const network of options.networks) {
      for (const transport of options.transports) await this.#accounts(network, transport)
    }
    this.finish()
  }

  /** What concerns the page alone, and needs a network only to be real. */
  async #page(place) {
    const { options, report } = this
    if (options.parts.includes('page')) {
      report.page = await weighPage(place)
      report.pageAsJavaScript = await weighPage(place, 'js')
    }
    if (options.parts.includes('kills')) {
      report.kills = await measureKills(place, options.seed, 'wasm', this.#interrupted.signal)
    }
    this.write()
  }

  /** What is done with whole accounts, each of which is seeded once. */
  async #accounts(networkName, transport) {
    const { options, report } = this
    const parts = options.parts.filter((part) => part === 'moves' || part === 'backup' && transport === 'http1')
    const cases = options.cases.filter((caseName) => runsOver(caseName, networkName, transport))
    if (!parts.length || !cases.length) return
    await this.#onNetwork(networkName, transport, async (place) => {
      for (const caseName of cases) {
        const move = await place.network.seed(caseName, options.seed)
        const note = (runs, describe) => (run) => {
          runs.push(run)
          console.error(describe(run))
          this.write()
        }
        if (parts.includes('moves')) await runCase(move, place, options, this.#interrupted.signal, note(report.runs, describeRun))
        if (parts.includes('backup')) {
          await backUpCase(move, place, options, this.#interrupted.signal, note(report.backups, describeBackup))
        }
      }
    })
  }

  async #onNetwork(networkName, transport, action) {
    if (this.#interrupted.signal.aborted) return
    const network = await BenchNetwork.start(networkName, transport)
    this.#closing.push(() => network.stop())
    try {
      await action({ network, folder: this.folder, pageUrl: network.description.page, filesUrl: this.filesUrl })
    } finally {
      await this.#closing.pop()()
    }
  }

  /** Works out what follows from the runs so far, and writes all of it. */
  write() {
    const { report } = this
    report.medians = medians(report.runs)
    report.backupMedians = backupMedians(report.backups)
    report.budgets = budgetsOf(report)
    report.endedAt = new Date().toISOString()
    mkdirSync(join(REPORT, '..'), { recursive: true })
    writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`)
  }

  finish() {
    this.write()
    console.log(tableOf(this.report))
  }

  interrupt() {
    this.#interrupted.abort(new Error('interrupted'))
  }

  async close() {
    for (const action of this.#closing.splice(0).reverse()) {
      try {
        await action()
      } catch (error) {
        console.error(`bench: while ending: ${error.message}`)
      }
    }
  }
}

async function main() {
  let options
  try {
    options = parseOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`bench: ${error.message}`)
    process.exit(2)
  }
  if (options.help) return console.log(HELP)
  const bench = new Bench(options)
  let interrupted = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interrupted = true
      bench.interrupt()
      // What is under way may take long to notice.
      bench.close().then(() => process.exit(130))
    })
  }
  try {
    await bench.run()
    await bench.close()
    process.exit(0)
  } catch (error) {
    if (interrupted) return
    console.error(`bench: ${error.stack}`)
    await bench.close()
    process.exit(1)
  }
}

await main()
