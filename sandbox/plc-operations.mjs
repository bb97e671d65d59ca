/** Changes of a did:plc document that the sandbox signs itself, with the rotation key of the PDS that holds the account. */
import { P256Keypair, Secp256k1Keypair } from '@atproto/crypto'
import plcLib from '@did-plc/lib'

const { Client, createUpdateOp } = plcLib

/**
 * Plants a rotation key of the person's own in front of the others and, where asked, the key and the service of a
 * labeler.
 *
 * @param ownRotationKey `true` for a key of secp256k1, `'p256'` for one of P-256
 * @returns `{ownRotationKeyDid?, ownRotationKeyHex?, labelerKey?}`
 */
export async function plantKeys(plcUrl, pds, did, { ownRotationKey, labeler }) {
  const planted = {}
  const rotationKeys = []
  if (ownRotationKey) {
    const key = await (ownRotationKey === 'p256' ? P256Keypair : Secp256k1Keypair).create({ exportable: true })
    planted.ownRotationKeyDid = key.did()
    planted.ownRotationKeyHex = Buffer.from(await key.export()).toString('hex')
    rotationKeys.push(key.did())
  }
  const verificationMethods = {}
  const services = {}
  if (labeler) {
    planted.labelerKey = (await Secp256k1Keypair.create()).did()
    verificationMethods.atproto_label = planted.labelerKey
    services.atproto_labeler = { type: 'AtprotoLabeler', endpoint: 'https://labeler.test' }
  }

  const client = new Client(plcUrl)
  const signer = await Secp256k1Keypair.import(pds.rotationKeyHex)
  const operation = await createUpdateOp(await client.getLastOp(did), signer, (last) => ({
    ...last,
    rotationKeys: [...rotationKeys, ...last.rotationKeys],
    verificationMethods: { ...last.verificationMethods, ...verificationMethods },
    services: { ...last.services, ...services },
  }))
  await client.sendOperation(did, operation)
  return planted
}
