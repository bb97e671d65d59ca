import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { migrate } from './raw-migration.mjs'
import { Sandbox } from './sandbox.mjs'

let sandbox
before(async () => { sandbox = await Sandbox.start() })
after(() => sandbox.stop())

test('both release lines run, each under the DID of its own front', async () => {
  const versions = []
  for (const [name, { url, did }] of Object.entries(sandbox.network.pdses)) {
    const described = await sandbox.client(name).get('com.atproto.server.describeServer')
    assert.equal(described.did, did)
    assert.equal(did, `did:web:${new URL(url).host.replace(':', '%3A')}`)
    versions.push((await (await fetch(`${url}/xrpc/_health`)).json()).version)
  }
  assert.match(versions.join(' '), /^0\.4\.\d+ 0\.5\.\d+$/)
})

test('a seeded account signs in and holds what was promised', async () => {
  const alice = sandbox.account('alice')
  const client = sandbox.client('alpha')
  const session = await client.signIn(alice.handle, alice.password)
  assert.equal(session.did, alice.did)
  const status = await client.get('com.atproto.server.checkAccountStatus')
  assert.equal(status.indexedRecords, alice.records)
  assert.equal(status.expectedBlobs, alice.blobs)
  assert.equal(status.importedBlobs, alice.blobs)
  const { preferences } = await client.get('app.bsky.actor.getPreferences')
  assert.ok(preferences.some(({ $type }) => $type.endsWith('#personalDetailsPref')))
})

test('blobs keep the type they were uploaded with', async () => {
  const { did } = sandbox.account('alice')
  const { cids } = await sandbox.client('alpha').get('com.atproto.sync.listBlobs', { did })
  const types = new Set()
  for (const cid of cids) types.add((await sandbox.client('alpha').bytes('com.atproto.sync.getBlob', { did, cid })).type)
  assert.deepEqual([...types].sort(), ['image/jpeg', 'image/png', 'video/mp4'])
})

test('handles resolve over DNS-over-HTTPS, unknown ones do not', async () => {
  const ask = async (handle) => {
    const headers = { accept: 'application/dns-json' }
    const response = await fetch(`${sandbox.network.doh}?name=_atproto.${handle}&type=TXT`, { headers })
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    return response.json()
  }
  const { handle, did } = sandbox.account('bob')
  const { Answer } = await ask(handle)
  assert.deepEqual([Answer[0].type, Answer[0].data], [16, `"did=${did}"`])
  assert.equal((await ask('nobody.alpha.test')).Status, 3)
})

test('an own rotation key and a labeler stand in the document of dora', async () => {
  const dora = sandbox.account('dora')
  const data = await (await fetch(`${sandbox.network.plc}/${dora.did}/data`)).json()
  assert.equal(data.rotationKeys[0], dora.ownRotationKeyDid)
  assert.equal(data.verificationMethods.atproto_label, dora.labelerKey)
  assert.equal(data.services.atproto_labeler.type, 'AtprotoLabeler')
})

test('an account moves from alpha to beta by plain calls, and the comparison finds it whole', async () => {
  const alice = sandbox.account('alice')
  const targetPassword = await migrate(sandbox, alice, 'alpha', 'beta')
  const said = await sandbox.control('POST', '/compare', { did: alice.did, source: 'alpha', target: 'beta', targetPassword })
  assert.deepEqual(said.differences, [])
  assert.equal(said.equal, true)
  assert.equal(said.records, alice.records)
  assert.equal(said.blobs, alice.blobs)
  assert.ok(said.blobBytes > 8000000)
  assert.deepEqual([said.commit.signatureValid, said.sourceActive, said.targetActive], [true, false, true])
  const mailbox = await (await fetch(sandbox.network.mailbox)).text()
  assert.match(mailbox, /<code>[A-Z2-7]{5}-[A-Z2-7]{5}<\/code>/i)
})

test('the way back works as well, and keeps keys of the person', async () => {
  const made = await sandbox.control('POST', '/accounts', {
    pds: 'beta', name: 'return', posts: 3, images: 2, preferences: true, ownRotationKey: true, labeler: true,
  })
  const targetPassword = await migrate(sandbox, made, 'beta', 'alpha')
  const said = await sandbox.control('POST', '/compare', { did: made.did, source: 'beta', target: 'alpha', targetPassword })
  assert.deepEqual(said.differences, [])
  assert.ok(said.plc.rotationKeys.includes(made.ownRotationKeyDid))
})

