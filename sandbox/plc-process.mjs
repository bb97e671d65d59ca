/** A PLC directory that keeps its operations in memory. Process of its own; see `child-life.mjs`. */
import plc from '@did-plc/server'
import { serveParent } from './child-life.mjs'

const { PlcServer, Database } = plc

serveParent(async () => {
  const server = PlcServer.create({ db: Database.mock(), port: 0 })
  // The package listens on every interface; this directory is for this machine only.
  const listen = server.app.listen.bind(server.app)
  server.app.listen = (port) => listen(port, '127.0.0.1')
  const http = await server.start()
  return { answer: { port: http.address().port }, stop: () => server.destroy() }
})
