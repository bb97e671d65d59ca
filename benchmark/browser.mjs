/** Chromium without a driver: started by hand, spoken to over a bare debugging connection. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cdp, Tab } from './cdp.mjs'
import { treeOf } from './processes.mjs'

const EXECUTABLE = process.env.CHROMIUM || '/usr/bin/chromium'
const FLAGS = [
  '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--remote-debugging-port=0',
  // Nobody looks at the window; a person would.
  '--disable-backgrounding-occluded-windows',
]
const READY_WITHIN_MILLIS = 60000
const POLL_MILLIS = 50

export class Browser {
  /**
   * @param profile folder of the profile; kept by the caller
   * @param tls of the sandbox's description, where it has one
   */
  static async start(profile, tls) {
    const portFile = join(profile, 'DevToolsActivePort')
    rmSync(portFile, { force: true })
    const flags = [...FLAGS, `--user-data-dir=${profile}`]
    if (process.getuid() === 0) flags.push('--no-sandbox')
    if (tls) flags.push(`--host-resolver-rules=${tls.hostResolverRules}`, '--ignore-certificate-errors')
    const child = spawn(EXECUTABLE, [...flags, 'about:blank'], { stdio: 'ignore' })
    const browser = new Browser(child)
    try {
      browser.cdp = await Cdp.connect(await addressIn(portFile, child))
      return browser
    } catch (error) {
      await browser.kill()
      throw error
    }
  }

  constructor(child) {
    this.child = child
    this.child.on('error', () => {})
  }

  get pid() {
    return this.child.pid
  }

  /** The page that the browser opened with. */
  async tab() {
    const { targetInfos } = await this.cdp.send('Target.getTargets')
    const { targetId } = targetInfos.find(({ type }) => type === 'page')
    const { sessionId } = await this.cdp.send('Target.attachToTarget', { targetId, flatten: true })
    return new Tab(this.cdp, sessionId)
  }

  /** Saves what is downloaded into that folder, without asking. */
  saveInto(folder) {
    return this.cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder })
  }

  /** Ends every process of the browser at once, as a power cut would, and returns when they are gone. */
  async kill() {
    const { child } = this
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const gone = once(child, 'exit')
      for (const pid of treeOf(child.pid)) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // Gone meanwhile.
        }
      }
      await gone
    }
    this.cdp?.close()
  }
}

async function addressIn(portFile, child) {
  for (const deadline = Date.now() + READY_WITHIN_MILLIS; Date.now() < deadline; await sleep(POLL_MILLIS)) {
    if (child.pid === undefined || child.exitCode !== null) throw new Error(`${EXECUTABLE} does not start`)
    try {
      const [port, path] = readFileSync(portFile, 'utf8').trim().split('\n')
      if (path) return `ws://127.0.0.1:${port}${path}`
    } catch {
      // Not written yet.
    }
  }
  throw new Error(`${EXECUTABLE} did not open its debugging port`)
}
