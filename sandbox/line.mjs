/**
 * One direction of a line: bytes leave at a given rate, whoever sent them, and arrive after a given delay. Arithmetic and
 * timers only; `shaper.mjs` puts sockets at its ends.
 *
 * The rate is a token bucket over all flows together, as on a real line. Flows that wait take turns, a slice each.
 */

/** What a flow sends before the next flow has its turn, in bytes. */
const SLICE_BYTES = 16 << 10
/** How much of the rate that was not used may be used later, in milliseconds: what timers may come too late by. */
const CREDIT_MILLIS = 5
/** How far ahead of the clock slices are handed to the line, in milliseconds: a timer cannot be finer. */
const AHEAD_MILLIS = 1

export class Line {
  #freeAt = -Infinity
  #waiting = []
  #underWay = []
  #sendTimer = null
  #arriveTimer = null

  /**
   * @param bytesPerMillis rate
   * @param delayMillis from one end to the other
   * @param clock `{now(), after(millis, action) → cancel}`
   */
  constructor(bytesPerMillis, delayMillis, clock = REAL_CLOCK) {
    this.bytesPerMillis = bytesPerMillis
    this.delayMillis = delayMillis
    this.clock = clock
  }

  /**
   * A flow over this line, in order. `arrive(bytes)` is called with each slice at the far end, and with null after the
   * last one, once `end` was called.
   *
   * @param notBefore nothing leaves before this time: the connection is still being made
   */
  flow(arrive, notBefore = -Infinity) {
    const flow = { queue: [], arrive, notBefore, listed: false }
    return {
      send: (bytes) => this.#enqueue(flow, bytes),
      end: () => this.#enqueue(flow, null),
    }
  }

  /** Forgets everything that is under way. */
  close() {
    this.#waiting = []
    this.#underWay = []
    this.#sendTimer?.()
    this.#arriveTimer?.()
    this.#sendTimer = this.#arriveTimer = null
  }

  #enqueue(flow, bytes) {
    flow.queue.push(bytes)
    if (flow.listed) return
    flow.listed = true
    const wait = flow.notBefore - this.clock.now()
    if (wait > 0) return this.clock.after(wait, () => this.#list(flow))
    this.#list(flow)
  }

  #list(flow) {
    this.#waiting.push(flow)
    if (!this.#sendTimer) this.#send()
  }

  /** Lets slices leave until the line is taken for the time to come. */
  #send() {
    this.#sendTimer = null
    const now = this.clock.now()
    this.#freeAt = Math.max(this.#freeAt, now - CREDIT_MILLIS)
    while (this.#waiting.length && this.#freeAt <= now + AHEAD_MILLIS) {
      const flow = this.#waiting.shift()
      const slice = takeSlice(flow)
      this.#freeAt += (slice?.length ?? 0) / this.bytesPerMillis
      this.#underWay.push({ at: Math.max(this.#freeAt, now) + this.delayMillis, flow, slice })
      if (flow.queue.length) this.#waiting.push(flow)
      else flow.listed = false
    }
    if (this.#waiting.length) this.#sendTimer = this.clock.after(this.#freeAt - now, () => this.#send())
    if (!this.#arriveTimer) this.#planArrival(now)
  }

  #planArrival(now) {
    this.#arriveTimer = null
    if (!this.#underWay.length) return
    this.#arriveTimer = this.clock.after(Math.max(0, this.#underWay[0].at - now), () => this.#arrive())
  }

  #arrive() {
    const now = this.clock.now()
    const due = this.#underWay.findIndex(({ at }) => at > now)
    for (const { flow, slice } of this.#underWay.splice(0, due < 0 ? this.#underWay.length : due)) flow.arrive(slice)
    this.#planArrival(this.clock.now())
  }
}

function takeSlice(flow) {
  const first = flow.queue[0]
  if (first === null || first.length <= SLICE_BYTES) return flow.queue.shift()
  flow.queue[0] = first.subarray(SLICE_BYTES)
  return first.subarray(0, SLICE_BYTES)
}

const REAL_CLOCK = {
  now: () => performance.now(),
  after: (millis, action) => {
    const timer = setTimeout(action, millis)
    return () => clearTimeout(timer)
  },
}
