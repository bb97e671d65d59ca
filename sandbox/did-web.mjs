/**
 * Accounts whose DID is a did:web: a server of its own for each, which serves the DID document and lets it be replaced,
 * as its owner would on his own web space.
 */
import { randomBytes } from 'node:crypto'
import { newKey } from './offline-repo.mjs'
import { jsonRoutes, listen } from './http-json.mjs'
import { bearer, procedure, query } from './xrpc.mjs'

const servers = new Map()

/** Stops serving every did:web. */
export async function closeDidWeb() {
  await Promise.all([...servers.values()].map((server) => server.close()))
  servers.clear()
}

/** Replaces the document of a did:web of this sandbox; returns whether there is such a DID. */
export function putDocument(did, document) {
  const server = servers.get(did)
  if (server) server.document = document
  return Boolean(server)
}

/**
 * Makes the account on a PDS the way its owner would: signs the service token with a first key, then puts the PDS's
 * recommended values into the document and activates.
 *
 * @param account its `did` and `didDocument` (URL) are filled in
 * @returns Authorization of the new account
 */
export async function createOnDidWeb(pds, account, inviteCode) {
  const key = await newKey()
  const server = await listen(jsonRoutes({
    'GET /.well-known/did.json': () => server.document,
    'PUT /.well-known/did.json': ({ body }) => { server.document = body },
  }))
  const did = `did:web:localhost%3A${server.port}`
  server.document = documentOf(did, account.handle, key.did(), pds.publicUrl)
  servers.set(did, server)

  const { handle, email, password } = account
  const token = await serviceToken(key, did, pds.did)
  const wish = { did, handle, email, password, inviteCode }
  const made = await procedure(pds.innerUrl, 'com.atproto.server.createAccount', wish, bearer(token))
  const auth = bearer(made.accessJwt)
  const wanted = await query(pds.innerUrl, 'com.atproto.identity.getRecommendedDidCredentials', {}, auth)
  server.document = documentOf(did, handle, wanted.verificationMethods.atproto, wanted.services.atproto_pds.endpoint)
  await procedure(pds.innerUrl, 'com.atproto.server.activateAccount', undefined, auth)
  Object.assign(account, { did, didDocument: `${server.url}/.well-known/did.json` })
  return auth
}

/** The document of an account; `signingKey` is a did:key. */
export function documentOf(did, handle, signingKey, pdsUrl) {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    alsoKnownAs: [`at://${handle}`],
    verificationMethod: [
      { id: `${did}#atproto`, type: 'Multikey', controller: did, publicKeyMultibase: signingKey.slice('did:key:'.length) },
    ],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: pdsUrl }],
  }
}

async function serviceToken(key, iss, aud) {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iat: now, exp: now + 60, iss, aud, lxm: 'com.atproto.server.createAccount', jti: randomBytes(16).toString('hex') }
  const signed = [{ typ: 'JWT', alg: key.jwtAlg }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = await key.sign(Buffer.from(signed))
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}
