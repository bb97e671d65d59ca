/**
 * What every server process of the sandbox does about its parent: it waits for one `start` message, and it ends, taking
 * the run's folder with it, as soon as the channel to the parent is gone. A killed parent thus leaves nothing behind.
 */
import { rmSync } from 'node:fs'

/**
 * Runs `serve(options)` on the parent's first message and reports `{ready: …}` with what it returns.
 *
 * `serve` returns `{answer, stop, hear?}`: the answer is sent to the parent; `stop` closes the server; `hear` gets every
 * other message of the parent, which learns that it returned.
 */
export function serveParent(serve) {
  // Ctrl-C reaches the whole foreground group; the order of ending is the parent's to decide.
  process.on('SIGINT', () => {})
  let stop = async () => {}
  let hear = () => {}
  let runFolder
  let asked = false

  process.on('message', async (message) => {
    if (message.start) {
      runFolder = message.start.runFolder
      try {
        const served = await serve(message.start)
        stop = served.stop
        hear = served.hear ?? hear
        process.send({ ready: served.answer })
      } catch (error) {
        process.send({ failed: error.stack ?? String(error) })
      }
    } else if (!message.stop) {
      hear(message)
      process.send({ heard: true })
    }
    if (message.stop) {
      asked = true
      // A client that keeps its connection open must not keep the server.
      setTimeout(() => process.exit(0), 3000).unref()
      await stop().catch(() => {})
      process.exit(0)
    }
  })

  process.on('disconnect', () => {
    if (!asked && runFolder) rmSync(runFolder, { recursive: true, force: true, maxRetries: 3 })
    process.exit(0)
  })
}
