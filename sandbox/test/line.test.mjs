import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { test } from 'node:test'
import { Line } from '../line.mjs'
import { Shaper } from '../shaper.mjs'

/** A clock that stands still until it is told to go on; timers come `lateMillis` too late. */
class FakeClock {
  #now = 1000
  #timers = []

  constructor(lateMillis = 0) {
    this.lateMillis = lateMillis
  }

  now() {
    return this.#now
  }

  after(millis, action) {
    const timer = { at: this.#now + Math.max(0, millis) + this.lateMillis, action }
    this.#timers.push(timer)
    return () => { this.#timers = this.#timers.filter((other) => other !== timer) }
  }

  /** Runs every timer in order, until none is left. */
  run() {
    while (this.#timers.length) {
      this.#timers.sort((a, b) => a.at - b.at)
      const { at, action } = this.#timers.shift()
      this.#now = Math.max(this.#now, at)
      action()
    }
  }
}

/** A flow that notes when each slice arrives. */
function notedFlow(line, clock, notBefore) {
  const arrivals = []
  const flow = line.flow((slice) => arrivals.push({ at: clock.now(), bytes: slice?.length ?? null }), notBefore)
  return { ...flow, arrivals }
}

function near(value, wanted, tolerance) {
  assert.ok(Math.abs(value - wanted) <= tolerance, `${value}, not ${wanted} ± ${tolerance}`)
}

test('a single byte arrives after the delay', () => {
  const clock = new FakeClock()
  const { send, arrivals } = notedFlow(new Line(12500, 25, clock), clock)
  send(Buffer.alloc(1))
  clock.run()
  assert.equal(arrivals.length, 1)
  near(arrivals[0].at, 1025, 0.01)
})

test('many bytes take their size divided by the rate, and the delay once', () => {
  const clock = new FakeClock()
  const { send, arrivals } = notedFlow(new Line(1000, 25, clock), clock)
  for (let i = 0; i < 10; i++) send(Buffer.alloc(100000))
  clock.run()
  assert.equal(arrivals.reduce((sum, { bytes }) => sum + bytes, 0), 1000000)
  near(arrivals.at(-1).at, 1000 + 1000 + 25, 6)
})

test('timers that come late do not make the line slower', () => {
  const clock = new FakeClock(2)
  const { send, arrivals } = notedFlow(new Line(10000, 0, clock), clock)
  send(Buffer.alloc(10000000))
  clock.run()
  near(arrivals.at(-1).at, 2000, 10)
})

test('a line that rested lets no more through at once than a few milliseconds are worth', () => {
  const clock = new FakeClock()
  const line = new Line(1000, 0, clock)
  clock.after(10000, () => {})
  clock.run()
  const { send, arrivals } = notedFlow(line, clock)
  send(Buffer.alloc(1000000))
  clock.run()
  assert.ok(arrivals.at(-1).at - 11000 >= 994, `${arrivals.at(-1).at - 11000} ms`)
})

test('flows share the rate, in turns', () => {
  const clock = new FakeClock()
  const line = new Line(1000, 0, clock)
  const [large, small] = [notedFlow(line, clock), notedFlow(line, clock)]
  large.send(Buffer.alloc(1000000))
  small.send(Buffer.alloc(100000))
  clock.run()
  near(small.arrivals.at(-1).at, 1000 + 200, 40)
  near(large.arrivals.at(-1).at, 1000 + 1100, 6)
})

test('nothing leaves before the connection stands, and order is kept to the end', () => {
  const clock = new FakeClock()
  const { send, end, arrivals } = notedFlow(new Line(1000, 25, clock), clock, 1050)
  send(Buffer.alloc(3))
  send(Buffer.alloc(2))
  end()
  clock.run()
  assert.deepEqual(arrivals.map(({ bytes }) => bytes), [3, 2, null])
  near(arrivals[0].at, 1075, 0.01)
})

/** A shaper before a server that echoes what it hears. */
async function echoBehind(line, context) {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const shaper = new Shaper(line)
  const { port } = await shaper.open(server.address().port)
  context.after(async () => {
    await shaper.close()
    server.close()
  })
  return port
}

test('over sockets: an answer costs two round trips on a new connection, one on a used one', async (context) => {
  const port = await echoBehind({ roundTripMillis: 60, megabits: 1000 }, context)
  const begun = performance.now()
  const socket = net.connect(port, '127.0.0.1')
  socket.write('first')
  await once(socket, 'data')
  const connected = performance.now()
  assert.ok(connected - begun >= 118, `${connected - begun} ms`)
  socket.write('second')
  await once(socket, 'data')
  assert.ok(performance.now() - connected >= 58)
  socket.end()
  await once(socket, 'close')
})

test('over sockets: every byte comes through in order, at the rate, over two connections together', async (context) => {
  const port = await echoBehind({ roundTripMillis: 10, megabits: 80 }, context)
  const sent = Buffer.from(Array.from({ length: 1000000 }, (_, i) => (i * 7 + (i >> 8)) & 255))
  const begun = performance.now()
  await Promise.all([0, 1].map(async () => {
    const socket = net.connect(port, '127.0.0.1')
    socket.end(sent)
    const chunks = []
    for await (const chunk of socket) chunks.push(chunk)
    assert.ok(Buffer.concat(chunks).equals(sent))
  }))
  // Two megabytes at ten a millisecond; 5 ms of it may be credit.
  assert.ok(performance.now() - begun >= 195, `${performance.now() - begun} ms`)
})

test('over sockets: a side that does not read stops the other', async (context) => {
  const server = net.createServer((socket) => socket.pause())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const shaper = new Shaper({ roundTripMillis: 0, megabits: 1000 })
  const { port } = await shaper.open(server.address().port)
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => {})
  context.after(async () => {
    socket.destroy()
    await shaper.close()
    server.close()
  })
  // Far more than the kernel's buffers of both connections take.
  const wanted = 1024
  let taken = 0
  for (let i = 0; i < wanted; i++) socket.write(Buffer.alloc(64 << 10), () => { taken++ })
  // Level for half a second: it has stopped. Without backpressure everything is taken.
  const counts = []
  while (counts.length < 25 || counts.at(-1) !== counts.at(-25)) {
    counts.push(taken)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.ok(taken > 0 && taken < wanted, `${taken} of ${wanted} were taken`)
})
