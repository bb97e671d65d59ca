/** The control API: what a test does to the network. The table of its methods is in README.md. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { corrupt, restore } from './blob-damage.mjs'
import { compare } from './compare.mjs'
import { putDocument } from './did-web.mjs'
import { ControlError, jsonRoutes } from './http-json.mjs'
import { procedure } from './xrpc.mjs'

/** How old an expired code is made, in milliseconds; the PDS lets codes live for a quarter of an hour. */
const LONG_AGO = 20 * 60000

/** Returns the handler of the control server of `network` (see network.mjs). */
export function controlOf(network) {
  const { accounts, log, faults, fronts } = network
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
    'POST /write': ({ body }) => accounts.write(accounts.pds(body.pds), body.did, body.count ?? 1, body.password),
    'POST /handles': ({ body }) => accounts.pointHandle(body.handle, body.did),
    'PUT /did-web': ({ body }) => {
      if (!putDocument(body.did, body.document)) throw new ControlError(404, `${body.did} is not a did:web of this sandbox`)
    },

    'POST /mail-codes/expire': ({ body }) => expireCodes(accounts.pds(body.pds), body.did),
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
    'GET /faults': () => faults.list(),
    'POST /faults': ({ body }) => {
      if (body.pds) accounts.pds(body.pds)
      try {
        faults.add(body)
      } catch (error) {
        throw new ControlError(400, error.message)
      }
      fronts.closeIdle()
    },
    'DELETE /faults': () => faults.clear(),

    'POST /pds/{name}/stop': ({ names }) => accounts.pds(names.name).stop(),
    'POST /pds/{name}/restart': async ({ names }) => {
      const pds = accounts.pds(names.name)
      await pds.stop()
      await pds.start()
    },
  })
}

/** Makes every mailed code of an account older than a code may be; returns how many there were. */
function expireCodes(pds, did) {
  const database = new Database(join(pds.folder, 'account.sqlite'))
  try {
    const long = new Date(Date.now() - LONG_AGO).toISOString()
    const { changes } = database.prepare('UPDATE email_token SET requestedAt = ? WHERE did = ?').run(long, did)
    if (!changes) throw new ControlError(404, `${pds.name} has mailed no code to ${did}`)
    return { expired: changes }
  } finally {
    database.close()
  }
}
