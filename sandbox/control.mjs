/** The control API: what a test does to the network. The table of its methods is in README.md. */
import { expireCodes, revokeSessions } from './account-database.mjs'
import { corrupt, restore } from './blob-damage.mjs'
import { compare } from './compare.mjs'
import { putDocument } from './did-web.mjs'
import { ControlError, jsonRoutes } from './http-json.mjs'
import { KNOWN, faultOf } from './known-faults.mjs'
import { procedure } from './xrpc.mjs'

/** Stand behind fronts of their own, as PDSs do. */
const PUBLIC_SERVERS = ['plc', 'resolver']

/** Returns the handler of the control server of `network` (see network.mjs). */
export function controlOf(network) {
  const { accounts, log, faults } = network
  return jsonRoutes({
    'GET /network': () => network.describe(),

    'POST /accounts': ({ body }) => accounts.create(body),
    'POST /invites': ({ body }) => accounts.invite(accounts.pds(body.pds)),
    'POST /app-passwords': async ({ body }) => {
      const pds = accounts.pds(body.pds)
      const auth = await accounts.signIn(pds, body.did, body.password)
      const name = body.name ?? `app ${Date.now()}`
      return procedure(pds.innerUrl, 'com.atproto.server.createAppPassword', { name, privileged: body.privileged }, auth)
    },
    'POST /write': ({ body }) => accounts.write(accounts.pds(body.pds), body.did, body),
    'POST /handles': ({ body }) => accounts.pointHandle(body.handle, body.did),
    'PUT /did-web': ({ body }) => {
      if (!putDocument(body.did, body.document)) throw new ControlError(404, `${body.did} is not a did:web of this sandbox`)
    },

    'POST /mail-codes/expire': ({ body }) => {
      const expired = expireCodes(accounts.pds(body.pds), body.did)
      if (!expired) throw new ControlError(404, `${body.pds} has mailed no code to ${body.did}`)
      return { expired }
    },
    'POST /sessions/revoke': ({ body }) => ({ revoked: revokeSessions(accounts.pds(body.pds), body.did) }),
    'POST /blobs/corrupt': ({ body }) => corrupt(accounts.pds(body.pds), body.did, body.cid),
    'POST /blobs/restore': ({ body }) => restore(accounts.pds(body.pds), body.did, body.cid),

    'POST /compare': async ({ body }) => {
      const [source, target] = [accounts.pds(body.source), accounts.pds(body.target)]
      return compare({
        did: body.did,
        source,
        target,
        sourceAuth: await accounts.signIn(source, body.did, body.sourcePassword),
        targetAuth: await accounts.signIn(target, body.did, body.targetPassword),
        plcUrl: network.plcUrl,
      })
    },

    'GET /log': () => log.list(),
    'DELETE /log': () => log.clear(),
    'GET /site-log': () => network.page.requests,
    'DELETE /site-log': () => { network.page.requests.length = 0 },
    'POST /site-hold': ({ body }) => {
      if (!body.match) throw new ControlError(400, 'match says whose requests wait')
      network.page.hold(body.match, body.bytes)
    },
    'DELETE /site-hold': () => network.page.release(),
    'PUT /site/before': ({ body }) => {
      if (body.script) network.page.before.set(body.path, body.script)
      else network.page.before.delete(body.path)
    },
    'GET /faults': () => faults.list(),
    'GET /faults/known': () => KNOWN,
    'POST /faults': ({ body }) => {
      if (body.pds && !PUBLIC_SERVERS.includes(body.pds)) accounts.pds(body.pds)
      try {
        faults.add(faultOf(body))
      } catch (error) {
        throw new ControlError(400, error.message)
      }
      // A browser would repeat a request on a connection that served before, and undo the fault. Clients that tag their
      // requests do not, and others' requests may be on their way over what only seems idle.
      if (!body.tag) network.closeIdle()
    },
    'DELETE /faults': async ({ query }) => {
      if (query.tag) return faults.clearTagged(query.tag)
      faults.clear()
      await Promise.all([...network.pdses.values()].map((pds) => pds.setClock(0)))
    },

    'POST /pds/{name}/start': ({ names }) => accounts.pds(names.name).up(),
    'POST /pds/{name}/stop': ({ names }) => accounts.pds(names.name).stop(),
    'POST /pds/{name}/restart': async ({ names }) => {
      const pds = accounts.pds(names.name)
      await pds.stop()
      await pds.start()
    },
  })
}
