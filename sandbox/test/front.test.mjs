import assert from 'node:assert/strict'
import http from 'node:http'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { Sandbox } from './sandbox.mjs'

let sandbox
let account
before(async () => {
  sandbox = await Sandbox.start('--no-seed', '--pds', 'alpha=0.5')
  account = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'alice', posts: 5, images: 2, imageBytes: 300000 })
})
after(() => sandbox.stop())
afterEach(() => sandbox.control('DELETE', '/faults'))

const fault = (more) => sandbox.control('POST', '/faults', { pds: 'alpha', ...more })
/** Resolves once a request has met the fault. */
const hit = async () => {
  while ((await sandbox.control('GET', '/faults')).every(({ hits }) => hits === 0)) await setTimeout(20)
}
const client = () => sandbox.client('alpha')
const signedIn = async () => {
  const signed = client()
  await signed.signIn(account.did, account.password)
  return signed
}
const firstBlob = async () => {
  const { cids } = await client().get('com.atproto.sync.listBlobs', { did: account.did })
  return { did: account.did, cid: cids[0] }
}
const GET_BLOB = 'com.atproto.sync.getBlob'
const GET_REPO = 'com.atproto.sync.getRepo'

test('flipByte changes one byte of one call', async () => {
  const blob = await firstBlob()
  const sound = await client().bytes(GET_BLOB, blob)
  await fault({ nsid: GET_BLOB, call: 2, kind: 'flipByte', at: 1000 })
  assert.deepEqual(await client().bytes(GET_BLOB, blob), sound)
  const { bytes } = await client().bytes(GET_BLOB, blob)
  const differing = [...bytes.keys()].filter((i) => bytes[i] !== sound.bytes[i])
  assert.deepEqual(differing, [1000])
  assert.deepEqual(await client().bytes(GET_BLOB, blob), sound)
})

test('a fault may pick its request by a part of the URL', async () => {
  const { cids } = await client().get('com.atproto.sync.listBlobs', { did: account.did })
  await fault({ nsid: GET_BLOB, match: cids[1], kind: 'status', status: 400, error: 'BlobNotFound', message: 'gone' })
  await client().bytes(GET_BLOB, { did: account.did, cid: cids[0] })
  await assert.rejects(client().bytes(GET_BLOB, { did: account.did, cid: cids[1] }), /400.*BlobNotFound/)
})

test('truncate ends the answer properly but early', async () => {
  await fault({ nsid: GET_REPO, kind: 'truncate', bytes: 500 })
  const { bytes } = await client().bytes(GET_REPO, { did: account.did })
  assert.equal(bytes.length, 500)
})

test('gzipTruncate ends compressed data early without a broken connection', async () => {
  await fault({ nsid: GET_REPO, kind: 'gzipTruncate', bytes: 300 })
  const { port } = new URL(sandbox.network.pdses.alpha.url)
  const [headers, length] = await new Promise((resolve, reject) => {
    http.get({ host: 'localhost', port, path: `/xrpc/${GET_REPO}?did=${account.did}`, headers: { 'accept-encoding': 'gzip' } }, (res) => {
      let received = 0
      res.on('data', (chunk) => { received += chunk.length })
      res.on('end', () => resolve([res.headers, received]))
      res.on('error', reject)
    })
  })
  assert.equal(headers['content-encoding'], 'gzip')
  assert.equal(length, 300)
})

test('resetAfter breaks the connection within the body', async () => {
  const blob = await firstBlob()
  await fault({ nsid: GET_BLOB, kind: 'resetAfter', bytes: 100000 })
  const response = await client().fetch(`${GET_BLOB}?${new URLSearchParams(blob)}`)
  let received = 0
  await assert.rejects(async () => {
    for await (const chunk of response.body) received += chunk.length
  })
  assert.ok(received <= 100000)
})

test('stall leaves the answer open until the client gives up', async () => {
  const blob = await firstBlob()
  await fault({ nsid: GET_BLOB, kind: 'stall', bytes: 1000 })
  const giveUp = new AbortController()
  const response = await client().fetch(`${GET_BLOB}?${new URLSearchParams(blob)}`, { signal: giveUp.signal })
  const reader = response.body.getReader()
  assert.equal((await reader.read()).value.length, 1000)
  const next = reader.read()
  giveUp.abort()
  await assert.rejects(next, { name: 'AbortError' })
})

test('swapDid hands out the repo of another account', async () => {
  const other = await sandbox.control('POST', '/accounts', { pds: 'alpha', name: 'another', posts: 1 })
  const expected = await client().bytes(GET_REPO, { did: other.did })
  await fault({ nsid: GET_REPO, kind: 'swapDid', did: other.did })
  assert.deepEqual(await client().bytes(GET_REPO, { did: account.did }), expected)
})

test('patchJson changes a field of an answer', async () => {
  await fault({ nsid: 'com.atproto.server.describeServer', kind: 'patchJson', set: { blobUploadLimit: 7, 'links.x': 'y' } })
  const described = await client().get('com.atproto.server.describeServer')
  assert.equal(described.blobUploadLimit, 7)
  assert.equal(described.links.x, 'y')
})

test('expireToken answers as a PDS does when a token has expired, readable by a page', async () => {
  await fault({ nsid: GET_REPO, kind: 'expireToken' })
  const response = await fetch(`${sandbox.network.pdses.alpha.url}/xrpc/${GET_REPO}?did=${account.did}`)
  assert.equal(response.status, 400)
  assert.equal(response.headers.get('access-control-allow-origin'), '*')
  assert.equal((await response.json()).error, 'ExpiredToken')
})

