/**
 * Says whether everything that an account consists of lies at the target, byte for byte, before its identity has moved.
 * Streams both sides, so that accounts of any size can be compared; `compare.mjs` looks at a finished move.
 */
import { createHash } from 'node:crypto'
import { readCarStream } from '@atproto/repo'
import { Differences, comparePreferences, readBlob } from './compare.mjs'
import { fetchQuery, query } from './xrpc.mjs'

const PAGE = 500

/**
 * @param source and `target` are `{innerUrl}`; `sourceAuth` and `targetAuth` values of the Authorization header there
 * @returns `{equal, differences: [text], blocks, blobs, blobBytes}`: what was found whole at the target
 */
export async function compareData({ did, source, target, sourceAuth, targetAuth }) {
  const differences = new Differences()
  const blocks = await compareBlocks({ did, source, target, sourceAuth, targetAuth }, differences)
  await compareHeads({ source, target, sourceAuth, targetAuth }, differences)
  const { blobs, blobBytes } = await compareBlobs({ did, source, target, sourceAuth, targetAuth }, differences)
  await comparePreferences({ source, target, sourceAuth, targetAuth }, differences)
  return { equal: differences.list.length === 0, differences: differences.list, blocks, blobs, blobBytes }
}

/** The same root and the same set of blocks; a block is its hash, which is checked on both sides. */
async function compareBlocks({ did, source, target, sourceAuth, targetAuth }, differences) {
  const [here, there] = [await readBlocks(source, did, sourceAuth), await readBlocks(target, did, targetAuth)]
  if (here.roots !== there.roots) differences.add('repo', `root ${there.roots} instead of ${here.roots}`)
  for (const cid of here.cids) if (!there.cids.has(cid)) differences.add('block', `missing at the target: ${cid}`)
  for (const cid of there.cids) if (!here.cids.has(cid)) differences.add('block', `only at the target: ${cid}`)
  return there.cids.size
}

async function readBlocks(pds, did, auth) {
  const { body } = await fetchQuery(pds.innerUrl, 'com.atproto.sync.getRepo', { did }, auth)
  // Checks the hash of every block.
  const { roots, blocks } = await readCarStream(body)
  const cids = new Set()
  for await (const { cid } of blocks) cids.add(cid.toString())
  return { roots: roots.join(' '), cids }
}

async function compareHeads({ source, target, sourceAuth, targetAuth }, differences) {
  const statusOf = (pds, auth) => query(pds.innerUrl, 'com.atproto.server.checkAccountStatus', {}, auth)
  const [here, there] = [await statusOf(source, sourceAuth), await statusOf(target, targetAuth)]
  for (const name of ['repoCommit', 'indexedRecords', 'expectedBlobs']) {
    if (here[name] !== there[name]) differences.add('status', `${name} is ${there[name]} instead of ${here[name]}`)
  }
  if (there.importedBlobs !== there.expectedBlobs) {
    differences.add('status', `the target counts ${there.importedBlobs} blobs of ${there.expectedBlobs}`)
  }
  const { blobs } = await query(target.innerUrl, 'com.atproto.repo.listMissingBlobs', { limit: PAGE }, targetAuth)
  for (const { cid } of blobs) differences.add('blob', `the target says it misses ${cid}`)
}

async function compareBlobs({ did, source, target, sourceAuth, targetAuth }, differences) {
  let blobs = 0
  let blobBytes = 0
  for await (const cid of listBlobs(source, did, sourceAuth)) {
    const here = await readBlob(source, did, cid, sourceAuth)
    const there = await readBlob(target, did, cid, targetAuth)
    if (here?.cid !== cid) {
      differences.add('source blob', `not whole at the source: ${cid}`)
    } else if (there?.cid !== cid) {
      differences.add('blob', `${there ? 'damaged' : 'missing'} at the target: ${cid}`)
    } else if (there.type !== here.type) {
      differences.add('blob type', `${cid} is ${here.type} at the source, ${there.type} at the target`)
    } else {
      blobs++
      blobBytes += there.bytes
    }
  }
  return { blobs, blobBytes }
}

async function* listBlobs(pds, did, auth) {
  let cursor
  do {
    const response = await fetchQuery(pds.innerUrl, 'com.atproto.sync.listBlobs', { did, limit: PAGE, cursor }, auth)
    const page = await response.json()
    yield* page.cids
    cursor = page.cursor
  } while (cursor)
}
