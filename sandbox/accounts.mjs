/** The accounts of the network: makes them, fills them, and remembers what a person would know about them. */
import { cidForRawHash } from '@atproto/lex-data'
import { planContent, planLater, preferences, replyThread } from './content.mjs'
import { createOnDidWeb } from './did-web.mjs'
import { ControlError } from './http-json.mjs'
import { buildRepo, newKey } from './offline-repo.mjs'
import { plantKeys } from './plc-operations.mjs'
import { XrpcError, admin, bearer, procedure, query, signIn, upload } from './xrpc.mjs'

/** What the server takes in one `applyWrites`. */
const WRITES_A_CALL = 200
/** From so many records on, a repo is built offline and imported. */
const OFFLINE_FROM = 2000
/** Stands in preferences as a labeler that nobody runs. */
const SOME_LABELER = 'did:plc:ar7c4by46qjdydhdevvrndac'

export class Accounts {
  #accounts = []
  /** Handles outside of the PDSs' own domains → DID, as if their owners had set the DNS record. */
  #ownDomains = new Map()
  #unnamed = 0

  /** @param pdses map of name → Pds */
  constructor(pdses, plcUrl) {
    this.pdses = pdses
    this.plcUrl = plcUrl
  }

  list() {
    return this.#accounts
  }

  /** The account with this DID, or undefined: accounts may also be made by the page. */
  find(did) {
    return this.#accounts.find((account) => account.did === did)
  }

  pds(name) {
    const pds = this.pdses.get(name)
    if (!pds) throw new ControlError(400, `no PDS "${name}"; there are: ${[...this.pdses.keys()].join(', ')}`)
    return pds
  }

  /** Points a handle of some domain of its own at a DID. */
  pointHandle(handle, did) {
    this.#ownDomains.set(handle.toLowerCase(), did)
  }

  /** The DID a handle stands for, or undefined; asks the PDS whose domain it is, as only that one knows. */
  async resolve(handle) {
    const host = [...this.pdses.values()].find((pds) => handle.endsWith(pds.handleDomain))
    if (!host) return this.#ownDomains.get(handle)
    const { did } = await query(host.innerUrl, 'com.atproto.identity.resolveHandle', { handle })
    return did
  }

  /**
   * Makes an account and fills it; the wish is what `POST /accounts` takes (README.md).
   *
   * @returns the account as `/network` lists it
   */
  async create(wish) {
    const pds = this.pds(wish.pds)
    const name = wish.name ?? `person${++this.#unnamed}`
    const account = {
      handle: `${name}${pds.handleDomain}`,
      did: undefined,
      email: wish.email ?? `${name}@example.com`,
      password: wish.password ?? `${name}-password`,
      pds: pds.name,
    }
    const inviteCode = pds.invite ? (await this.invite(pds)).code : undefined
    const auth = wish.didWeb
      ? await createOnDidWeb(pds, account, inviteCode)
      : await this.#createOnPlc(pds, account, inviteCode)
    const friends = this.#accounts.map(({ did }) => did)
    this.#accounts.push(account)

    await this.#fill(pds, account, name, wish, friends, auth)
    if (wish.preferences) {
      await procedure(pds.innerUrl, 'app.bsky.actor.putPreferences', { preferences: preferences(SOME_LABELER) }, auth)
    }
    if (wish.ownRotationKey || wish.labeler) Object.assign(account, await plantKeys(this.plcUrl, pds, account.did, wish))
    if (wish.handle) await this.#moveToOwnDomain(pds, account, wish.handle, auth)

    const status = await query(pds.innerUrl, 'com.atproto.server.checkAccountStatus', {}, auth)
    return Object.assign(account, { records: status.indexedRecords, blobs: status.expectedBlobs })
  }

  async invite(pds) {
    return procedure(pds.innerUrl, 'com.atproto.server.createInviteCode', { useCount: 1 }, admin(pds))
  }

  /** Authorization of an account on some PDS; the password may be told where the sandbox does not know it. */
  async signIn(pds, did, password = this.find(did)?.password) {
    if (!password) throw new ControlError(400, `the sandbox does not know the password of ${did}; give it`)
    try {
      return await signIn(pds, await this.identifier(pds, did), password)
    } catch (error) {
      throw error instanceof XrpcError ? new ControlError(400, `${pds.name}: ${error.message}`) : error
    }
  }

