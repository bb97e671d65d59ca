/**
 * Reads a CAR file through the reference packages, for tests of what we write:
 *
 *     sandbox/node sandbox/read-car.mjs FILE DID:KEY   → one line of JSON {root, did, rev, records, blobs: [CID], signatureValid}
 *
 * Checks every block's hash, loads the repo and walks all of its records.
 */
import { readFile } from 'node:fs/promises'
import { enumBlobRefs, getBlobCidString } from '@atproto/lex-data'
import { MemoryBlockstore, Repo, readCarWithRoot, verifyCommitSig } from '@atproto/repo'

const [file, key] = process.argv.slice(2)
const { root, blocks } = await readCarWithRoot(new Uint8Array(await readFile(file)))
const repo = await Repo.load(new MemoryBlockstore(blocks), root)
let records = 0
const blobs = new Set()
for await (const { record } of repo.walkRecords()) {
  records++
  for (const ref of enumBlobRefs(record, { allowLegacy: true, strict: false })) blobs.add(getBlobCidString(ref))
}
const { did, rev } = repo.commit
const signatureValid = await verifyCommitSig(repo.commit, key)
console.log(JSON.stringify({ root: root.toString(), did, rev, records, blobs: [...blobs].sort(), signatureValid }))
