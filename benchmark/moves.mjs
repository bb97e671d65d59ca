/** Runs the moves: every contender in turn with the very same account, again and again. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CASES, contendersOf } from './cases.mjs'
import { moveBy } from './contenders.mjs'
import { HealthWatch } from './health-watch.mjs'
import { TARGET } from './network.mjs'
import { phasesOf } from './phases.mjs'

/** A move that takes longer has failed, in milliseconds. */
const LIMIT_MILLIS = 30 * 60000

/**
 * Moves the account of one case by every contender.
 *
 * @param place `{network, folder, pageUrl, oneByOneUrl}`; `folder` takes the profiles of browsers
 * @param signal ends the run that goes on
 * @param report called with each run's figures as soon as they are known
 */
export async function runCase(caseName, place, { contenders, repeats, seed }, signal, report) {
  const move = await place.network.seed(caseName, seed)
  for (let repeat = 1; repeat <= (CASES[caseName].large ? 1 : repeats); repeat++) {
    for (const contender of contendersOf(caseName, contenders)) {
      const { network, transport } = place.network
      const figures = await runOnce(contender, place, move, signal)
      report({ caseName, network, transport, contender, repeat, ...figures })
    }
  }
}

async function runOnce(contender, place, move, signal) {
  const { network, folder } = place
  const profile = join(folder, 'profile')
  mkdirSync(profile, { recursive: true })
  await network.clearLog()
  const health = HealthWatch.begin(network.pds(TARGET).innerUrl)
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MILLIS)])
    const shown = await moveBy(contender, { ...place, profile }, move, limit)
    const silenceMillis = health.end()
    const phases = phasesOf(await network.logOfMove())
    const found = await network.compare(move)
    return { ...phases, silenceMillis, verificationMillis: null, ...shown, complete: found.equal, compared: found }
  } catch (error) {
    if (signal.aborted) throw error
    return { complete: false, failure: error.message }
  } finally {
    health.end()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    if (!signal.aborted) await network.clearTarget(move)
  }
}
