import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contendersOf, repeatsFor, runsOver } from '../cases.mjs'
import { parseOptions } from '../options.mjs'
import { parseTime } from '../portage-page.mjs'

test('lists choose a part; anything unknown is refused', () => {
  const options = parseOptions(['--cases', 'small,two', '--contenders', 'portage-js,pipe-8', '--repeats', '2'])
  assert.deepEqual([options.cases, options.contenders, options.repeats], [['small', 'two'], ['portage-js', 'pipe-8'], 2])
  for (const wrong of [['--cases', 'huge'], ['--contenders', 'pipe-0'], ['--repeats', '0'], ['--cases'], ['--fast']]) {
    assert.throws(() => parseOptions(wrong), Error, wrong.join(' '))
  }
})

test('--quick can be narrowed further, wherever it stands', () => {
  const { cases, networks, repeats } = parseOptions(['--cases', 'small', '--quick', '--networks', 'net'])
  assert.deepEqual([cases, networks, repeats], [['small'], ['net'], 1])
})

test('large accounts run over the plain loopback, by those who are asked about them', () => {
  assert.equal(runsOver('two', 'net', 'http1'), false)
  assert.equal(runsOver('two', 'loopback', 'http2'), false)
  assert.equal(runsOver('two', 'loopback', 'http1'), true)
  assert.equal(runsOver('mixed', 'net', 'http2'), true)
  assert.deepEqual(contendersOf('records', ['pipe-4', 'portage-wasm', 'one-by-one']), ['portage-wasm', 'one-by-one'])
})

test('large accounts run once, however often small ones do', () => {
  assert.equal(repeatsFor('two', 3), 1)
  assert.equal(repeatsFor('mixed', 3), 3)
})

test('backups are a part of the whole and of a quick run, and can be all of it', () => {
  assert.ok(parseOptions([]).parts.includes('backup'))
  assert.ok(parseOptions(['--quick']).parts.includes('backup'))
  assert.deepEqual(parseOptions(['--quick', '--parts', 'backup']).parts, ['backup'])
})

test('lengths of time are read as the page writes them', () => {
  assert.equal(parseTime('0.3 s'), 300)
  assert.equal(parseTime('12 s'), 12000)
  assert.equal(parseTime('2 min 5 s'), 125000)
  assert.equal(parseTime(null), null)
  assert.equal(parseTime('soon'), null)
})
