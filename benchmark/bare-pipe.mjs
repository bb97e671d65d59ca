/**
 * The bare pipe: moves an account by piping each answer of the source into a request to the target, several blobs at a time.
 * Stores nothing, verifies nothing: what it takes is what the two servers and the line between take.
 *
 * A process of its own. Its standard input is one line of JSON (`{did, sourceUrl, sourcePassword, targetUrl, targetHandle,
 * targetPassword, email, concurrency, tls?}`); its standard output, one line at the end: `{blobs}`.
 */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { transportTo } from './pipe-transport.mjs'

class Client {
  constructor(transport) {
    this.transport = transport
  }

  async call(nsid, { parameters, json, body, headers = {}, token = this.token } = {}) {
    const query = parameters ? `?${new URLSearchParams(parameters)}` : ''
    const answer = await this.transport.request({
      method: json || body ? 'POST' : 'GET',
      path: `/xrpc/${nsid}${query}`,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: json ? Buffer.from(JSON.stringify(json)) : body,
    })
    if (answer.status !== 200) throw new Error(`${nsid}: ${answer.status} ${await text(answer.body)}`)
    return answer
  }

  async json(nsid, options) {
    const said = await text((await this.call(nsid, options)).body)
    return said ? JSON.parse(said) : {}
  }
}

async function text(stream) {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function move({ did, sourceUrl, sourcePassword, targetUrl, targetHandle, targetPassword, email, concurrency, tls }) {
  const transports = [sourceUrl, targetUrl].map((url) => transportTo(url, concurrency, tls))
  const [source, target] = transports.map((transport) => new Client(transport))
  const session = await source.json('com.atproto.server.createSession', { json: { identifier: did, password: sourcePassword } })
  source.token = session.accessJwt
  const { did: aud } = await target.json('com.atproto.server.describeServer')
  const { token } = await source.json('com.atproto.server.getServiceAuth', {
    parameters: { aud, lxm: 'com.atproto.server.createAccount' },
  })
  const made = await target.json('com.atproto.server.createAccount', {
    json: { did, handle: targetHandle, email, password: targetPassword }, token,
  })
  target.token = made.accessJwt

  const repo = await source.call('com.atproto.sync.getRepo', { parameters: { did } })
  await target.json('com.atproto.repo.importRepo', { body: repo.body, headers: { 'content-type': 'application/vnd.ipld.car' } })

  const cids = await missing(target)
  let next = 0
  const work = async () => {
    while (next < cids.length) await copyBlob(source, target, did, cids[next++])
  }
  await Promise.all(Array.from({ length: concurrency }, work))

  const { preferences } = await source.json('app.bsky.actor.getPreferences')
  await target.json('app.bsky.actor.putPreferences', { json: { preferences } })
  for (const transport of transports) transport.close()
  return { blobs: cids.length }
}

async function missing(target) {
  const cids = []
  let cursor
  do {
    const parameters = { limit: 500, ...(cursor ? { cursor } : {}) }
    const page = await target.json('com.atproto.repo.listMissingBlobs', { parameters })
    cids.push(...page.blobs.map(({ cid }) => cid))
    cursor = page.cursor
  } while (cursor)
  return cids
}

async function copyBlob(source, target, did, cid) {
  const { headers, body } = await source.call('com.atproto.sync.getBlob', { parameters: { did, cid }, token: null })
  const about = { 'content-type': headers['content-type'] }
  // Compressed on its way, its length is not the blob's.
  if (headers['content-length'] && !headers['content-encoding']) about['content-length'] = headers['content-length']
  await target.json('com.atproto.repo.uploadBlob', { body, headers: about })
}

const [line] = await once(createInterface({ input: process.stdin }), 'line')
const moved = await move(JSON.parse(line))
process.stdout.write(`${JSON.stringify(moved)}\n`)
process.exit(0)
