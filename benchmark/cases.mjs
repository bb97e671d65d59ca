/** What is moved, over which lines, by whom. Sizes in bytes. */

const KB = 1000
const MB = 1000000

/**
 * Accounts by name: `wish` is what the sandbox's `POST /accounts` takes; `large` ones run once, over the plain loopback only,
 * and only by the `contenders` they name. `memoryEveryMillis`: how often to look at the memory, where that is what counts.
 */
export const CASES = {
  small: { wish: { blobs: [{ count: 300, bytes: 100 * KB }] } },
  mixed: {
    wish: { records: 2000, blobs: [{ count: 50, bytes: 200 * KB }, { count: 5, bytes: 5 * MB }, { count: 1, bytes: 50 * MB }] },
  },
  records: { wish: { records: 200000 }, large: true, contenders: ['portage-wasm', 'one-by-one'] },
  half: {
    // A CAR of some 75 MB, and a quarter of the blobs of `two`; the largest is the same.
    wish: {
      records: 2500, recordBytes: 30 * KB,
      blobs: [
        { count: 1, bytes: 100 * MB }, { count: 1, bytes: 50 * MB }, { count: 7, bytes: 10 * MB }, { count: 60, bytes: 2 * MB },
        { count: 170, bytes: 500 * KB },
      ],
    },
    large: true,
    memoryEveryMillis: 250,
    contenders: ['portage-wasm'],
  },
  two: {
    // A CAR of some 300 MB.
    wish: {
      records: 10000, recordBytes: 30 * KB,
      blobs: [
        { count: 1, bytes: 100 * MB }, { count: 4, bytes: 50 * MB }, { count: 40, bytes: 10 * MB }, { count: 300, bytes: 2 * MB },
        { count: 800, bytes: 500 * KB },
      ],
    },
    large: true,
    memoryEveryMillis: 250,
    contenders: ['portage-wasm'],
  },
}

/** Lines between browser and servers. */
export const NETWORKS = {
  loopback: { sandbox: [] },
  net: { sandbox: ['--round-trip-millis', '50', '--megabits', '100'], bytesPerMillis: 12500 },
}

/** Plain HTTP/1.1, over which Portage uploads what it has stored; TLS with HTTP/2, over which it uploads live. */
export const TRANSPORTS = { http1: { sandbox: [] }, http2: { sandbox: ['--tls'] } }

export const CONTENDERS = ['portage-wasm', 'portage-js', 'one-by-one', 'pipe-4', 'pipe-5']

/** The part of `contenders` that runs a case; pipes are any `pipe-N`. */
export function contendersOf(caseName, contenders) {
  const only = CASES[caseName].contenders
  return contenders.filter((contender) => !only || only.includes(contender))
}

/** How often a case runs where small ones run `repeats` times. */
export function repeatsFor(caseName, repeats) {
  return CASES[caseName].large ? 1 : repeats
}

/** Whether a case runs over this line and transport. */
export function runsOver(caseName, network, transport) {
  return !CASES[caseName].large || (network === 'loopback' && transport === 'http1')
}
