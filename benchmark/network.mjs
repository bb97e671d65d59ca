/** The sandbox that a part of the benchmark runs on, its seeded accounts, and what is done to them between moves. */
import { compareData } from '../sandbox/compare-data.mjs'
import { Sandbox } from '../sandbox/test/sandbox.mjs'
import { XrpcError, admin, procedure, query, signIn } from '../sandbox/xrpc.mjs'
import { setTimeout as sleep } from 'node:timers/promises'
import { CASES, NETWORKS, TRANSPORTS } from './cases.mjs'
import { control } from './control.mjs'

export const SOURCE = 'alpha'
export const TARGET = 'beta'

/** Above the largest account's CAR, in bytes: what is measured is the way, not where a server draws the line. */
const IMPORT_LIMIT = 1000000000

const LOGGED_WITHIN_MILLIS = 5000
const POLL_MILLIS = 20

export class BenchNetwork {
  /** Starts a sandbox of its own behind this line and transport. */
  static async start(network, transport) {
    const sandbox = await Sandbox.start(
      '--no-seed', '--pds', `${SOURCE}=0.4,importLimit=${IMPORT_LIMIT}`, '--pds', `${TARGET}=0.5,importLimit=${IMPORT_LIMIT}`,
      ...NETWORKS[network].sandbox, ...TRANSPORTS[transport].sandbox,
    )
    return new BenchNetwork(sandbox, network, transport)
  }

  constructor(sandbox, network, transport) {
    Object.assign(this, { sandbox, network, transport })
    this.description = sandbox.network
  }

  get tls() {
    return this.description.tls
  }

  pds(name) {
    return { name, ...this.description.pdses[name] }
  }

  /** Calls the sandbox's control API. */
  control(method, path, body) {
    return control(this.description.control, method, path, body)
  }

  /** Seeds the account of a case, and returns everything that a contender needs to move it. */
  async seed(caseName, seed) {
    const name = `s${seed}${caseName}`
    const account = await this.control('POST', '/accounts', {
      pds: SOURCE, name, preferences: true, ...CASES[caseName].wish,
    })
    const target = this.pds(TARGET)
    return {
      caseName,
      account,
      sourceUrl: this.pds(SOURCE).url,
      targetUrl: target.url,
      targetHandle: `${name}${target.handleDomain}`,
      targetPassword: `${name}-password-at-the-target`,
    }
  }

  clearLog() {
    return this.control('DELETE', '/log')
  }

  log() {
    return this.control('GET', '/log')
  }

  /** The log once the last call of a move stands in it; a call is logged when its connection is through with it. */
  async logOfMove() {
    const isLast = ({ nsid, status }) => nsid === 'app.bsky.actor.putPreferences' && status === 200
    const deadline = Date.now() + LOGGED_WITHIN_MILLIS
    for (;;) {
      const log = await this.log()
      if (log.some(isLast) || Date.now() > deadline) return log
      await sleep(POLL_MILLIS)
    }
  }

  /** Compares source and target byte for byte; see sandbox/compare-data.mjs. */
  async compare({ account, targetPassword }) {
    const [source, target] = [this.pds(SOURCE), this.pds(TARGET)]
    try {
      return await compareData({
        did: account.did,
        source,
        target,
        sourceAuth: await signIn(source, account.did, account.password),
        targetAuth: await signIn(target, account.did, targetPassword),
      })
    } catch (error) {
      if (!(error instanceof XrpcError)) throw error
      return { equal: false, differences: [error.message], blocks: 0, blobs: 0, blobBytes: 0 }
    }
  }

  /** Removes what a move left at the target, so that the same account can move again. */
  async clearTarget({ account }) {
    const target = this.pds(TARGET)
    const { did } = account
    try {
      await query(target.innerUrl, 'com.atproto.admin.getAccountInfo', { did }, admin(target))
    } catch (error) {
      if (error instanceof XrpcError && error.xrpcStatus === 400) return
      throw error
    }
    await procedure(target.innerUrl, 'com.atproto.admin.deleteAccount', { did }, admin(target))
  }

  stop() {
    return this.sandbox.stop()
  }
}
