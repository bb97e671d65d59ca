import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openSite } from '../site.mjs'

const site = mkdtempSync(join(tmpdir(), 'sandbox-site-'))
let web
before(async () => {
  mkdirSync(join(site, 'app'))
  writeFileSync(join(site, 'index.html'), '<!doctype html>page')
  writeFileSync(join(site, 'app', 'portage.wasm'), 'wasm')
  writeFileSync(join(site, 'config.json'), '{"plcDirectory":"https://elsewhere.example"}')
  writeFileSync(join(site, '_headers'), '# all\n/*\n  Content-Security-Policy: default-src \'self\'\n\n/app/*\n  X-App: yes\n')
  web = await openSite({ site, base: '/portage/', port: 0, headers: true }, { plcDirectory: 'http://localhost:1' })
})
after(async () => {
  await web.close()
  rmSync(site, { recursive: true })
})

const get = (path) => fetch(web.url + path, { redirect: 'manual' })

test('the page stands under its base path', async () => {
  assert.equal(await (await get('/portage/')).text(), '<!doctype html>page')
  assert.equal((await get('/portage')).headers.get('location'), '/portage/')
  assert.equal((await get('/')).headers.get('location'), '/portage/')
  assert.equal((await get('/elsewhere/')).status, 404)
})

test('files have the type a browser insists on and are never cached', async () => {
  const { headers } = await get('/portage/app/portage.wasm')
  assert.equal(headers.get('content-type'), 'application/wasm')
  assert.equal(headers.get('cache-control'), 'no-store')
})

test('the file _headers is applied', async () => {
  const page = await get('/portage/')
  assert.equal(page.headers.get('content-security-policy'), "default-src 'self'")
  assert.equal(page.headers.get('x-app'), null)
  assert.equal((await get('/portage/app/portage.wasm')).headers.get('x-app'), 'yes')
})

test('config.json is the sandbox\'s, not the site\'s', async () => {
  assert.deepEqual(await (await get('/portage/config.json')).json(), { plcDirectory: 'http://localhost:1' })
})

test('no path leads out of the site', async () => {
  for (const path of ['/portage/..%2f..%2fetc/passwd', '/portage/%2e%2e/%2e%2e/etc/passwd', '/portage/%00', '/portage/%zz']) {
    assert.ok([400, 404].includes((await get(path)).status), path)
  }
})

test('requests are remembered, with how they were answered', async () => {
  web.requests.length = 0
  await (await get('/portage/')).text()
  await (await get('/portage/nothing.js?v=1')).text()
  assert.deepEqual(web.requests, [{ path: '/portage/', status: 200 }, { path: '/portage/nothing.js?v=1', status: 404 }])
})

test('what is held back is answered once it is released', async () => {
  web.requests.length = 0
  web.hold('portage.wasm')
  const held = get('/portage/app/portage.wasm')
  await (await get('/portage/')).text()
  assert.deepEqual(web.requests, [{ path: '/portage/', status: 200 }])
  web.release()
  assert.equal(await (await held).text(), 'wasm')
})

test('a script may stand in front of a file, until it is taken away', async () => {
  web.before.set('/app/portage.wasm', '/* first */ ')
  assert.equal(await (await get('/portage/app/portage.wasm')).text(), '/* first */ wasm')
  web.before.delete('/app/portage.wasm')
  assert.equal(await (await get('/portage/app/portage.wasm')).text(), 'wasm')
})

test('what is held waits: all of it, or what comes after so many bytes', async () => {
  web.hold('portage.wasm')
  const later = get('/portage/app/portage.wasm')
  assert.equal((await get('/portage/')).status, 200)
  web.release()
  assert.equal(await (await later).text(), 'wasm')

  web.hold('portage.wasm', 3)
  const parts = (await get('/portage/app/portage.wasm')).body.getReader()
  assert.equal(Buffer.from((await parts.read()).value).toString(), 'was')
  const rest = parts.read()
  assert.equal(await Promise.race([rest.then(() => 'came'), get('/portage/').then(() => 'held')]), 'held')
  web.release()
  assert.equal(Buffer.from((await rest).value).toString(), 'm')
  assert.equal(await (await get('/portage/app/portage.wasm')).text(), 'wasm')
})
