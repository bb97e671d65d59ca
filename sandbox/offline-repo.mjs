/** Builds a repo away from any server, for accounts with more records than `applyWrites` writes in a reasonable time. */
import { P256Keypair, Secp256k1Keypair } from '@atproto/crypto'
import { MemoryBlockstore, Repo, WriteOpAction, blocksToCarFile } from '@atproto/repo'

/**
 * @param did that stands in the commit
 * @param writes list of `{collection, rkey, value}`, values in the data model (links are CID objects)
 * @param keypair that signs the commit
 * @param rev TID of the commit; absent = now
 * @returns `{car, root, rev, blocks}`: the CAR's bytes, the commit's CID, and how many blocks there are
 */
export async function buildRepo(did, writes, keypair, rev) {
  const initial = writes.map(({ collection, rkey, value }) => ({ action: WriteOpAction.Create, collection, rkey, record: value }))
  const commit = await Repo.formatInitCommit(new MemoryBlockstore(), did, keypair, initial, rev)
  const car = await blocksToCarFile(commit.cid, commit.newBlocks)
  return { car, root: commit.cid, rev: commit.rev, blocks: commit.newBlocks.size }
}

/** A new signing key: `curve` is k256 (what PDSs make) or p256. */
export function newKey(curve = 'k256') {
  return curve === 'p256' ? P256Keypair.create({ exportable: true }) : Secp256k1Keypair.create({ exportable: true })
}
