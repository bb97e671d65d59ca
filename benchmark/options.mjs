/** What ./bench takes. */
import { CASES, CONTENDERS, NETWORKS, TRANSPORTS } from './cases.mjs'

export const PARTS = ['moves', 'backup', 'page', 'kills', 'parts']

export const HELP = `bench [options]: moves and backs up the same accounts by Portage and by other ways, and measures

  --cases LIST       of ${Object.keys(CASES).join(',')} (default: all)
  --contenders LIST  of ${CONTENDERS.join(',')}, or pipe-N for N blobs at a time (default: all)
  --networks LIST    of ${Object.keys(NETWORKS).join(',')}: 50 ms round trip and 100 Mbit/s each way (default: both)
  --transports LIST  of ${Object.keys(TRANSPORTS).join(',')}: uploads what is stored, or live (default: both)
  --parts LIST       of ${PARTS.join(',')} (default: all); backup: each account is saved as a file by
                     every portage among the contenders, and checked, over http1
  --repeats N        of small and mixed (default: 3); large accounts run once
  --seed N           of the accounts' content (default: 1)
  --quick            small and mixed, once, on the loopback; no kills
  --help

Lists are separated by commas. The report is target/bench/report.json.
`

/** Returns the options; throws an Error with a sentence for the person on anything it does not know. */
export function parseOptions(args) {
  const options = {
    cases: Object.keys(CASES), contenders: CONTENDERS, networks: Object.keys(NETWORKS), transports: Object.keys(TRANSPORTS),
    parts: PARTS, repeats: 3, seed: 1,
  }
  const rest = [...args]
  // First, so that the others can still change what it sets.
  if (rest.includes('--quick')) {
    rest.splice(rest.indexOf('--quick'), 1)
    Object.assign(options, { cases: ['small', 'mixed'], networks: ['loopback'], parts: ['moves', 'backup', 'page', 'parts'], repeats: 1 })
  }
  const value = (name) => {
    if (!rest.length) throw new Error(`${name} needs a value`)
    return rest.shift()
  }
  while (rest.length) {
    const option = rest.shift()
    if (option === '--help') options.help = true
    else if (option === '--cases') options.cases = list(option, value(option), (name) => name in CASES)
    else if (option === '--contenders') options.contenders = list(option, value(option), isContender)
    else if (option === '--networks') options.networks = list(option, value(option), (name) => name in NETWORKS)
    else if (option === '--transports') options.transports = list(option, value(option), (name) => name in TRANSPORTS)
    else if (option === '--parts') options.parts = list(option, value(option), (name) => PARTS.includes(name))
    else if (option === '--repeats') options.repeats = number(option, value(option))
    else if (option === '--seed') options.seed = number(option, value(option))
    else throw new Error(`unknown option ${option}; see --help`)
  }
  return options
}

function isContender(name) {
  return CONTENDERS.includes(name) || /^pipe-[1-9]\d?$/.test(name)
}

function list(option, text, fits) {
  const names = text.split(',')
  for (const name of names) if (!fits(name)) throw new Error(`${option}: unknown "${name}"; see --help`)
  return names
}

function number(option, text) {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${option} needs a number from 1, not "${text}"`)
  return Number(text)
}
