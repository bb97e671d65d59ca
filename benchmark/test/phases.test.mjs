import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phasesOf } from '../phases.mjs'

const call = (nsid, at, durationMillis, more = {}) =>
  ({ nsid, at, durationMillis, method: 'GET', status: 200, requestBytes: 0, responseBytes: 0, ...more })

test('phases run from the first call of their kind to the end of the last', () => {
  // In the order in which calls ended, as the log has them.
  const log = [
    call('com.atproto.server.createAccount', 1000, 50),
    call('com.atproto.sync.getRepo', 1100, 100, { responseBytes: 500 }),
    call('com.atproto.sync.getBlob', 1150, 20, { responseBytes: 70 }),
    call('com.atproto.repo.importRepo', 1120, 180, { requestBytes: 500 }),
    call('com.atproto.repo.uploadBlob', 1310, 40, { requestBytes: 70, method: 'OPTIONS' }),
    call('com.atproto.repo.uploadBlob', 1350, 40, { requestBytes: 70 }),
    call('app.bsky.actor.putPreferences', 1400, 10, { requestBytes: 9 }),
    call('com.atproto.server.checkAccountStatus', 1500, 10),
  ]
  const phases = phasesOf(log)
  assert.equal(phases.repoMillis, 200)
  assert.equal(phases.blobsMillis, 240)
  assert.equal(phases.dataMillis, 310)
  assert.equal(phases.totalMillis, 410)
  assert.equal(phases.bytesDown, 570)
  assert.equal(phases.bytesUp, 579)
  assert.equal(phases.preflights, 1)
  assert.equal(phases.requests['com.atproto.repo.uploadBlob'], 1)
  assert.equal(phases.failed, 0)
})

test('a call that failed does not end a phase, and is counted', () => {
  const log = [
    call('com.atproto.sync.getRepo', 0, 10),
    call('com.atproto.repo.importRepo', 10, 10),
    call('com.atproto.repo.importRepo', 100, 10, { status: 413 }),
    call('com.atproto.repo.importRepo', 200, 10, { aborted: true }),
  ]
  assert.equal(phasesOf(log).repoMillis, 20)
  assert.equal(phasesOf(log).failed, 2)
})

test('a part that did not happen is unknown, not zero', () => {
  const phases = phasesOf([call('com.atproto.sync.getRepo', 0, 10), call('com.atproto.repo.importRepo', 10, 10)])
  assert.equal(phases.blobsMillis, null)
  assert.equal(phases.totalMillis, null)
  assert.equal(phasesOf([]).dataMillis, null)
})
