import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backupFigures, backupMedians, least, median, medians, ratio } from '../figures.mjs'

test('the median of an odd and of an even number of values', () => {
  assert.equal(median([30, 10, 20]), 20)
  assert.equal(median([40, 10, 20, 30]), 25)
  assert.equal(median([100, 20, 3]), 20, 'as numbers, not as texts')
})

test('unknown values do not take part, and nothing known stays unknown', () => {
  assert.equal(median([null, 5, undefined]), 5)
  assert.equal(median([null]), null)
  assert.equal(least([null, 7, 3]), 3)
  assert.equal(least([]), null)
  assert.equal(ratio(null, 3), null)
  assert.equal(ratio(3, null), null)
  assert.equal(ratio(3, 0), null)
  assert.equal(ratio(0, 4), 0)
})

test('runs are grouped by case, line, transport and contender; what did not arrive whole counts as run only', () => {
  const run = (contender, dataMillis, complete = true) =>
    ({ caseName: 'small', network: 'net', transport: 'http1', contender, dataMillis, complete })
  const rows = medians([run('a', 10), run('b', 100), run('a', 30), run('a', 1, false)])
  assert.deepEqual(rows.map(({ contender, runs, complete, dataMillis }) => [contender, runs, complete, dataMillis]),
    [['a', 3, 2, 20], ['b', 1, 1, 100]])
  assert.equal(rows[0].silenceMillis, null)
})

const BACKUP = {
  caseName: 'two', network: 'loopback', contender: 'portage-wasm', way: 'link', complete: true,
  repoBytes: 300e6, blobBytes: 1700e6, millis: 40000, bareMillis: 20000, hashingMillis: 10000, packingMillis: 4000,
  memoryGrowthBytes: 5, saved: { bytes: 1900e6, millis: 1000 }, check: { millis: 10000, memoryGrowthBytes: 7 },
}

test('rates of a backup and its check are of the account, that of saving is of the file; shares are of the time', () => {
  const figures = backupFigures(BACKUP)
  assert.equal(figures.bytes, 2000e6)
  assert.equal(figures.mbPerSecond, 50)
  assert.equal(figures.ofBare, 2)
  assert.equal(figures.hashingShare, 0.25)
  assert.equal(figures.packingShare, 0.1)
  assert.equal(figures.savingMbPerSecond, 1900)
  assert.equal(figures.checkMbPerSecond, 200)
  assert.equal(figures.checkMemoryGrowthBytes, 7)
})

test('what a bare download has not, and what the page does not say, stays unknown', () => {
  const { saved, check, bareMillis, hashingMillis, packingMillis, ...bare } = BACKUP
  const [row] = backupMedians([{ ...bare, contender: 'bare-download', way: '' }])
  assert.equal(row.mbPerSecond, 50)
  assert.deepEqual([row.ofBare, row.hashingShare, row.savingMbPerSecond, row.checkMbPerSecond], [null, null, null, null])
  assert.equal(backupFigures({ ...BACKUP, hashingMillis: null }).hashingShare, null)
})

test('backups are told apart by way; one whose file was broken counts as run only', () => {
  const broken = { ...BACKUP, complete: false, failure: 'blobs/x has other bytes', millis: 1 }
  const rows = backupMedians([BACKUP, { ...BACKUP, millis: 80000 }, broken, { ...BACKUP, way: 'place' }])
  assert.deepEqual(rows.map(({ way, runs, complete, millis }) => [way, runs, complete, millis]),
    [['link', 3, 2, 60000], ['place', 1, 1, 40000]])
})
