import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const READER = fileURLToPath(new URL('../read-backup.py', import.meta.url))

/** A backup of one blob, `hello`, and a repo of four bytes; the second argument changes its list of contents. */
const MAKER = `
import base64, hashlib, json, sys, zipfile
blob, repo = b"hello", b"repo"
cid = "b" + base64.b32encode(bytes([1, 0x55, 0x12, 0x20]) + hashlib.sha256(blob).digest()).decode().lower().rstrip("=")
manifest = {"missing": [], "entries": [
    {"name": "repo.car", "sizeBytes": 4, "sha256": hashlib.sha256(repo).hexdigest()},
    {"name": "blobs/" + cid, "sizeBytes": 5, "cid": cid},
]}
exec(sys.argv[2])
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    archive.writestr("repo.car", repo)
    archive.writestr("blobs/" + cid, blob)
    archive.writestr("manifest.json", json.dumps(manifest))
`

async function made(context, change = '') {
  const folder = mkdtempSync(join(tmpdir(), 'portage-read-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'backup.zip')
  await run('python3', ['-c', MAKER, path, change])
  return path
}

test('a whole backup is counted', async (context) => {
  const { stdout } = await run('python3', [READER, await made(context)])
  assert.deepEqual(JSON.parse(stdout), { blobs: 1, blobBytes: 5, repoBytes: 4 })
})

test('a flipped byte fails', async (context) => {
  const path = await made(context)
  const bytes = readFileSync(path)
  bytes[bytes.indexOf('hello')] ^= 1
  writeFileSync(path, bytes)
  await assert.rejects(run('python3', [READER, path]), /Bad CRC-32/)
})

test('what its list of contents does not say fails', async (context) => {
  const wrong = {
    'blob = b"other"': /has other bytes/,
    'repo = b"oper"': /repo.car has another hash/,
    'manifest["entries"].pop()': /the list of contents and the contents differ/,
    'manifest["entries"][1]["sizeBytes"] = 6': /5 bytes instead of 6/,
    'manifest["missing"] = [{"cid": "x"}]': /missing: /,
  }
  for (const [change, reason] of Object.entries(wrong)) {
    await assert.rejects(run('python3', [READER, await made(context, change)]), reason, change)
  }
})
