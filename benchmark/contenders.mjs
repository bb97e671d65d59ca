/** Who moves an account, each as somebody would really run it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Browser } from './browser.mjs'
import { CASES } from './cases.mjs'
import { MemoryWatch } from './memory-watch.mjs'
import { PortagePage } from './portage-page.mjs'
import { cpuMillis, treeOf } from './processes.mjs'

const PIPE = fileURLToPath(new URL('bare-pipe.mjs', import.meta.url))

/** How often to look at the memory where time is what counts. */
const MEMORY_EVERY_MILLIS = 1000

/**
 * Moves an account as far as it goes before anything is irreversible.
 *
 * @param contender a name of cases.mjs
 * @param place `{network: BenchNetwork, profile: empty folder, pageUrl, filesUrl}`
 * @param move what `BenchNetwork.seed` returned
 * @returns figures that only the contender's own process shows; empty for the bare pipe
 */
export function moveBy(contender, place, move, signal) {
  const [, concurrency] = /^pipe-(\d+)$/.exec(contender) ?? []
  if (concurrency) return byPipe(Number(concurrency), place, move, signal)
  return inBrowser(place, move, signal, contender === 'one-by-one' ? byOneByOne(place, move) : byPortage(contender, place, move))
}

/** Two steps: what comes before the idle baseline is taken, and the move itself. */
function byPortage(contender, { pageUrl }, move) {
  let page
  return {
    open: (tab) => {
      page = new PortagePage(tab)
      return page.open(pageUrl, contender.replace('portage-', ''))
    },
    run: async () => {
      await page.start(move)
      return page.untilDataMoved()
    },
  }
}

function byOneByOne({ filesUrl }, move) {
  const { account: { did, email, password: sourcePassword }, sourceUrl, targetUrl, targetHandle, targetPassword } = move
  const job = { did, email, sourcePassword, sourceUrl, targetUrl, targetHandle, targetPassword }
  let page
  return {
    open: async (tab) => {
      page = tab
      await tab.navigate(`${filesUrl}/one-by-one.html`)
      await tab.loaded()
    },
    run: async () => {
      await page.evaluate(`oneByOne(${JSON.stringify(job)})`)
      return {}
    },
  }
}

/**
 * Measures something in a browser of its own.
 *
 * @param steps `open(tab, browser)`: what comes before the memory is level; `run()`: what is measured; returns figures;
 *   `after()`: what else the browser is needed for, where there is something; returns more
 * @returns the figures, and memory and processor time of `run`
 */
export async function inBrowser({ network, profile }, { caseName }, signal, { open, run, after = () => ({}) }) {
  const browser = await Browser.start(profile, network.tls)
  const kill = () => browser.kill()
  signal.addEventListener('abort', kill)
  let watch
  try {
    await open(await browser.tab(), browser)
    watch = await MemoryWatch.begin(browser.pid, CASES[caseName].memoryEveryMillis ?? MEMORY_EVERY_MILLIS)
    const cpuBefore = cpuMillis(treeOf(browser.pid))
    const shown = await run()
    const memory = watch.end()
    const browserCpuMillis = cpuMillis(treeOf(browser.pid)) - cpuBefore
    return { ...shown, memory, memoryGrowthBytes: memory.growthBytes, browserCpuMillis, ...await after() }
  } finally {
    watch?.stop()
    signal.removeEventListener('abort', kill)
    await browser.kill()
  }
}

async function byPipe(concurrency, { network }, move, signal) {
  const { account: { did, email, password: sourcePassword }, sourceUrl, targetUrl, targetHandle, targetPassword } = move
  const job = { did, email, sourcePassword, sourceUrl, targetUrl, targetHandle, targetPassword, concurrency, tls: network.tls }
  const child = spawn(process.execPath, [PIPE], { stdio: ['pipe', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' })
  child.on('error', () => {})
  let complaints = ''
  child.stderr.on('data', (text) => { complaints += text })
  child.stdin.end(`${JSON.stringify(job)}\n`)
  const moved = once(createInterface({ input: child.stdout }), 'line')
  moved.catch(() => {})
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the bare pipe ended with ${code}: ${complaints.slice(0, 600)}`)
  return {}
}
