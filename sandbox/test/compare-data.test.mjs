import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compareData } from '../compare-data.mjs'
import { moveData } from './raw-migration.mjs'
import { Sandbox } from './sandbox.mjs'

let sandbox
let account
let moved
before(async () => {
  sandbox = await Sandbox.start('--no-seed', '--pds', 'alpha=0.4', '--pds', 'beta=0.5')
  account = await sandbox.control('POST', '/accounts', {
    pds: 'alpha', name: 'alice', records: 5, recordBytes: 20000, images: 2, preferences: true,
  })
  moved = await moveData(sandbox, account, 'alpha', 'beta')
})
after(() => sandbox.stop())

function compareNow() {
  return compareData({
    did: account.did,
    source: sandbox.network.pdses.alpha,
    target: sandbox.network.pdses.beta,
    sourceAuth: `Bearer ${moved.source.token}`,
    targetAuth: `Bearer ${moved.target.token}`,
  })
}

test('records can be as large as wished', async () => {
  const { records } = await moved.source.get('com.atproto.repo.listRecords', { repo: account.did, collection: 'test.sandbox.note' })
  assert.deepEqual(records.map(({ value }) => value.text.length), Array(5).fill(20000))
})

test('a moved account is equal before its identity moves', async () => {
  const said = await compareNow()
  assert.deepEqual(said.differences, [])
  assert.equal(said.equal, true)
  assert.equal(said.blobs, 2)
  assert.ok(said.blocks > 5)
})

test('a damaged blob is a difference', async () => {
  const { cids: [cid] } = await moved.source.get('com.atproto.sync.listBlobs', { did: account.did })
  await sandbox.control('POST', '/blobs/corrupt', { pds: 'beta', did: account.did, cid })
  assert.deepEqual((await compareNow()).differences, [`blob: damaged at the target: ${cid}`])
  await sandbox.control('POST', '/blobs/restore', { pds: 'beta', did: account.did, cid })
})

test('lost preferences are differences', async () => {
  await moved.target.post('app.bsky.actor.putPreferences', { preferences: [] })
  const { differences } = await compareNow()
  assert.ok(differences.length > 3)
  for (const difference of differences) assert.match(difference, /^preference: missing at the target/)
})

test('a write at the source that did not move is a difference', async () => {
  await sandbox.control('POST', '/write', { pds: 'alpha', did: account.did, count: 1 })
  const { differences } = await compareNow()
  assert.ok(differences.some((difference) => difference.startsWith('repo: root ')))
  assert.ok(differences.some((difference) => difference.startsWith('block: missing at the target')))
  assert.ok(differences.some((difference) => difference.startsWith('status: indexedRecords')))
})

test('blobs that were never sent are missing', async () => {
  const other = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'bert', images: 1, preferences: true })
  await sandbox.control('POST', '/faults', { pds: 'beta', nsid: 'com.atproto.repo.uploadBlob', kind: 'status', status: 400 })
  const [source, target] = [sandbox.client('alpha'), sandbox.client('beta')]
  await assert.rejects(moveData(sandbox, other, 'alpha', 'beta'))
  await source.signIn(other.did, other.password)
  await target.signIn(other.did, `${other.password} at the target`)
  const { differences } = await compareData({
    did: other.did, source: sandbox.network.pdses.alpha, target: sandbox.network.pdses.beta,
    sourceAuth: `Bearer ${source.token}`, targetAuth: `Bearer ${target.token}`,
  })
  assert.ok(differences.some((difference) => difference.startsWith('status: the target counts 0 blobs of 1')))
  assert.ok(differences.some((difference) => difference.startsWith('blob: the target says it misses ')))
  assert.ok(differences.some((difference) => difference.startsWith('blob: missing at the target: ')))
})
