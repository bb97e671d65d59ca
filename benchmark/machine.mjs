/** On what, and with what, the figures were made. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

export function machine() {
  const cpus = os.cpus()
  return { cpu: cpus[0]?.model ?? 'unknown', cores: cpus.length, memoryBytes: os.totalmem(), kernel: `${os.type()} ${os.release()}` }
}

export async function versions() {
  const pom = readFileSync(new URL('../pom.xml', import.meta.url), 'utf8')
  const pds = (line) => JSON.parse(readFileSync(
    new URL(`../sandbox/node_modules/pds-${line}/package.json`, import.meta.url), 'utf8')).version
  return {
    browser: await firstLine(process.env.CHROMIUM || '/usr/bin/chromium', '--version'),
    node: process.version,
    java: await firstLine('java', '-version'),
    teavm: /<teavm\.version>([^<]+)</.exec(pom)?.[1] ?? 'unknown',
    pds: ['0.4', '0.5'].map(pds),
  }
}

async function firstLine(command, option) {
  try {
    const { stdout, stderr } = await run(command, [option])
    return (stdout || stderr).split('\n')[0].trim()
  } catch {
    return 'unknown'
  }
}
