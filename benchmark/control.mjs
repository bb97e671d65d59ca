/** The control API of a sandbox, for calls that may take many minutes: `fetch` gives up after five. */
import http from 'node:http'
import { once } from 'node:events'

/** Calls a method and returns its JSON. */
export async function control(url, method, path, body) {
  const request = http.request(`${url}${path}`, { method, agent: false, headers: { 'content-type': 'application/json' } })
  const answered = once(request, 'response')
  request.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = await answered
  const chunks = []
  for await (const chunk of response) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  if (response.statusCode !== 200) throw new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 600)}`)
  return text.trim() ? JSON.parse(text) : {}
}
