import assert from 'node:assert/strict'
import { once } from 'node:events'
import http2 from 'node:http2'
import https from 'node:https'
import { after, before, test } from 'node:test'
import { Sandbox } from './sandbox.mjs'

let sandbox
let account
let session
before(async () => {
  sandbox = await Sandbox.start('--tls', '--no-seed', '--pds', 'alpha=0.4', '--pds', 'beta=0.5,blobLimit=31000000')
  account = await sandbox.control('POST', '/accounts', { pds: 'beta', name: 'alice', posts: 3, images: 1 })
  session = http2.connect(`https://beta.test:${sandbox.network.tls.port}`, {
    // Node's client refuses the headers of an answer while it holds more than this, in megabytes, that is yet to be sent.
    maxSessionMemory: 100,
    ca: sandbox.network.tls.certificate, lookup: (host, options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
})
after(async () => {
  session.close()
  await sandbox.stop()
})

async function request(headers, body) {
  const stream = session.request({ ':authority': 'beta.test', ...headers }, { endStream: body === undefined })
  if (body !== undefined) stream.end(body)
  const [answer] = await once(stream, 'response')
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return { status: answer[':status'], body: Buffer.concat(chunks) }
}

async function signIn() {
  const { body } = await request(
    { ':method': 'POST', ':path': '/xrpc/com.atproto.server.createSession', 'content-type': 'application/json' },
    JSON.stringify({ identifier: account.did, password: account.password }),
  )
  return { authorization: `Bearer ${JSON.parse(body).accessJwt}` }
}

test('the names of the servers are https and without a port', async () => {
  const { url, did } = sandbox.network.pdses.beta
  assert.deepEqual([url, did], ['https://beta.test', 'did:web:beta.test'])
  const document = await (await fetch(`${sandbox.network.plc}/${account.did}/data`)).json()
  assert.equal(document.services.atproto_pds.endpoint, url)
})

test('HTTP/2 is spoken, with a certificate that holds for the name', async () => {
  const { status, body } = await request({ ':path': '/xrpc/com.atproto.server.describeServer' })
  assert.equal(session.alpnProtocol, 'h2')
  assert.equal(status, 200)
  assert.equal(JSON.parse(body).did, 'did:web:beta.test')
})

test('HTTP/1.1 is spoken as well, and every name reaches its own server', async () => {
  const [response] = await once(https.get({
    host: '127.0.0.1', servername: 'alpha.test', port: sandbox.network.tls.port, ca: sandbox.network.tls.certificate,
    path: '/xrpc/com.atproto.server.describeServer', headers: { host: 'alpha.test' }, agent: false,
  }), 'response')
  const chunks = []
  for await (const chunk of response) chunks.push(chunk)
  assert.equal(JSON.parse(Buffer.concat(chunks)).did, 'did:web:alpha.test')
})

test('body-less POSTs and large uploads of unknown length pass', async () => {
  const auth = await signIn()
  const activated = await request({ ':method': 'POST', ':path': '/xrpc/com.atproto.server.activateAccount', ...auth })
  assert.equal(activated.status, 200)
  const bytes = Buffer.alloc(30000000, 9)
  const { status, body } = await request({
    ':method': 'POST', ':path': '/xrpc/com.atproto.repo.uploadBlob', 'content-type': 'application/octet-stream', ...auth,
  }, bytes)
  assert.equal(status, 200)
  assert.equal(JSON.parse(body).blob.size, bytes.length)
})

test('a refusal of an upload that is still being sent can be read', async () => {
  const { status, body } = await request({
    ':method': 'POST', ':path': '/xrpc/com.atproto.repo.uploadBlob', 'content-type': 'application/octet-stream', ...(await signIn()),
  }, Buffer.alloc(40000000, 9))
  assert.equal(status, 413)
  assert.equal(JSON.parse(body).error, 'PayloadTooLarge')
})

test('an answer that a fault makes can be read, even while the request is being sent', async () => {
  await sandbox.control('POST', '/faults', { nsid: 'com.atproto.repo.uploadBlob', kind: 'expireToken' })
  const { status } = await request(
    { ':method': 'POST', ':path': '/xrpc/com.atproto.repo.uploadBlob', 'content-type': 'application/octet-stream' },
    Buffer.alloc(20000000),
  )
  assert.equal(status, 400)
})

test('a fault breaks one stream and leaves the connection', async () => {
  const { cids } = JSON.parse((await request({ ':path': `/xrpc/com.atproto.sync.listBlobs?did=${account.did}` })).body)
  const path = `/xrpc/com.atproto.sync.getBlob?did=${account.did}&cid=${cids[0]}`
  await sandbox.control('POST', '/faults', { pds: 'beta', nsid: 'com.atproto.sync.getBlob', kind: 'resetAfter', bytes: 1000 })
  await assert.rejects(request({ ':path': path }), /INTERNAL_ERROR/)
  assert.equal((await request({ ':path': path })).status, 200)
})
