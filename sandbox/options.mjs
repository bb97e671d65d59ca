/** What the `start` command takes. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))

export const HELP = `start [options]: an AT Protocol network on this machine, until Ctrl-C

  --pds NAME=LINE[,invite][,blobLimit=N][,importLimit=N][,rateLimits]
                  a PDS; repeatable. LINE is the release line, 0.4 or 0.5; limits are in bytes.
                  Its accounts are NAME's: alice.NAME.test. Default: --pds alpha=0.4 --pds beta=0.5
  --site DIR      static folder served as the page (default: target/site of the project)
  --base PATH     path the page stands under, e.g. /portage/ (default: /)
  --headers       applies the file _headers of the site (Netlify's format)
  --port N        of the page (default: 8480 if free, otherwise any)
  --tls           PDSs at https://NAME.test over HTTP/2 and HTTP/1.1, with a certificate nobody trusts
  --tls-port N    where all of them really listen (default: any); the JSON says how to map the names
  --round-trip-millis N, --megabits N
                  a line in front of the PDSs: N milliseconds both ways together (default: 0), N million bits a second in
                  each direction (default: 1000), shared by all connections
  --no-seed       no accounts
  --json          prints one line of JSON once everything runs; ends when standard input ends
  --help
`

const LINES = ['0.4', '0.5']
const NUMBERS = ['blobLimit', 'importLimit']
const FLAGS = ['invite', 'rateLimits']

/** Returns the options; throws an Error with a sentence for the person on anything it does not know. */
export function parseOptions(args) {
  const site = resolve(PROJECT, 'target/site')
  const options = { pdses: [], site, base: '/', headers: false, tls: false, tlsPort: 0, seed: true, json: false }
  const rest = [...args]
  const value = (name) => {
    if (!rest.length) throw new Error(`${name} needs a value`)
    return rest.shift()
  }
  while (rest.length) {
    const option = rest.shift()
    if (option === '--help') options.help = true
    else if (option === '--pds') options.pdses.push(parsePds(value(option)))
    else if (option === '--site') options.site = resolve(value(option))
    else if (option === '--base') options.base = `/${value(option)}/`.replace(/\/+/g, '/')
    else if (option === '--headers') options.headers = true
    else if (option === '--port') options.port = number(option, value(option))
    else if (option === '--tls') options.tls = true
    else if (option === '--tls-port') options.tlsPort = number(option, value(option))
    else if (option === '--round-trip-millis') options.line = { ...options.line, roundTripMillis: number(option, value(option)) }
    else if (option === '--megabits') options.line = { ...options.line, megabits: positive(option, value(option)) }
    else if (option === '--no-seed') options.seed = false
    else if (option === '--json') options.json = true
    else throw new Error(`unknown option ${option}; see --help`)
  }
  if (options.line) options.line = { roundTripMillis: 0, megabits: 1000, ...options.line }
  if (!options.pdses.length) options.pdses = [parsePds('alpha=0.4'), parsePds('beta=0.5')]
  const names = options.pdses.map(({ name }) => name)
  if (new Set(names).size < names.length) throw new Error('two PDSs of the same name')
  return options
}

function parsePds(text) {
  const [, name, line, more] = /^([a-z][a-z0-9]*)=([^,]+)(?:,(.*))?$/.exec(text) ?? []
  if (!name || !LINES.includes(line)) throw new Error(`--pds ${text}: expected NAME=LINE with a LINE of ${LINES.join(' or ')}`)
  const pds = { name, line }
  for (const part of more?.split(',') ?? []) {
    const [key, given] = part.split('=')
    if (FLAGS.includes(key) && given === undefined) pds[key] = true
    else if (NUMBERS.includes(key)) pds[key] = number(key, given)
    else throw new Error(`--pds ${text}: unknown "${part}"`)
  }
  return pds
}

function number(name, text) {
  if (!/^\d+$/.test(text ?? '')) throw new Error(`${name} needs a number, not "${text}"`)
  return Number(text)
}

function positive(name, text) {
  const given = number(name, text)
  if (given === 0) throw new Error(`${name} needs a number above 0`)
  return given
}
