/** Starts a sandbox for a test and talks to it as anybody outside would: over its fronts and its control API. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../start', import.meta.url))

export class Sandbox {
  /** Starts a network with these options of the command and returns once it is ready. */
  static async start(...options) {
    const child = spawn(START, ['--json', '--port', '0', ...options], { stdio: ['pipe', 'pipe', 'pipe'] })
    let complaints = ''
    child.stderr.on('data', (text) => { complaints += text })
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([text]) => text),
      once(child, 'exit').then(() => null),
    ])
    if (line === null) throw new Error(`the sandbox did not start: ${complaints}`)
    return new Sandbox(child, JSON.parse(line))
  }

  /** @param network what the command printed */
  constructor(child, network) {
    this.child = child
    this.network = network
  }

  account(name) {
    return this.network.accounts.find(({ handle }) => handle.startsWith(`${name}.`))
  }

  /** Ends it by `signal`, or by closing its standard input where there is none; returns its exit code. */
  async stop(signal) {
    const gone = once(this.child, 'exit')
    if (signal) this.child.kill(signal)
    else this.child.stdin.end()
    return (await gone)[0]
  }

  /** Calls the control API: `control('POST', '/accounts', {…})`. */
  async control(method, path, body) {
    const response = await fetch(`${this.network.control}${path}`, { method, body: body && JSON.stringify(body) })
    const answer = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.error}`)
    return answer
  }

  /** A client of one of the PDSs. */
  client(pds) {
    return new Client(this.network.pdses[pds].url)
  }
}

/** An XRPC client of one server, signed in or not. */
export class Client {
  constructor(url) {
    this.url = url
  }

  async signIn(identifier, password) {
    const session = await this.post('com.atproto.server.createSession', { identifier, password })
    this.token = session.accessJwt
    return session
  }

  async get(nsid, parameters = {}) {
    return (await this.fetch(`${nsid}?${new URLSearchParams(parameters)}`)).json()
  }

  async bytes(nsid, parameters) {
    const response = await this.fetch(`${nsid}?${new URLSearchParams(parameters)}`)
    return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
  }

  /** Posts JSON, bytes (with their type), or nothing. */
  async post(nsid, body, type = 'application/json') {
    const response = await this.fetch(nsid, {
      method: 'POST',
      headers: body === undefined ? {} : { 'content-type': type },
      body: body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return text ? JSON.parse(text) : {}
  }

  async fetch(path, init = {}) {
    const headers = { ...init.headers, ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) }
    const response = await fetch(`${this.url}/xrpc/${path}`, { ...init, headers })
    if (!response.ok) {
      const text = await response.text()
      throw Object.assign(new Error(`${path}: ${response.status} ${text}`), { status: response.status, text })
    }
    return response
  }
}
