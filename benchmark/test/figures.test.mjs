import assert from 'node:assert/strict'
import { test } from 'node:test'
import { least, median, medians, ratio } from '../figures.mjs'

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
