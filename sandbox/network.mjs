/** The network itself: starts everything in order, says where it is, and takes everything down again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Accounts } from './accounts.mjs'
import { Child } from './child.mjs'
import { controlOf } from './control.mjs'
import { closeDidWeb } from './did-web.mjs'
import { openDoh } from './doh.mjs'
import { Faults } from './faults.mjs'
import { frontOf } from './front.mjs'
import { openFronts } from './fronts.mjs'
import { listen } from './http-json.mjs'
import { Mailbox } from './mailbox.mjs'
import { HELP, parseOptions } from './options.mjs'
import { Pds } from './pds.mjs'
import { RequestLog } from './request-log.mjs'
import { seed } from './seed.mjs'
import { openSite } from './site.mjs'
import { openStrangers } from './strangers.mjs'

class Network {
  log = new RequestLog()
  faults = new Faults()
  pdses = new Map()
  #closing = []

  constructor(options) {
    this.options = options
    this.runFolder = mkdtempSync(join(tmpdir(), 'portage-sandbox-'))
    this.atEnd(() => rmSync(this.runFolder, { recursive: true, force: true, maxRetries: 3 }))
  }

  /** Notes what has to be done at the end; the last noted is done first. */
  atEnd(action) {
    this.#closing.unshift(action)
  }

  async start() {
    const { options } = this
    const plc = await Child.start(
      new URL('./plc-process.mjs', import.meta.url),
      { runFolder: this.runFolder },
      { logFile: join(this.runFolder, 'plc.log'), env: { LOG_ENABLED: 'false' } },
    )
    this.atEnd(() => plc.stop())
    this.plcUrl = `http://localhost:${plc.answer.port}`
    this.plcFront = await this.#openFront('plc', this.plcUrl)

    this.mailbox = await Mailbox.open()
    this.atEnd(() => this.mailbox.close())
    this.accounts = new Accounts(this.pdses, this.plcUrl)
    this.doh = await openDoh((handle) => this.accounts.resolve(handle))
    this.atEnd(() => this.doh.close())
    this.resolverFront = await this.#openFront('resolver', this.doh.url)
    this.strangers = await openStrangers()
    this.atEnd(() => this.strangers.close())

    this.fronts = await openFronts(options.pdses.map(({ name }) => name), options)
    this.atEnd(() => this.fronts.close())
    for (const settings of options.pdses) {
      const surroundings = {
        runFolder: this.runFolder, plcUrl: this.plcUrl, dohUrl: this.doh.queryUrl, smtpUrl: this.mailbox.smtpUrl, tls: options.tls,
      }
      const pds = new Pds(settings, surroundings, this.fronts.publicUrl(settings.name))
      this.pdses.set(settings.name, pds)
      this.fronts.serve(settings.name, frontOf(pds, this.log, this.faults))
    }
    await Promise.all([...this.pdses.values()].map((pds) => {
      this.atEnd(() => pds.stop())
      return pds.start()
    }))
    this.atEnd(closeDidWeb)
    if (options.seed) await seed(this.accounts)

    const config = { plcDirectory: this.plcFront.url, handleResolver: this.resolverUrl, suggestedTargets: [] }
    this.page = await openSite(options, config)
    this.atEnd(() => this.page.close())
    this.control = await listen(controlOf(this))
    this.atEnd(() => this.control.close())
  }

  /** A front before a server that is not a PDS; the PDSs themselves go past it. */
  async #openFront(name, innerUrl) {
    const front = await listen(frontOf({ name, innerUrl }, this.log, this.faults))
    this.atEnd(() => front.close())
    return front
  }

  get resolverUrl() {
    return `${this.resolverFront.url}${new URL(this.doh.queryUrl).pathname}`
  }

  closeIdle() {
    this.fronts.closeIdle()
    for (const { server } of [this.plcFront, this.resolverFront]) server.closeIdleConnections()
  }

  async stop() {
    for (const action of this.#closing.splice(0)) {
      try {
        await action()
      } catch (error) {
        console.error(`sandbox: while ending: ${error.message}`)
      }
    }
  }

  describe() {
    return {
      page: `${this.page.url}${this.options.base}`,
      mailbox: this.mailbox.url,
      control: this.control.url,
      plc: this.plcFront.url,
      doh: this.resolverUrl,
      strangers: this.strangers.describe(),
      pdses: Object.fromEntries([...this.pdses].map(([name, pds]) => [name, pds.describe()])),
      accounts: this.accounts.list(),
      ...(this.options.tls ? { tls: this.fronts.describe() } : {}),
    }
  }
}

function describeForPeople({ page, mailbox, control, plc, doh, pdses, accounts, tls }, seconds) {
  const column = (text, width) => String(text).padEnd(width)
  const lines = [
    `The sandbox runs; it took ${seconds.toFixed(1)} s. Ctrl-C ends it and leaves nothing behind.`,
    '',
    `  Page      ${page}`,
    `  Mailbox   ${mailbox}`,
    ...Object.entries(pdses).map(([name, { url, line, invite }]) =>
      `  PDS       ${column(url, 24)}  ${name}, release line ${line}${invite ? ', wants an invite' : ''}`),
    `  PLC       ${plc}`,
    `  Resolver  ${doh}`,
    `  Control   ${control}`,
  ]
  if (tls) lines.push('', `  Names map by: --host-resolver-rules="${tls.hostResolverRules}"`)
  if (accounts.length) {
    lines.push('', `  ${column('Account', 20)} ${column('Password', 18)} ${column('Records', 8)} ${column('Blobs', 6)} Mail`)
    for (const { handle, password, records, blobs, email } of accounts.toReversed()) {
      lines.push(`  ${column(handle, 20)} ${column(password, 18)} ${column(records, 8)} ${column(blobs, 6)} ${email}`)
    }
  }
  return lines.join('\n') + '\n'
}

async function main() {
  let options
  try {
    options = parseOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`sandbox: ${error.message}`)
    process.exit(2)
  }
  if (options.help) return console.log(HELP)

  const started = performance.now()
  const network = new Network(options)
  let ending
  const end = (code) => {
    ending ??= network.stop().then(() => process.exit(code))
    return ending
  }
  process.on('SIGINT', () => end(0))
  process.on('SIGTERM', () => end(0))
  process.on('SIGHUP', () => end(0))
  if (options.json) process.stdin.on('end', () => end(0)).on('error', () => end(0)).resume()
  // A page that breaks a connection must never end the network.
  process.on('uncaughtException', (error) => console.error('sandbox:', error))

  try {
    await network.start()
  } catch (error) {
    if (ending) return ending
    console.error(`sandbox: ${error.stack}`)
    return end(1)
  }
  if (ending) return ending
  const described = network.describe()
  const forPeople = describeForPeople(described, (performance.now() - started) / 1000)
  if (options.json) {
    process.stdout.write(JSON.stringify(described) + '\n')
    process.stderr.write(forPeople)
  } else {
    process.stdout.write(forPeople)
  }
}

await main()
