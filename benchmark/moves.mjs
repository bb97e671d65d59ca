/** Runs the moves: every contender in turn with the very same account, again and again. */
import { contendersOf, repeatsFor } from './cases.mjs'
import { moveBy } from './contenders.mjs'
import { HealthWatch } from './health-watch.mjs'
import { TARGET } from './network.mjs'
import { phasesOf } from './phases.mjs'
import { inFreshProfile } from './profiles.mjs'

/** A move that takes longer has failed, in milliseconds. */
const LIMIT_MILLIS = 30 * 60000

/**
 * Moves the account of one case by every contender.
 *
 * @param move what `BenchNetwork.seed` returned
 * @param place `{network, folder, pageUrl, filesUrl}`; `folder` takes the profiles of browsers
 * @param signal ends the run that goes on
 * @param report called with each run's figures as soon as they are known
 */
export async function runCase(move, place, { contenders, repeats }, signal, report) {
  const { caseName } = move
  for (let repeat = 1; repeat <= repeatsFor(caseName, repeats); repeat++) {
    for (const contender of contendersOf(caseName, contenders)) {
      const { network, transport } = place.network
      const figures = await runOnce(contender, place, move, signal)
      report({ caseName, network, transport, contender, repeat, ...figures })
    }
  }
}

async function runOnce(contender, place, move, signal) {
  const { network, folder } = place
  await network.clearLog()
  const health = HealthWatch.begin(network.pds(TARGET).innerUrl)
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MILLIS)])
    const shown = await inFreshProfile(folder, (profile) => moveBy(contender, { ...place, profile }, move, limit))
    const silenceMillis = health.end()
    const phases = phasesOf(await network.logOfMove())
    const found = await network.compare(move)
    return { ...phases, silenceMillis, verificationMillis: null, ...shown, complete: found.equal, compared: found }
  } catch (error) {
    if (signal.aborted) throw error
    return { complete: false, failure: error.message }
  } finally {
    health.end()
    if (!signal.aborted) await network.clearTarget(move)
  }
}
