/**
 * Answers DNS-over-HTTPS queries in their JSON form for the handles of the sandbox, and for nothing else. Answers
 * `resolveHandle` besides, for the PDSs: they ask their AppView about handles that are not theirs.
 */
import { listen, sendJson } from './http-json.mjs'

const TXT = 16
const NO_ERROR = 0
const NO_SUCH_NAME = 3

/** @param resolve handle → promise of its DID, or of nothing */
export async function openDoh(resolve) {
  const web = await listen(async (req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://localhost')
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    if (req.method === 'OPTIONS') return res.writeHead(204, cors).end()
    if (pathname === '/xrpc/com.atproto.identity.resolveHandle') {
      const did = await resolve((searchParams.get('handle') ?? '').toLowerCase()).catch(() => undefined)
      if (did) return sendJson(res, 200, { did }, cors)
      return sendJson(res, 400, { error: 'InvalidRequest', message: 'Unable to resolve handle' }, cors)
    }
    if (pathname !== '/dns-query') return sendJson(res, 404, { error: 'NotFound', message: 'there is /dns-query' }, cors)
    const name = (searchParams.get('name') ?? '').replace(/\.$/, '').toLowerCase()
    const type = (searchParams.get('type') ?? 'A').toUpperCase()
    const asksText = type === 'TXT' || type === String(TXT)
    const handle = name.startsWith('_atproto.') ? name.slice('_atproto.'.length) : null
    const did = asksText && handle ? await resolve(handle).catch(() => undefined) : undefined
    sendJson(res, 200, {
      Status: did ? NO_ERROR : NO_SUCH_NAME,
      Question: [{ name, type: asksText ? TXT : type }],
      ...(did ? { Answer: [{ name, type: TXT, TTL: 0, data: `"did=${did}"` }] } : {}),
    }, { ...cors, 'content-type': 'application/dns-json' })
  })
  return { ...web, queryUrl: `${web.url}/dns-query` }
}
