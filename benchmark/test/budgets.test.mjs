import assert from 'node:assert/strict'
import { test } from 'node:test'
import { budgetsOf } from '../budgets.mjs'

const row = (caseName, network, contender, dataMillis, more = {}) =>
  ({ caseName, network, transport: 'http1', contender, dataMillis, complete: 1, ...more })
const named = (budgets, name) => budgets.filter((budget) => budget.name.startsWith(name))

test('what was not measured is neither met nor missed', () => {
  const budgets = budgetsOf({ medians: [] })
  assert.ok(budgets.length >= 12)
  for (const { measured, met } of budgets) assert.deepEqual([measured, met], [null, 'not measured'])
})

test('a ratio to one by one is taken on the same line and transport', () => {
  const medians = [
    row('small', 'net', 'portage-wasm', 10), row('small', 'net', 'one-by-one', 100),
    row('small', 'net', 'portage-wasm', 20, { transport: 'http2' }), row('small', 'net', 'one-by-one', 50, { transport: 'http2' }),
    row('small', 'loopback', 'one-by-one', 1),
  ]
  assert.deepEqual(
    named(budgetsOf({ medians }), '300 blobs').map(({ subject, measured, met }) => [subject, measured, met]),
    [['portage-wasm http1', 0.1, true], ['portage-wasm http2', 0.4, false]],
  )
})

test('without the other side of a ratio, or where nothing arrived whole, nothing was measured', () => {
  const alone = budgetsOf({ medians: [row('small', 'net', 'portage-wasm', 10)] })
  assert.equal(named(alone, '300 blobs')[0].met, 'not measured')
  const broken = budgetsOf({ medians: [row('small', 'net', 'portage-wasm', 10), row('small', 'net', 'one-by-one', 90, { complete: 0 })] })
  assert.equal(named(broken, '300 blobs')[0].met, 'not measured')
})

test('bandwidth is the larger direction at the rate of the line', () => {
  const medians = [row('mixed', 'net', 'portage-js', 8000, { bytesDown: 89e6, bytesUp: 80e6 })]
  const [budget] = named(budgetsOf({ medians }), 'mixed, net, of bandwidth')
  assert.equal(budget.measured, 8000 / 7120)
  assert.equal(budget.met, true)
})

test('the faster of the pipes is the measure', () => {
  const medians = [row('mixed', 'loopback', 'portage-wasm', 130), row('mixed', 'loopback', 'pipe-4', 100), row('mixed', 'loopback', 'pipe-6', 120)]
  const [budget] = named(budgetsOf({ medians }), 'mixed, loopback, of the faster')
  assert.deepEqual([budget.measured, budget.met], [1.3, false])
})

test('memory: in MiB, and for two gigabytes against half of one', () => {
  const medians = [
    row('half', 'loopback', 'portage-wasm', 1, { memoryGrowthBytes: 100 << 20 }),
    row('two', 'loopback', 'portage-wasm', 1, { memoryGrowthBytes: 120 << 20 }),
  ]
  const [growth, against] = named(budgetsOf({ medians }), 'memory growth')
  assert.deepEqual([growth.measured, growth.met], [120, true])
  assert.deepEqual([against.measured, against.met], [1.2, false])
})

test('page and kills are met only by what was seen', () => {
  const budgets = budgetsOf({ medians: [], page: { firstForm: { brotliBytes: 151000 }, ready: { brotliBytes: 1 } }, kills: { beyondInFlight: 0 } })
  assert.deepEqual([named(budgets, 'page')[0].measured, named(budgets, 'page')[0].met], [151, false])
  assert.equal(named(budgets, 'repeated')[0].met, true)
  assert.equal(named(budgetsOf({ medians: [], kills: { beyondInFlight: null } }), 'repeated')[0].met, 'not measured')
})
