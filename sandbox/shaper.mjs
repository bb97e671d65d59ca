/**
 * The line between a person and the servers: a TCP proxy in front of each front. All connections to all servers share one
 * rate in each direction; every byte takes half a round trip, and a new connection first costs a whole one, as TCP's
 * handshake does. What TLS and HTTP cost then comes out by itself. Slow start and loss are not imitated.
 */
import net from 'node:net'
import { once } from 'node:events'
import { Line } from './line.mjs'

/** A connection may have so much under way beyond what the line holds, in bytes. */
const SLACK_BYTES = 128 << 10

export class Shaper {
  #sockets = new Set()
  #servers = []

  /**
   * @param roundTripMillis both ways together
   * @param megabits a second, each way; 1 = 1,000,000 bits
   */
  constructor({ roundTripMillis, megabits }) {
    this.roundTripMillis = roundTripMillis
    const bytesPerMillis = megabits * 125
    this.up = new Line(bytesPerMillis, roundTripMillis / 2)
    this.down = new Line(bytesPerMillis, roundTripMillis / 2)
    // Like a TCP window: twice what fits into the line, or one connection alone could not fill it.
    this.windowBytes = 2 * bytesPerMillis * roundTripMillis + SLACK_BYTES
  }

  /** Opens an end of the line at `port` (0 = any) that leads to `toPort`; returns `{port, url}`. */
  async open(toPort, port = 0) {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#join(client, toPort))
    this.#servers.push(server)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const taken = server.address().port
    return { port: taken, url: `http://localhost:${taken}` }
  }

  async close() {
    const closed = this.#servers.map((server) => new Promise((resolve) => server.close(resolve)))
    for (const socket of this.#sockets) socket.destroy()
    this.up.close()
    this.down.close()
    await Promise.all(closed)
  }

  #join(client, toPort) {
    const connectedAt = performance.now() + this.roundTripMillis
    const server = net.connect({ port: toPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      socket.on('error', () => {})
    }
    this.#carry(client, server, this.up, connectedAt)
    this.#carry(server, client, this.down)
  }

  /** Carries what `from` says to `to`; reads no faster than it arrives there. */
  #carry(from, to, line, notBefore) {
    let underWay = 0
    let ended = false
    const settle = (bytes) => {
      underWay -= bytes
      if (underWay < this.windowBytes / 2 && from.isPaused()) from.resume()
    }
    const flow = line.flow((slice) => {
      if (slice === null) return ended ? to.end() : to.destroy()
      if (to.destroyed) return settle(slice.length)
      to.write(slice, () => settle(slice.length))
    }, notBefore)
    from.on('data', (bytes) => {
      underWay += bytes.length
      if (underWay >= this.windowBytes) from.pause()
      flow.send(bytes)
    })
    from.on('end', () => {
      ended = true
      flow.end()
    })
    // Broken off, not ended: the other side hears of it after the same delay.
    from.on('close', () => { if (!ended) flow.end() })
  }
}