test('the comparison names what is missing', async () => {
  const made = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'partial', posts: 2, images: 2, preferences: true })
  const targetPassword = await migrate(sandbox, made, 'alpha', 'beta')
  const compare = () => sandbox.control('POST', '/compare', { did: made.did, source: 'alpha', target: 'beta', targetPassword })
  assert.equal((await compare()).equal, true)
  await sandbox.control('POST', '/write', { pds: 'beta', did: made.did, count: 1, password: targetPassword })
  const { differences, equal } = await compare()
  assert.equal(equal, false)
  assert.match(differences.join('\n'), /^record: only at the target: app\.bsky\.feed\.post\/\w+$/)
})

test('an account of thousands of records is built offline and signed by its server', async () => {
  const made = await sandbox.control('POST', '/accounts', {
    pds: 'alpha', name: 'large', records: 2500, blobs: [{ count: 3, bytes: 200000 }, { count: 1, bytes: 3000000 }],
  })
  assert.ok(made.records >= 2500)
  assert.equal(made.blobs, 4)
  const targetPassword = await migrate(sandbox, made, 'alpha', 'beta')
  const said = await sandbox.control('POST', '/compare', { did: made.did, source: 'alpha', target: 'beta', targetPassword })
  assert.deepEqual(said.differences, [])
})

test('a did:web account signs in, and its owner can replace the document', async () => {
  const made = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'weber', posts: 2, didWeb: true })
  assert.match(made.did, /^did:web:localhost%3A\d+$/)
  const document = await (await fetch(made.didDocument)).json()
  assert.equal(document.service[0].serviceEndpoint, sandbox.network.pdses.alpha.url)
  await sandbox.control('PUT', '/did-web', { did: made.did, document: { ...document, alsoKnownAs: [] } })
  assert.deepEqual((await (await fetch(made.didDocument)).json()).alsoKnownAs, [])
})

test('every PDS resolves the handles of the others, and those of domains of their own', async () => {
  const made = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'zelda', handle: 'owner.example.test' })
  assert.equal(made.handle, 'owner.example.test')
  for (const { handle, did } of [made, sandbox.account('dora')]) {
    const resolved = await sandbox.client('beta').get('com.atproto.identity.resolveHandle', { handle })
    assert.equal(resolved.did, did)
  }
})

test('an account keeps the handle of its own domain when it moves', async () => {
  const made = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'yves', handle: 'yves.example.test' })
  const targetPassword = await migrate(sandbox, made, 'alpha', 'beta', { handle: made.handle })
  const said = await sandbox.control('POST', '/compare', { did: made.did, source: 'alpha', target: 'beta', targetPassword })
  assert.deepEqual(said.differences, [])
  assert.deepEqual(said.plc.alsoKnownAs, ['at://yves.example.test'])
})

test('a mailed code can be made too old', async () => {
  const dora = sandbox.account('dora')
  const client = sandbox.client('alpha')
  await client.signIn(dora.did, dora.password)
  const asked = Date.now() - 1
  await client.post('com.atproto.identity.requestPlcOperationSignature')
  const [{ code }] = await (await fetch(`${sandbox.network.mailbox}/messages?to=${dora.email}&after=${asked}&wait=10000`)).json()
  await sandbox.control('POST', '/mail-codes/expire', { pds: 'alpha', did: dora.did })
  await assert.rejects(client.post('com.atproto.identity.signPlcOperation', { token: code }), /ExpiredToken/)
})

test('app passwords and invites are handed out', async () => {
  const { did, handle } = sandbox.account('bob')
  const { password } = await sandbox.control('POST', '/app-passwords', { pds: 'beta', did })
  await sandbox.client('beta').signIn(handle, password)
  assert.ok((await sandbox.control('POST', '/invites', { pds: 'beta' })).code)
})

test('a PDS can be stopped and restarted under the same address', async () => {
  const client = sandbox.client('beta')
  await sandbox.control('POST', '/pds/beta/stop')
  await assert.rejects(client.get('com.atproto.server.describeServer'), { status: 502 })
  await sandbox.control('POST', '/pds/beta/restart')
  await client.signIn(sandbox.account('bob').did, sandbox.account('bob').password)
})

test('the page server says that the page has not been built, and hands out the configuration', async () => {
  const config = await (await fetch(`${sandbox.network.page}config.json`)).json()
  assert.deepEqual(config, { plcDirectory: sandbox.network.plc, handleResolver: sandbox.network.doh, suggestedTargets: [] })
})