  /** A PDS makes the identifier lower case, which spoils the port in a did:web of this machine: then the handle. */
  async identifier(pds, did) {
    if (did === did.toLowerCase()) return did
    return (await query(pds.innerUrl, 'com.atproto.admin.getAccountInfo', { did }, admin(pds))).handle
  }

  /** Writes `count` new posts, with the time of now. */
  async write(pds, did, { count = 1, likes = 0, images = 0, deletes = 0, password }) {
    const auth = await this.signIn(pds, did, password)
    const plan = planLater(did, { count, likes, images })
    const refs = []
    for (const blob of plan.blobs) refs.push(await uploadBlob(pds, blob, auth))
    await this.#deleteOldest(pds, did, deletes, auth)
    return { uris: (await applyWrites(pds, did, plan.writes(refs), auth)).map(({ uri }) => uri) }
  }

  async #deleteOldest(pds, did, count, auth) {
    if (!count) return
    const collection = 'app.bsky.feed.post'
    const { records } = await query(pds.innerUrl, 'com.atproto.repo.listRecords', { repo: did, collection, limit: count, reverse: true })
    const writes = records.map(({ uri }) => ({ $type: 'com.atproto.repo.applyWrites#delete', collection, rkey: uri.split('/').at(-1) }))
    await procedure(pds.innerUrl, 'com.atproto.repo.applyWrites', { repo: did, writes }, auth)
  }

  async #createOnPlc(pds, account, inviteCode) {
    const { handle, email, password } = account
    const made = await procedure(pds.innerUrl, 'com.atproto.server.createAccount', { handle, email, password, inviteCode })
    account.did = made.did
    return bearer(made.accessJwt)
  }

  async #fill(pds, account, name, wish, friends, auth) {
    const plan = planContent(name, account.did, wish, friends)
    const offline = (wish.records ?? 0) > OFFLINE_FROM
    const refs = []
    for (const blob of plan.blobs) refs.push(offline ? linkTo(blob) : await uploadBlob(pds, blob, auth))
    const writes = plan.writes(refs)
    if (offline) {
      // Signed with a key that is not the account's: the empty write at the end makes the server sign it with the right one.
      const { car } = await buildRepo(account.did, writes, await newKey())
      await upload(pds.innerUrl, 'com.atproto.repo.importRepo', {
        chunks: [car], sizeBytes: car.length, contentType: 'application/vnd.ipld.car', auth,
      })
      for (const blob of plan.blobs) await uploadBlob(pds, blob, auth)
      await procedure(pds.innerUrl, 'com.atproto.repo.applyWrites', { repo: account.did, writes: [] }, auth)
      return
    }
    const written = await applyWrites(pds, account.did, writes, auth)
    const root = written.find(({ uri }) => uri.includes('/app.bsky.feed.post/'))
    if (wish.avatar && root) {
      await applyWrites(pds, account.did, replyThread(name, { uri: root.uri, cid: root.cid }), auth)
    }
  }

  async #moveToOwnDomain(pds, account, handle, auth) {
    this.pointHandle(handle, account.did)
    await procedure(pds.innerUrl, 'com.atproto.identity.updateHandle', { handle }, auth)
    account.handle = handle
  }
}

async function applyWrites(pds, repo, writes, auth) {
  const results = []
  for (let from = 0; from < writes.length; from += WRITES_A_CALL) {
    const batch = writes.slice(from, from + WRITES_A_CALL)
      .map((write) => ({ $type: 'com.atproto.repo.applyWrites#create', ...write }))
    const answer = await procedure(pds.innerUrl, 'com.atproto.repo.applyWrites', { repo, writes: batch }, auth)
    results.push(...answer.results)
  }
  return results
}

async function uploadBlob(pds, blob, auth) {
  const answer = await upload(pds.innerUrl, 'com.atproto.repo.uploadBlob', {
    chunks: blob.chunks(), sizeBytes: blob.sizeBytes, contentType: blob.mimeType, auth,
  })
  return answer.blob
}

function linkTo(blob) {
  return { $type: 'blob', ref: cidForRawHash(blob.digest()), mimeType: blob.mimeType, size: blob.sizeBytes }
}
