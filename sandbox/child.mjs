/** A server in a process of its own, as its parent sees it. */
import { fork } from 'node:child_process'
import { openSync, closeSync } from 'node:fs'
import { once } from 'node:events'

export class Child {
  /**
   * Starts `module` and returns once it says that it is ready; `answer` then holds what it said.
   *
   * @param module URL of a module that calls `serveParent`
   * @param logFile where its standard output and error go
   */
  static async start(module, options, { logFile, env = {} }) {
    const log = openSync(logFile, 'a')
    const process = fork(module, [], { stdio: ['ignore', log, log, 'ipc'], env: { ...inherited(), ...env } })
    closeSync(log)
    const child = new Child(process)
    process.send({ start: options })
    const [outcome] = await Promise.race([
      once(process, 'message'),
      once(process, 'exit').then(([code]) => [{ failed: `ended with code ${code}; its log: ${logFile}` }]),
    ])
    if (!outcome.ready) {
      await child.stop()
      throw new Error(`${module.pathname ?? module} did not start: ${outcome.failed}`)
    }
    child.answer = outcome.ready
    return child
  }

  constructor(process) {
    this.process = process
  }

  get isRunning() {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  /** Ends the process as a crash would, and returns once it is gone. */
  async kill() {
    if (!this.isRunning) return
    const gone = once(this.process, 'exit')
    this.process.kill('SIGKILL')
    await gone
  }

  /** Sends the process a message that its server knows what to do about, and returns once it has done it. */
  async tell(message) {
    const done = once(this.process, 'message')
    this.process.send(message)
    await Promise.race([done, once(this.process, 'exit')])
  }

  /** Ends the process and returns once it is gone; after five seconds without an answer, by force. */
  async stop() {
    if (!this.isRunning) return
    const gone = once(this.process, 'exit')
    const force = setTimeout(() => this.process.kill('SIGKILL'), 5000)
    try {
      this.process.send({ stop: true })
    } catch {
      this.process.kill('SIGKILL')
    }
    await gone
    clearTimeout(force)
  }
}

/** The environment without settings meant for some other PDS of whoever starts the sandbox. */
function inherited() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PDS|NODE|LOG)_/.test(name)))
}
