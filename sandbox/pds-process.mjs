/**
 * One PDS of a given release line. Process of its own; see `child-life.mjs`.
 *
 * The PDS believes that it lives at its front (`publicUrl`) and listens somewhere else, as any PDS behind a reverse
 * proxy does.
 */
import { serveParent } from './child-life.mjs'
import { setClock } from './wrong-clock.mjs'

serveParent(async ({ line, publicUrl, dohUrl }) => {
  const { PDS, envToCfg, envToSecrets, readEnv } = await load(line)
  const env = readEnv()
  const config = envToCfg(env)
  config.service.publicUrl = publicUrl
  config.service.port = 0
  const pds = await PDS.create(config, envToSecrets(env))
  resolveHandlesBy(dohUrl, pds)

  const listen = pds.app.listen.bind(pds.app)
  pds.app.listen = (port) => listen(port, '127.0.0.1')
  const http = await pds.start()
  // Imports of large repos may take longer than the five minutes that Node grants a request by default: that limit is
  // the PDS's own behaviour, so it stays.
  return {
    answer: { port: http.address().port, version: config.service.version },
    stop: () => pds.destroy(),
    hear: ({ clockMillis }) => setClock(clockMillis),
  }
})

async function load(line) {
  const module = await import(`pds-${line}`)
  return module.PDS ? module : module.default
}

/**
 * Lets this PDS resolve the handles of the whole sandbox. It would ask real DNS and HTTPS otherwise, where nothing under
 * `.test` exists; so an account could not keep a handle of its own domain when it moves.
 */
function resolveHandlesBy(dohUrl, pds) {
  pds.ctx.idResolver.handle.resolve = async (handle) => {
    const answer = await fetch(`${dohUrl}?name=_atproto.${handle}&type=TXT`, {
      headers: { accept: 'application/dns-json' },
    })
    const { Answer = [] } = await answer.json()
    return /did=(did:[^"]+)/.exec(Answer[0]?.data ?? '')?.[1]
  }
}
