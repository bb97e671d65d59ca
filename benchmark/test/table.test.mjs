import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeBackup } from '../table.mjs'

const RUN = {
  caseName: 'half', network: 'loopback', contender: 'portage-js', way: 'place', repeat: 1, complete: true,
  repoBytes: 75e6, blobBytes: 425e6, millis: 10000, bareMillis: 4000, hashingMillis: 2500, packingMillis: 1000,
  memoryGrowthBytes: 50 << 20, saved: { bytes: 480e6, millis: 2000 }, check: { millis: 5000, memoryGrowthBytes: 20 << 20 },
}

test('a backup is told with the way it went', () => {
  assert.equal(describeBackup(RUN), '  half loopback portage-js picked place #1: 500.0 MB in 10.00 s, 50 MB/s, 2.500 of bare, '
    + 'hashing 25 %, packing 10 %, memory 50 MiB; saving 240 MB/s; check 100 MB/s, memory 20 MiB')
})

test('a bare download is told with its rate alone', () => {
  const { check, saved, ...bare } = { ...RUN, contender: 'bare-download', way: '' }
  assert.equal(describeBackup(bare), '  half loopback bare-download #1: 500.0 MB in 10.00 s, 50 MB/s')
})

test('a backup that came to nothing is told with the reason', () => {
  const failed = { ...RUN, complete: false, failure: 'blobs/x has other bytes' }
  assert.equal(describeBackup(failed), '  half loopback portage-js picked place #1: failed: blobs/x has other bytes')
})
