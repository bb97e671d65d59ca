/**
 * Writes random repos as CAR files, made by the reference packages, for tests that read repos:
 *
 *     random-repos.mjs OUTDIR SEED COUNT
 *
 * `index.json` beside them: list of `{file, did, signingKey, curve, root, rev, records: [{path, cid}], blobs: [cid]}`,
 * records in key order, blobs sorted and each once. The same seed gives the same records; keys and with them signatures
 * are new each time.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cidForRawHash } from '@atproto/lex-data'
import { cidForRecord } from '@atproto/repo'
import { buildRepo, newKey } from './offline-repo.mjs'

/** Record counts that the first repos take in turn; later ones are of random size. */
const SIZES = [0, 1, 2, 7, 40, 300, 3000]
const LARGEST_RANDOM = 600

const COLLECTIONS = [
  'app.bsky.feed.post', 'app.bsky.feed.like', 'app.bsky.graph.follow', 'com.example.record', 'a.b.c',
  'test.sandbox.longNameThatFillsTheKey',
]
const LETTERS = [...'abcdefghij klmnop éß漢😀']
const KEY_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~:-'
const TID_CHARACTERS = '234567abcdefghijklmnopqrstuvwxyz'

const [folder, seed, count] = process.argv.slice(2)
if (!folder || !seed || !/^\d+$/.test(count ?? '')) {
  console.error('random-repos.mjs OUTDIR SEED COUNT')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
const index = []
for (let i = 0; i < Number(count); i++) index.push(await writeRepo(`repo-${i}.car`, i))
writeFileSync(join(folder, 'index.json'), JSON.stringify(index, null, 1))

async function writeRepo(file, number) {
  const random = randomOf(`${seed} ${number}`)
  const size = SIZES[number] ?? random(LARGEST_RANDOM)
  const did = `did:plc:${text(random, 'abcdefghijklmnopqrstuvwxyz234567', 24)}`
  const curve = number % 2 ? 'p256' : 'k256'
  const key = await newKey(curve)
  const blobs = new Set()
  const writes = new Map()
  while (writes.size < size) {
    const collection = COLLECTIONS[random(COLLECTIONS.length)]
    const rkey = recordKey(random)
    writes.set(`${collection}/${rkey}`, { collection, rkey, value: record(random, collection, blobs) })
  }
  const { car, root, rev } = await buildRepo(did, [...writes.values()], key, tid(random))
  writeFileSync(join(folder, file), car)

  const records = []
  for (const path of [...writes.keys()].sort()) {
    records.push({ path, cid: (await cidForRecord(writes.get(path).value)).toString() })
  }
  return { file, did, signingKey: key.did(), curve, root: root.toString(), rev, records, blobs: [...blobs].sort() }
}

/** Mostly TIDs, some short, some odd, a few as long as a record key may be. */
function recordKey(random) {
  const sort = random(20)
  if (sort < 12) return tid(random)
  if (sort < 18) return key(random, 1 + random(30))
  return key(random, 200 + random(313))
}

function key(random, length) {
  const made = text(random, KEY_CHARACTERS, length)
  return made === '.' || made === '..' ? 'self' : made
}

function tid(random) {
  return text(random, '234567abcdefghij', 1) + text(random, TID_CHARACTERS, 12)
}

function record(random, collection, blobs) {
  const value = { $type: collection, text: text(random, LETTERS, random(200)), count: random(2 ** 30) - 2 ** 29 }
  if (random(3) === 0) value.nested = { empty: {}, list: [null, true, false, -1, 2 ** 53 - 1], deep: [[{ key: 'value' }]] }
  if (random(4) === 0) value.bytes = Uint8Array.from({ length: random(40) }, () => random(256))
  if (random(5) === 0) value.embed = { images: Array.from({ length: 1 + random(4) }, () => ({ alt: '', image: blobRef(random, blobs) })) }
  if (random(40) === 0) value.avatar = legacyRef(random, blobs)
  return value
}

function blobRef(random, blobs) {
  return { $type: 'blob', ref: blobCid(random, blobs), mimeType: 'image/jpeg', size: random(1000000) }
}

function legacyRef(random, blobs) {
  return { cid: blobCid(random, blobs).toString(), mimeType: 'image/png' }
}

/** One of few blobs, so that several records refer to the same. */
function blobCid(random, blobs) {
  const cid = cidForRawHash(createHash('sha256').update(`${seed} blob ${random(200)}`).digest())
  blobs.add(cid.toString())
  return cid
}

function text(random, characters, length) {
  let made = ''
  for (let i = 0; i < length; i++) made += characters[random(characters.length)]
  return made
}

/** Returns `random(n)`: an integer from 0 to below n, the next of the sequence that `seed` stands for (mulberry32). */
function randomOf(seed) {
  let state = createHash('sha256').update(seed).digest().readUInt32LE()
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n)
  }
}
