import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, afterEach, before, test } from 'node:test'
import { KINDS } from '../faults.mjs'
import { KNOWN } from '../known-faults.mjs'
import { Sandbox } from './sandbox.mjs'

const GET_REPO = 'com.atproto.sync.getRepo'
const STATUS = 'com.atproto.server.checkAccountStatus'
const HOUR = 3600000

let sandbox
let account
before(async () => {
  sandbox = await Sandbox.start('--no-seed', '--pds', 'alpha=0.4', '--pds', 'beta=0.5')
  account = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'alice', posts: 5 })
})
after(() => sandbox.stop())
afterEach(() => sandbox.control('DELETE', '/faults'))

const fault = (more) => sandbox.control('POST', '/faults', { pds: 'alpha', ...more })
const signedIn = async () => {
  const client = sandbox.client('alpha')
  const session = await client.signIn(account.did, account.password)
  return Object.assign(client, { session })
}
const repoUrl = () => `${sandbox.network.pdses.alpha.url}/xrpc/${GET_REPO}?did=${account.did}`

test('the readme has a row for every kind and for every known fault', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  for (const name of [...Object.keys(KINDS), ...Object.keys(KNOWN)]) assert.ok(readme.includes(`| \`${name}\` |`), name)
})

test('a known fault is set by its name, and with parameters of its own', async () => {
  await fault({ known: 'rateLimitedForASecond', nsid: GET_REPO })
  const limited = await fetch(repoUrl())
  assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '1'])
  await sandbox.control('DELETE', '/faults')
  await fault({ known: 'truncated', nsid: GET_REPO, bytes: 100 })
  assert.equal((await (await fetch(repoUrl())).arrayBuffer()).byteLength, 100)
  await assert.rejects(fault({ known: 'nonsense' }), /replyLost/)
  await assert.rejects(fault({ known: 'noSuchName' }), /committed by the client/)
})

test('a fault may pick its requests by a tag, and is taken away by it', async () => {
  await fault({ tag: 'this', call: 'every', kind: 'status', status: 500 })
  const status = async (tag) => (await fetch(repoUrl(), { headers: { 'x-sandbox-tag': tag } })).status
  assert.deepEqual([await status('that'), await status('this'), await status('this')], [200, 500, 500])
  await sandbox.control('DELETE', '/faults?tag=this')
  assert.equal(await status('this'), 200)
})

test('html524 answers at once, and the PDS acts on', async () => {
  const signed = await signedIn()
  const { indexedRecords } = await signed.get(STATUS)
  await fault({ nsid: 'com.atproto.repo.createRecord', kind: 'html524' })
  const record = { $type: 'app.bsky.feed.post', text: 'late', createdAt: new Date().toISOString() }
  const response = await fetch(`${signed.url}/xrpc/com.atproto.repo.createRecord`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${signed.token}` },
    body: JSON.stringify({ repo: account.did, collection: record.$type, record }),
  })
  assert.equal(response.status, 524)
  assert.equal(response.headers.get('access-control-allow-origin'), null)
  while ((await signed.get(STATUS)).indexedRecords !== indexedRecords + 1); // until it has acted
})

test('revokeToken ends every session: no refresh, but a new sign-in', async () => {
  const signed = await signedIn()
  const { refreshJwt } = signed.session
  await fault({ nsid: STATUS, kind: 'revokeToken' })
  await assert.rejects(signed.get(STATUS), /400.*ExpiredToken/)
  signed.token = refreshJwt
  await assert.rejects(signed.post('com.atproto.server.refreshSession'), /400.*ExpiredToken/)
  assert.ok((await (await signedIn()).get(STATUS)).activated)
})

test('sessions are revoked on demand', async () => {
  const signed = await signedIn()
  const { revoked } = await sandbox.control('POST', '/sessions/revoke', { pds: 'alpha', did: account.did })
  assert.ok(revoked >= 1)
  signed.token = signed.session.refreshJwt
  await assert.rejects(signed.post('com.atproto.server.refreshSession'), /400.*ExpiredToken/)
})

test('restart kills the PDS in the middle of a call, and it comes up again with everything', async () => {
  await fault({ nsid: GET_REPO, kind: 'restart' })
  const before = sandbox.network.pdses.alpha.innerUrl
  const gone = await fetch(repoUrl())
  assert.deepEqual([gone.status, gone.headers.get('access-control-allow-origin')], [502, null])
  await sandbox.control('POST', '/pds/alpha/start')
  assert.notEqual((await sandbox.control('GET', '/network')).pdses.alpha.innerUrl, before)
  assert.equal((await fetch(repoUrl())).status, 200)
})

test('wrongClock puts the clock of the PDS wrong until the faults are cleared', async () => {
  const signed = await signedIn()
  const issuedAt = async () => {
    const { token } = await signed.get('com.atproto.server.getServiceAuth', { aud: 'did:web:x.test', lxm: 'x.y.z' })
    return JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).iat * 1000
  }
  const off = async () => 60000 * Math.round((await issuedAt() - Date.now()) / 60000) + 0
  assert.equal(await off(), 0)
  await fault({ nsid: 'com.atproto.server.getServiceAuth', kind: 'wrongClock', millis: -HOUR })
  assert.equal(await off(), -HOUR)
  assert.equal(await off(), -HOUR, 'it stays wrong')
  await sandbox.control('DELETE', '/faults')
  assert.equal(await off(), 0)
})

test('the directory and the resolver have fronts as well', async () => {
  await fault({ pds: 'plc', kind: 'status', status: 503 })
  await fault({ pds: 'resolver', kind: 'status', status: 503 })
  const document = `${sandbox.network.plc}/${account.did}`
  const record = `${sandbox.network.doh}?name=_atproto.alice.alpha.test&type=TXT`
  assert.deepEqual([(await fetch(document)).status, (await fetch(record)).status], [503, 503])
  assert.deepEqual([(await fetch(document)).status, (await fetch(record)).status], [200, 200])
})

test('two strangers cannot be reached: a name that does not resolve, a certificate nobody trusts', async () => {
  const { unresolvable, untrusted } = sandbox.network.strangers
  const why = async (url) => fetch(url).then(() => 'reached', ({ cause }) => cause.code)
  assert.match(await why(unresolvable), /ENOTFOUND|EAI_AGAIN/)
  assert.equal(await why(untrusted), 'DEPTH_ZERO_SELF_SIGNED_CERT')
})
