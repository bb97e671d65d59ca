/** Watches how much memory a browser takes beyond what it took when it was idle. */
import { setTimeout as sleep } from 'node:timers/promises'
import { pssBytes, treeOf } from './processes.mjs'

const IDLE_EVERY_MILLIS = 250
/** Idle is when the memory changes by less than this between two looks. */
const IDLE_BYTES = 1 << 20
const IDLE_LOOKS = 3
const IDLE_WITHIN_MILLIS = 15000

export class MemoryWatch {
  #timer

  /**
   * Waits until the memory of the tree of `pid` is level, and takes that as the baseline.
   *
   * @param everyMillis how often to look from then on; a look costs some 40 ms of processor time
   */
  static async begin(pid, everyMillis) {
    const look = () => pssBytes(treeOf(pid))
    const deadline = Date.now() + IDLE_WITHIN_MILLIS
    let last = look()
    for (let level = 0; level < IDLE_LOOKS && Date.now() < deadline;) {
      await sleep(IDLE_EVERY_MILLIS)
      const now = look()
      level = Math.abs(now - last) < IDLE_BYTES ? level + 1 : 0
      last = now
    }
    return new MemoryWatch(look, last, everyMillis)
  }

  constructor(look, baselineBytes, everyMillis) {
    this.look = look
    this.baselineBytes = baselineBytes
    this.peakBytes = baselineBytes
    this.#timer = setInterval(() => this.#take(), everyMillis)
  }

  #take() {
    this.peakBytes = Math.max(this.peakBytes, this.look())
  }

  /** Ends the watch: `{baselineBytes, peakBytes, growthBytes}`. */
  end() {
    clearInterval(this.#timer)
    this.#take()
    const { baselineBytes, peakBytes } = this
    return { baselineBytes, peakBytes, growthBytes: peakBytes - baselineBytes }
  }

  /** Ends the watch without a last look: the browser may be gone. */
  stop() {
    clearInterval(this.#timer)
  }
}
