import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { cpuMillis, parsePss, parseStat, pssBytes, treeOf } from '../processes.mjs'

const ROLLUP = `55d0c0a00000-7ffd5b5f2000 ---p 00000000 00:00 0                          [rollup]
Rss:               10240 kB
Pss:                4321 kB
Pss_Dirty:          1000 kB
Pss_Anon:            900 kB
SwapPss:               7 kB
`

test('of a smaps_rollup, the whole proportional size is taken and none of its parts', () => {
  assert.equal(parsePss(ROLLUP), 4321 * 1024)
  assert.throws(() => parsePss('Rss: 1 kB\n'), /no Pss/)
})

test('a process may be called anything', () => {
  const text = '42 (a) b (c)) S 7 42 42 0 -1 4194560 100 0 0 0 250 50 9 9 20 0 1 0 100 0 0'
  assert.deepEqual(parseStat(text), { parent: 7, cpuMillis: 3000 })
})

test('a tree holds the children of children, and its memory and time are those of all', async (context) => {
  const child = spawn('sh', ['-c', 'sleep 60 & echo started; wait'], { stdio: ['ignore', 'pipe', 'ignore'] })
  context.after(() => { for (const pid of treeOf(child.pid)) process.kill(pid, 'SIGKILL') })
  await once(child.stdout, 'data')
  const tree = treeOf(child.pid)
  assert.equal(tree.length, 2)
  assert.ok(treeOf(process.pid).includes(tree[1]))
  assert.ok(pssBytes(tree) > pssBytes(tree.slice(0, 1)))
  assert.ok(cpuMillis([process.pid]) > 0)
  assert.equal(pssBytes([2 ** 30]), 0, 'a process that is gone')
})
