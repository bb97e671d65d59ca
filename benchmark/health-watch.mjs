/** Asks a server all the time whether it is there, past every proxy, and remembers for how long it said nothing. */
import http from 'node:http'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const EVERY_MILLIS = 250

export class HealthWatch {
  #ended = false
  #asked = null
  #worst = 0

  /** @param innerUrl where the PDS itself listens */
  static begin(innerUrl) {
    const watch = new HealthWatch()
    watch.#watch(`${innerUrl}/xrpc/_health`)
    return watch
  }

  /** Ends the watch; returns the longest time that an answer took, one that is still awaited included, in milliseconds. */
  end() {
    if (!this.#ended && this.#asked !== null) this.#note()
    this.#ended = true
    return Math.round(this.#worst)
  }

  #note() {
    this.#worst = Math.max(this.#worst, performance.now() - this.#asked)
  }

  async #watch(url) {
    while (!this.#ended) {
      this.#asked = performance.now()
      try {
        const request = http.get(url, { agent: false })
        const [response] = await once(request, 'response')
        response.resume()
        await once(response, 'end')
      } catch {
        // No answer is silence too: the next question goes on counting only its own time, as a client's would.
      }
      if (!this.#ended) this.#note()
      this.#asked = null
      await sleep(EVERY_MILLIS)
    }
  }
}
