import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, test } from 'node:test'
import { Sandbox } from './sandbox.mjs'

// A temp folder of our own, so that other sandboxes on this machine do not count.
const temp = mkdtempSync(join(tmpdir(), 'sandbox-test-'))
process.env.TMPDIR = temp
after(() => rmSync(temp, { recursive: true }))

const OPTIONS = ['--no-seed', '--pds', 'alpha=0.5']

/** The sandbox's process and all it has started, by id. */
function family(pid) {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const rows = listed.map((row) => row.trim().split(/\s+/).map(Number))
  return [pid, ...rows.filter(([, parent]) => parent === pid).map(([child]) => child)]
}

function isAlive(pid) {
  return existsSync(`/proc/${pid}`)
}

async function until(condition) {
  for (let tries = 0; tries < 200; tries++) {
    if (condition()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.ok(condition())
}

for (const [name, signal] of [['Ctrl-C', 'SIGINT'], ['SIGTERM', 'SIGTERM'], ['the end of standard input', undefined]]) {
  test(`${name} ends everything and leaves nothing behind`, async () => {
    const sandbox = await Sandbox.start(...OPTIONS)
    const pids = family(sandbox.child.pid)
    assert.equal(pids.length, 3, 'the network, the PLC directory and one PDS')
    assert.equal(readdirSync(temp).length, 1)
    assert.equal(await sandbox.stop(signal), 0)
    assert.deepEqual(pids.filter(isAlive), [])
    assert.deepEqual(readdirSync(temp), [])
  })
}

test('Ctrl-C in a terminal reaches every process at once, and still ends in order', async () => {
  const start = fileURLToPath(new URL('../start', import.meta.url))
  const child = spawn(start, [...OPTIONS, '--port', '0'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const pids = family(child.pid)
  process.kill(-child.pid, 'SIGINT')
  const code = await new Promise((resolve) => child.once('exit', resolve))
  assert.equal(code, 0)
  assert.deepEqual(pids.filter(isAlive), [])
  assert.deepEqual(readdirSync(temp), [])
})

test('a killed sandbox takes its servers and its folder with it', async () => {
  const sandbox = await Sandbox.start(...OPTIONS)
  const pids = family(sandbox.child.pid)
  await sandbox.stop('SIGKILL')
  await until(() => !pids.some(isAlive) && readdirSync(temp).length === 0)
})

test('an unknown option is refused with a sentence', async () => {
  await assert.rejects(Sandbox.start('--nonsense'), /unknown option --nonsense/)
  await assert.rejects(Sandbox.start('--pds', 'alpha=0.3'), /0\.4 or 0\.5/)
})
