/** A whole migration by plain calls, the shortest way that works: what the tests hold the network against. */

/** Moves `account` from one PDS to another and returns its password there; without `handle` it takes one of the target's. */
export async function migrate(sandbox, account, from, to, { handle } = {}) {
  const { source, target, password } = await moveData(sandbox, account, from, to, { handle })
  await moveIdentity(sandbox.network, account, source, target)

  await target.post('com.atproto.server.activateAccount')
  await target.post('com.atproto.repo.applyWrites', { repo: account.did, writes: [] })
  await source.post('com.atproto.server.deactivateAccount', {})
  return password
}

/** The part before the identity moves; returns clients of both sides, and the password at the target. */
export async function moveData(sandbox, account, from, to, { handle } = {}) {
  const source = sandbox.client(from)
  await source.signIn(account.did, account.password)
  const target = sandbox.client(to)
  const password = `${account.password} at the target`

  await createAccount(sandbox, { account, handle, source, target, to, password })
  const repo = await source.bytes('com.atproto.sync.getRepo', { did: account.did })
  await target.post('com.atproto.repo.importRepo', repo.bytes, 'application/vnd.ipld.car')
  await copyBlobs(account.did, source, target)
  const { preferences } = await source.get('app.bsky.actor.getPreferences')
  await target.post('app.bsky.actor.putPreferences', { preferences })
  return { source, target, password }
}

async function createAccount(sandbox, { account, handle, source, target, to, password }) {
  const { did: aud } = await target.get('com.atproto.server.describeServer')
  const { token } = await source.get('com.atproto.server.getServiceAuth', { aud, lxm: 'com.atproto.server.createAccount' })
  const { handleDomain, invite } = sandbox.network.pdses[to]
  const inviteCode = invite ? (await sandbox.control('POST', '/invites', { pds: to })).code : undefined
  target.token = token
  const { accessJwt } = await target.post('com.atproto.server.createAccount', {
    did: account.did, handle: handle ?? account.handle.split('.')[0] + handleDomain, email: account.email, password, inviteCode,
  })
  target.token = accessJwt
}

async function copyBlobs(did, source, target) {
  for (;;) {
    const { blobs } = await target.get('com.atproto.repo.listMissingBlobs', { limit: 100 })
    if (!blobs.length) return
    for (const { cid } of blobs) {
      const { bytes, type } = await source.bytes('com.atproto.sync.getBlob', { did, cid })
      const { blob } = await target.post('com.atproto.repo.uploadBlob', bytes, type)
      if (blob.ref.$link !== cid) throw new Error(`${cid} arrived as ${blob.ref.$link}`)
    }
  }
}

async function moveIdentity(network, account, source, target) {
  const current = await (await fetch(`${network.plc}/${account.did}/data`)).json()
  const there = await target.get('com.atproto.identity.getRecommendedDidCredentials')
  const here = await source.get('com.atproto.identity.getRecommendedDidCredentials')
  const own = current.rotationKeys.filter((key) => !here.rotationKeys.includes(key))

  const asked = Date.now() - 1
  await source.post('com.atproto.identity.requestPlcOperationSignature')
  const [mail] = await (await fetch(`${network.mailbox}/messages?to=${account.email}&after=${asked}&wait=10000`)).json()
  const { operation } = await source.post('com.atproto.identity.signPlcOperation', {
    token: mail.code,
    rotationKeys: [...own, ...there.rotationKeys],
    alsoKnownAs: there.alsoKnownAs,
    verificationMethods: { ...current.verificationMethods, ...there.verificationMethods },
    services: { ...current.services, ...there.services },
  })
  await target.post('com.atproto.identity.submitPlcOperation', { operation })
}
