/** What Linux says about a tree of processes, read from outside: memory as proportional set size, and processor time. */
import { readFileSync, readdirSync } from 'node:fs'

/** Clock ticks a second in /proc/PID/stat; USER_HZ is 100 on every Linux that runs browsers. */
const TICKS_A_SECOND = 100

/** The process and all its descendants. */
export function treeOf(root) {
  const children = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readStat(name)
    if (!stat) continue
    if (!children.has(stat.parent)) children.set(stat.parent, [])
    children.get(stat.parent).push(Number(name))
  }
  const tree = []
  const walk = (pid) => {
    tree.push(pid)
    for (const child of children.get(pid) ?? []) walk(child)
  }
  walk(root)
  return tree
}

/** Memory of these processes in bytes; what several of them share counts once. */
export function pssBytes(pids) {
  let bytes = 0
  for (const pid of pids) {
    try {
      bytes += parsePss(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
    } catch {
      // Gone meanwhile.
    }
  }
  return bytes
}

/** Processor time that the processes alive now have used, in milliseconds. */
export function cpuMillis(pids) {
  return pids.reduce((sum, pid) => sum + (readStat(pid)?.cpuMillis ?? 0), 0)
}

/** `Pss` of a smaps_rollup, in bytes. */
export function parsePss(text) {
  const [, kibibytes] = /^Pss:\s+(\d+) kB$/m.exec(text) ?? []
  if (kibibytes === undefined) throw new Error('no Pss in smaps_rollup')
  return Number(kibibytes) * 1024
}

/** Parent and processor time from the text of /proc/PID/stat; the name in it may hold spaces and parentheses. */
export function parseStat(text) {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), cpuMillis: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND }
}

function readStat(pid) {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return null
  }
}
