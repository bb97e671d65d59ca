/** Which requests passed the fronts. Holds no bodies, no headers, and no secret that stands in a query. */

/** Older entries are forgotten beyond this many, so that a long run cannot fill the memory. */
const KEPT = 200000

const SECRET_PARAMETERS = /([?&](?:token|code|access_token|refresh_token|password|state|request_uri)=)[^&]*/gi

export class RequestLog {
  #entries = []

  /**
   * Opens the entry of a request that has just arrived; its `end` puts it into the log.
   *
   * `at` is in milliseconds since 1970, `status` 0 where no answer was sent, `aborted` where the exchange did not end
   * the ordinary way, `tag` what the header `x-sandbox-tag` said.
   */
  begin(pds, { method, url, headers }) {
    const started = performance.now()
    const entry = {
      at: Date.now(),
      pds,
      method,
      nsid: nsidOf(url),
      path: url.replace(SECRET_PARAMETERS, '$1…'),
      status: 0,
      requestBytes: 0,
      responseBytes: 0,
    }
    if (headers.authorization) entry.hasToken = true
    if (headers['x-sandbox-tag']) entry.tag = headers['x-sandbox-tag']
    let ended = false
    entry.end = (aborted) => {
      if (ended) return
      ended = true
      delete entry.end
      entry.durationMillis = Math.round(performance.now() - started)
      if (aborted) entry.aborted = true
      this.#entries.push(entry)
      if (this.#entries.length > KEPT) this.#entries.splice(0, KEPT / 10)
    }
    return entry
  }

  list() {
    return this.#entries
  }

  clear() {
    this.#entries = []
  }
}

/** The XRPC method a URL calls, or null. */
export function nsidOf(url) {
  return /^\/xrpc\/([^/?#]+)/.exec(url)?.[1] ?? null
}
