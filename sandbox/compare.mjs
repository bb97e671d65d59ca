/**
 * Says whether an account arrived whole. Independent of the page: it reads both servers through the reference packages
 * and trusts nothing that either server counts by itself.
 */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { enumBlobRefs, cidForRawHash, getBlobCidString } from '@atproto/lex-data'
import { MemoryBlockstore, Repo, readCarWithRoot, verifyCommitSig } from '@atproto/repo'
import { XrpcError, fetchQuery, query } from './xrpc.mjs'

/** How many differences of one sort are spelled out. */
const SPELLED_OUT = 20

/** @returns what `POST /compare` answers (README.md) */
export async function compare({ did, source, target, sourceAuth, targetAuth, plcUrl }) {
  const differences = new Differences()
  const [before, after] = [await readRepo(source, did, sourceAuth), await readRepo(target, did, targetAuth)]
  compareRecords(before, after, differences)
  const sides = { did, source, target, sourceAuth, targetAuth }
  const blobBytes = await compareBlobs(sides, before.blobs, after.blobs, differences)
  await comparePreferences(sides, differences)

  const identity = await readIdentity(plcUrl, did)
  compareIdentity(identity, source, target, differences)
  const key = identity.signingKey
  const signatureValid = Boolean(key) && (await verifyCommitSig(after.commit, key))
  if (!signatureValid) {
    differences.add('commit', `the target's commit ${after.root} is not signed with the key of the DID document, ${key}`)
  }
  if (after.commit.did !== did) differences.add('commit', `the target's commit is of ${after.commit.did}`)

  const [sourceStatus, targetStatus] = [await statusOf(source, sourceAuth), await statusOf(target, targetAuth)]
  const sourceActive = sourceStatus.activated
  const targetActive = targetStatus.activated
  if (sourceActive) differences.add('status', 'the account is still active at the source')
  if (!targetActive) differences.add('status', 'the account is not active at the target')
  if (!targetStatus.validDid) differences.add('status', 'the target says that the DID document does not fit it')
  if (targetStatus.importedBlobs < targetStatus.expectedBlobs) {
    differences.add('status', `the target counts ${targetStatus.importedBlobs} blobs of ${targetStatus.expectedBlobs}`)
  }

  return {
    equal: differences.list.length === 0,
    differences: differences.list,
    records: after.records.size,
    blobs: after.blobs.size,
    blobBytes,
    plc: identity.data,
    commit: { signatureValid, key, root: after.root, rev: after.commit.rev },
    sourceActive,
    targetActive,
    sourceStatus,
    targetStatus,
  }
}

/** Reads a repo: `{root, commit, records: path → {cid, bytes}, blobs: CIDs its records refer to}`. Checks every block's hash. */
export async function readRepo(pds, did, auth) {
  const response = await fetchQuery(pds.innerUrl, 'com.atproto.sync.getRepo', { did }, auth)
  const { root, blocks } = await readCarWithRoot(new Uint8Array(await response.arrayBuffer()))
  const repo = await Repo.load(new MemoryBlockstore(blocks), root)
  const records = new Map()
  const blobs = new Set()
  for await (const { collection, rkey, cid, record } of repo.walkRecords()) {
    records.set(`${collection}/${rkey}`, { cid: cid.toString(), bytes: blocks.get(cid) })
    for (const ref of enumBlobRefs(record, { allowLegacy: true, strict: false })) blobs.add(getBlobCidString(ref))
  }
  return { root: root.toString(), commit: repo.commit, records, blobs }
}

function compareRecords(before, after, differences) {
  for (const [path, { cid, bytes }] of before.records) {
    const there = after.records.get(path)
    if (!there) differences.add('record', `missing at the target: ${path}`)
    else if (there.cid !== cid) differences.add('record', `differs: ${path}, ${cid} at the source, ${there.cid} at the target`)
    else if (Buffer.compare(bytes, there.bytes)) differences.add('record', `same CID, other bytes: ${path}`)
  }
  for (const path of after.records.keys()) {
    if (!before.records.has(path)) differences.add('record', `only at the target: ${path}`)
  }
}

/**
 * Compares what the records refer to; a blob that neither side has does not count as a difference.
 *
 * @returns how many bytes of blobs were found whole at the target
 */
