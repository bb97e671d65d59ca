/** Addresses at which no server can be reached, and the reason is not the server: for clients that are led there. */
import { createServer } from 'node:https'
import { selfSigned } from './certificate.mjs'
import { listen } from './http-json.mjs'

/** Never resolves: RFC 2606 keeps the name free for that. */
const UNRESOLVABLE = 'https://no-such-server.invalid'

/** @returns `{close(), describe() → {untrusted, unresolvable}}` */
export async function openStrangers() {
  const { key, cert } = selfSigned(['localhost'])
  const server = createServer({ key, cert })
  server.on('tlsClientError', () => {})
  const untrusted = await listen((req, res) => res.writeHead(500).end(), 0, server)
  return {
    close: () => untrusted.close(),
    describe: () => ({ untrusted: untrusted.url.replace('http:', 'https:'), unresolvable: UNRESOLVABLE }),
  }
}
