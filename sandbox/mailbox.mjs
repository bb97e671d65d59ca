/** Takes every mail the PDSs send. A person reads it in the browser, a test asks for it. */
import { EventEmitter, once } from 'node:events'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { listen, sendJson } from './http-json.mjs'

/** The longest a query may wait for mail, in milliseconds. */
const LONGEST_WAIT = 120000

export class Mailbox extends EventEmitter {
  #messages = []

  static async open() {
    const mailbox = new Mailbox()
    mailbox.setMaxListeners(0)
    mailbox.smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onData: (stream, session, done) => mailbox.#take(stream, session).then(() => done(), done),
    })
    mailbox.smtp.on('error', () => {})
    const server = mailbox.smtp.listen(0, '127.0.0.1')
    await once(server, 'listening')
    mailbox.smtpUrl = `smtp://127.0.0.1:${server.address().port}`
    mailbox.web = await listen((req, res) => mailbox.#serve(req, res))
    mailbox.url = mailbox.web.url
    return mailbox
  }

  async close() {
    await this.web.close()
    await new Promise((resolve) => this.smtp.close(resolve))
  }

  /**
   * Returns the messages that fit, oldest first; with `waitMillis`, waits so long for at least one.
   *
   * @param to an address, or nothing for all
   * @param after milliseconds since 1970; only what arrived later than that
   */
  async find({ to, after = 0, waitMillis = 0 }) {
    const deadline = Date.now() + Math.min(waitMillis, LONGEST_WAIT)
    for (;;) {
      const found = this.#messages.filter((message) => (!to || message.to.includes(to.toLowerCase())) && message.at > after)
      const left = deadline - Date.now()
      if (found.length || left <= 0) return found
      await once(this, 'mail', { signal: AbortSignal.timeout(left) }).catch(() => {})
    }
  }

  async #take(stream, session) {
    const mail = await simpleParser(stream)
    const text = (mail.text || mail.html || '').replaceAll('\r\n', '\n')
    const message = {
      to: session.envelope.rcptTo.map((rcpt) => rcpt.address.toLowerCase()).join(', '),
      from: mail.from?.value[0]?.address ?? '',
      subject: mail.subject ?? '',
      text,
      at: Date.now(),
    }
    const code = /\b[A-Z2-7]{5}-[A-Z2-7]{5}\b/i.exec(text)?.[0]
    if (code) message.code = code
    this.#messages.push(message)
    this.emit('mail')
  }

  async #serve(req, res) {
    const { pathname, searchParams } = new URL(req.url, 'http://localhost')
    res.setHeader('access-control-allow-origin', '*')
    if (pathname === '/messages') {
      const found = await this.find({
        to: searchParams.get('to') ?? undefined,
        after: Number(searchParams.get('after') ?? 0),
        waitMillis: Number(searchParams.get('wait') ?? 0),
      })
      return sendJson(res, 200, found)
    }
    if (pathname !== '/') return sendJson(res, 404, { error: 'there are / and /messages' })
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    res.end(page(this.#messages.toReversed()))
  }
}

function page(messages) {
  const items = messages.map(({ to, from, subject, text, code, at }) => `<article>
<h2>${escape(subject)}</h2>
<p>${new Date(at).toLocaleTimeString()}, from ${escape(from)} to <b>${escape(to)}</b>${code ? `, code <code>${code}</code>` : ''}</p>
<pre>${escape(text.trim())}</pre>
</article>`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mailbox (${messages.length})</title>
<meta http-equiv="refresh" content="3"><meta name="viewport" content="width=device-width">
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid; padding: .5rem 0; } h2 { font-size: 1.1rem; margin: .5rem 0 0; }
code { font-size: 1.3rem; user-select: all; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
</style></head>
<body><h1>Mailbox of the sandbox</h1>
${items.join('\n') || '<p>No mail yet. This page looks again every three seconds.</p>'}
</body></html>
`
}

function escape(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
