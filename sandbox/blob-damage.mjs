/** Damages blobs where a PDS keeps them, as a failing disk would, and mends them again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ControlError } from './http-json.mjs'

const sound = new Map()

/** Inverts every 64th byte; length and everything the PDS knows about the blob stay. */
export function corrupt(pds, did, cid) {
  const file = fileOf(pds, did, cid)
  const bytes = readFileSync(file)
  if (!sound.has(file)) sound.set(file, Buffer.from(bytes))
  for (let i = 0; i < bytes.length; i += 64) bytes[i] ^= 0xff
  writeFileSync(file, bytes)
}

export function restore(pds, did, cid) {
  const file = fileOf(pds, did, cid)
  if (!sound.has(file)) throw new ControlError(400, `${cid} has not been damaged`)
  writeFileSync(file, sound.get(file))
  sound.delete(file)
}

function fileOf(pds, did, cid) {
  const file = join(pds.folder, 'blobs', did ?? '', cid ?? '')
  if (!did || !cid || !existsSync(file)) throw new ControlError(404, `${pds.name} keeps no blob ${cid} of ${did}`)
  return file
}