async function compareBlobs({ did, source, target, sourceAuth, targetAuth }, before, after, differences) {
  let bytes = 0
  for (const cid of new Set([...before, ...after])) {
    const here = await readBlob(source, did, cid, sourceAuth)
    const there = await readBlob(target, did, cid, targetAuth)
    if (!here && !there) continue
    if (!there) differences.add('blob', `missing at the target: ${cid}`)
    else if (there.cid !== cid) differences.add('blob', `damaged at the target: ${cid}`)
    else bytes += there.bytes
    if (here && here.cid !== cid) differences.add('source blob', `damaged at the source: ${cid}`)
    if (here && there && here.type !== there.type) {
      differences.add('blob type', `${cid} is ${here.type} at the source, ${there.type} at the target`)
    }
  }
  return bytes
}

/** Hashes a blob as it comes: `{cid, bytes, type}`, or null where the server does not have it. */
export async function readBlob(pds, did, cid, auth) {
  try {
    const response = await fetchQuery(pds.innerUrl, 'com.atproto.sync.getBlob', { did, cid }, auth)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of response.body) {
      hash.update(chunk)
      bytes += chunk.length
    }
    return { cid: cidForRawHash(hash.digest()).toString(), bytes, type: response.headers.get('content-type') }
  } catch (error) {
    if (error instanceof XrpcError) return null
    throw error
  }
}

export async function comparePreferences({ source, target, sourceAuth, targetAuth }, differences) {
  const read = async (pds, auth) => (await query(pds.innerUrl, 'app.bsky.actor.getPreferences', {}, auth)).preferences
  const byType = (preferences) => preferences
    // Computed by newer servers from the birth date; nobody can write it.
    .filter(({ $type }) => $type !== 'app.bsky.actor.defs#declaredAgePref')
    .map((preference) => JSON.stringify(sortKeys(preference))).sort()
  const here = byType(await read(source, sourceAuth))
  const there = byType(await read(target, targetAuth))
  const onlyIn = (these, those) => these.filter((preference) => !those.includes(preference))
  for (const preference of onlyIn(here, there)) differences.add('preference', `missing at the target: ${preference}`)
  for (const preference of onlyIn(there, here)) differences.add('preference', `only at the target: ${preference}`)
}

async function readIdentity(plcUrl, did) {
  if (did.startsWith('did:web:')) {
    const host = decodeURIComponent(did.slice('did:web:'.length))
    const data = await (await fetch(`http://${host}/.well-known/did.json`)).json()
    const method = data.verificationMethod.find(({ id }) => id.endsWith('#atproto'))
    const service = data.service.find(({ id }) => id.endsWith('#atproto_pds'))
    return { data, signingKey: `did:key:${method.publicKeyMultibase}`, endpoint: service.serviceEndpoint }
  }
  const read = async (path) => (await fetch(`${plcUrl}/${did}${path}`)).json()
  const data = await read('/data')
  const log = (await read('/log/audit')).filter(({ nullified }) => !nullified).map(({ operation }) => operation)
  return { data, log, signingKey: data.verificationMethods.atproto, endpoint: data.services.atproto_pds?.endpoint }
}

/** What the person had in the document beside the source's own entries must still be there. */
function compareIdentity({ data, log, endpoint }, source, target, differences) {
  if (endpoint !== target.publicUrl) {
    differences.add('identity', `the DID document names ${endpoint}, not the target ${target.publicUrl}`)
  }
  const atSource = log?.findLast((operation) => operation.services?.atproto_pds?.endpoint === source.publicUrl)
  if (!atSource) return
  // The first operation's only key is the source's, unless the person brought a recovery key.
  const sourceKeys = log[0].rotationKeys ?? []
  for (const key of atSource.rotationKeys) {
    if (!sourceKeys.includes(key) && !data.rotationKeys.includes(key)) differences.add('identity', `rotation key lost: ${key}`)
  }
  for (const field of ['verificationMethods', 'services']) {
    for (const [id, value] of Object.entries(atSource[field])) {
      if (/^atproto(_pds)?$/.test(id)) continue
      if (!isDeepStrictEqual(data[field][id], value)) differences.add('identity', `lost from ${field}: ${id}`)
    }
  }
}

function statusOf(pds, auth) {
  return query(pds.innerUrl, 'com.atproto.server.checkAccountStatus', {}, auth)
}

function sortKeys(value) {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sortKeys(value[key])]))
}

/** Sentences about what differs, a few of each sort. */
export class Differences {
  list = []
  #counts = new Map()

  add(sort, text) {
    const count = (this.#counts.get(sort) ?? 0) + 1
    this.#counts.set(sort, count)
    if (count <= SPELLED_OUT) this.list.push(`${sort}: ${text}`)
    else if (count === SPELLED_OUT + 1) this.list.push(`${sort}: and more`)
  }
}
