import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beyondInFlight, repeatsOf } from '../repeats.mjs'

const get = (cid, at, more) => ({ method: 'GET', nsid: 'com.atproto.sync.getBlob', path: `/xrpc/x?did=d&cid=${cid}`, at, durationMillis: 5, status: 200, ...more })
const put = (at, more) => ({ method: 'POST', nsid: 'com.atproto.repo.uploadBlob', path: '/xrpc/y', at, durationMillis: 5, status: 200, ...more })
const REPO = [
  { method: 'GET', nsid: 'com.atproto.sync.getRepo', path: '/xrpc/r', at: 0, durationMillis: 5, status: 200 },
  { method: 'POST', nsid: 'com.atproto.repo.importRepo', path: '/xrpc/i', at: 5, durationMillis: 5, status: 200 },
]

test('nothing is repeated when only what was in flight comes again', () => {
  const log = [...REPO, get('a', 10), put(20), get('b', 30), put(38, { aborted: true, status: 0 }), get('b', 100), put(110), get('c', 120), put(130)]
  const repeats = repeatsOf(log, [40])
  assert.deepEqual(repeats, [{ inFlight: 1, downloads: 1, uploads: 0, repo: 0 }])
  assert.equal(beyondInFlight(repeats), 0)
})

test('a blob that had arrived and is read again is beyond what was in flight', () => {
  const log = [...REPO, get('a', 10), put(20), get('a', 100), put(110)]
  const repeats = repeatsOf(log, [40])
  assert.deepEqual(repeats, [{ inFlight: 0, downloads: 1, uploads: 1, repo: 0 }])
  assert.equal(beyondInFlight(repeats), 2)
})

test('the repo may be read again only while it has not been imported', () => {
  const again = [{ ...REPO[0], at: 50 }, { ...REPO[1], at: 60 }]
  assert.equal(repeatsOf([...REPO, ...again], [40])[0].repo, 1)
  assert.equal(repeatsOf([...REPO, ...again], [8])[0].repo, 0)
})

test('each kill answers for what follows it up to the next one', () => {
  const log = [...REPO, get('a', 10), get('b', 12), put(20), get('b', 50), put(60), get('c', 70), get('c', 100), put(110)]
  assert.deepEqual(repeatsOf(log, [40, 80]).map(({ inFlight, downloads }) => [inFlight, downloads]), [[1, 1], [1, 1]])
})