test('status passes headers on', async () => {
  await fault({ nsid: GET_REPO, kind: 'status', status: 429, error: 'RateLimitExceeded', headers: { 'retry-after': '3' } })
  const response = await fetch(`${sandbox.network.pdses.alpha.url}/xrpc/${GET_REPO}?did=${account.did}`)
  assert.deepEqual([response.status, response.headers.get('retry-after')], [429, '3'])
})

test('html502 has no CORS headers', async () => {
  await fault({ nsid: GET_REPO, kind: 'html502' })
  const response = await fetch(`${sandbox.network.pdses.alpha.url}/xrpc/${GET_REPO}?did=${account.did}`)
  assert.equal(response.status, 502)
  assert.equal(response.headers.get('access-control-allow-origin'), null)
})

test('replyLost lets the server act and breaks the connection', async () => {
  const signed = await signedIn()
  const { indexedRecords } = await signed.get('com.atproto.server.checkAccountStatus')
  await fault({ nsid: 'com.atproto.repo.createRecord', kind: 'replyLost' })
  const record = { $type: 'app.bsky.feed.post', text: 'lost', createdAt: new Date().toISOString() }
  await assert.rejects(signed.post('com.atproto.repo.createRecord', { repo: account.did, collection: record.$type, record }), TypeError)
  assert.equal((await signed.get('com.atproto.server.checkAccountStatus')).indexedRecords, indexedRecords + 1)
})

test('resetUpload breaks the connection within the request, and nothing is stored', async () => {
  const signed = await signedIn()
  await fault({ nsid: 'com.atproto.repo.uploadBlob', kind: 'resetUpload', bytes: 200000 })
  const bytes = new Uint8Array(1000000).fill(7)
  await assert.rejects(signed.post('com.atproto.repo.uploadBlob', bytes, 'application/octet-stream'), TypeError)
  await signed.post('com.atproto.repo.uploadBlob', bytes, 'application/octet-stream')
})

test('stallUpload takes no more of the request and says nothing, and nothing is stored', async () => {
  const signed = await signedIn()
  await fault({ nsid: 'com.atproto.repo.uploadBlob', kind: 'stallUpload', bytes: 200000 })
  const bytes = new Uint8Array(1000000).fill(8)
  const stalled = signed.post('com.atproto.repo.uploadBlob', bytes, 'application/octet-stream').then(() => 'answered', () => 'broken')
  await hit() // two requests at once may overtake one another
  await signed.post('com.atproto.repo.uploadBlob', bytes, 'application/octet-stream')
  assert.equal(await Promise.race([stalled, Promise.resolve('still waits')]), 'still waits')
})

test('refuse breaks the connection before an answer, and the next call is answered', async () => {
  await fault({ nsid: GET_REPO, kind: 'refuse' })
  await assert.rejects(client().bytes(GET_REPO, { did: account.did }), TypeError)
  await client().bytes(GET_REPO, { did: account.did })
  const [entry] = (await sandbox.control('GET', '/faults'))
  assert.deepEqual([entry.seen, entry.hits], [2, 1])
})

test('delay and throttle make a call slow, and change nothing else', async () => {
  const blob = await firstBlob()
  const sound = await client().bytes(GET_BLOB, blob)
  await fault({ nsid: GET_BLOB, kind: 'delay', millis: 200 })
  await fault({ nsid: GET_BLOB, kind: 'throttle', bytesPerSecond: 1000000 })
  const started = performance.now()
  assert.deepEqual(await client().bytes(GET_BLOB, blob), sound)
  assert.ok(performance.now() - started > 400)
})

test('an unknown fault is refused with the list of those there are', async () => {
  await assert.rejects(fault({ kind: 'nonsense' }), /flipByte/)
})

test('preflights reach the PDS and are not counted as calls', async () => {
  await fault({ nsid: GET_REPO, kind: 'expireToken' })
  const url = `${sandbox.network.pdses.alpha.url}/xrpc/${GET_REPO}?did=${account.did}`
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost', 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization',
    },
  })
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*')
  assert.equal((await fetch(url)).status, 400)
})

test('a body-less POST stays body-less, chunked bodies pass, and an early 413 is readable', async () => {
  const signed = await signedIn()
  await signed.post('com.atproto.server.activateAccount')
  const chunked = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(70000).fill(1))
      controller.enqueue(new Uint8Array(70000).fill(2))
      controller.close()
    },
  })
  const response = await signed.fetch('com.atproto.repo.uploadBlob', {
    method: 'POST', body: chunked, duplex: 'half', headers: { 'content-type': 'application/octet-stream' },
  })
  assert.equal((await response.json()).blob.size, 140000)
})

test('the log tells sizes and hides secrets', async () => {
  await sandbox.control('DELETE', '/log')
  const blob = await firstBlob()
  const { bytes } = await client().bytes(GET_BLOB, blob)
  await client().fetch(`${GET_BLOB}?token=hush`).catch(() => {})
  const log = await sandbox.control('GET', '/log')
  const entry = log.find(({ nsid, path }) => nsid === GET_BLOB && path.includes(blob.cid))
  assert.equal(entry.status, 200)
  assert.equal(entry.responseBytes, bytes.length)
  assert.equal(entry.pds, 'alpha')
  assert.ok(!JSON.stringify(log).includes('hush'))
})

test('a blob can be damaged on disk and mended', async () => {
  const blob = await firstBlob()
  const sound = await client().bytes(GET_BLOB, blob)
  await sandbox.control('POST', '/blobs/corrupt', { pds: 'alpha', ...blob })
  const damaged = await client().bytes(GET_BLOB, blob)
  assert.equal(damaged.bytes.length, sound.bytes.length)
  assert.notDeepEqual(damaged.bytes, sound.bytes)
  await sandbox.control('POST', '/blobs/restore', { pds: 'alpha', ...blob })
  assert.deepEqual(await client().bytes(GET_BLOB, blob), sound)
})
