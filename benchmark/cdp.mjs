/**
 * A bare connection to a browser's debugging port. No domain is ever enabled on it: the Network domain would copy every
 * request body as text, and uploads would run fifty times slower.
 */

export class Cdp {
  #calls = new Map()
  #lastId = 0

  /** Connects to `url`, a `ws:` address. */
  static async connect(url) {
    const socket = new WebSocket(url)
    await new Promise((resolve, reject) => {
      socket.onopen = resolve
      socket.onerror = () => reject(new Error('the browser does not answer on its debugging port'))
    })
    return new Cdp(socket)
  }

  constructor(socket) {
    this.socket = socket
    socket.onerror = () => {}
    socket.onmessage = ({ data }) => {
      const { id, result, error } = JSON.parse(data)
      const call = this.#calls.get(id)
      if (!call) return
      this.#calls.delete(id)
      if (error) call.reject(new Error(`${call.method}: ${error.message}`))
      else call.resolve(result)
    }
    socket.onclose = () => {
      for (const { method, reject } of this.#calls.values()) reject(new Error(`${method}: the browser is gone`))
      this.#calls.clear()
    }
  }

  /** Calls a method, in the session of a page where one is given. */
  send(method, params = {}, sessionId) {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error(`${method}: the browser is gone`))
    const id = ++this.#lastId
    this.socket.send(JSON.stringify({ id, method, params, sessionId }))
    return new Promise((resolve, reject) => this.#calls.set(id, { method, resolve, reject }))
  }

  close() {
    this.socket.close()
  }
}

/** One page of the browser. */
export class Tab {
  constructor(cdp, sessionId) {
    this.cdp = cdp
    this.sessionId = sessionId
  }

  async navigate(url) {
    const { errorText } = await this.cdp.send('Page.navigate', { url }, this.sessionId)
    if (errorText) throw new Error(`${url}: ${errorText}`)
  }

  /** Returns once the page that was navigated to has loaded. */
  async loaded() {
    await this.evaluate(`new Promise((resolve) => {
      if (document.readyState === 'complete') resolve();
      else addEventListener('load', () => resolve());
    })`)
  }

  /** Chooses a file of the disk in a field, as the browser's dialogue does. */
  async chooseFile(selector, path) {
    const { result } = await this.cdp.send(
      'Runtime.evaluate', { expression: `document.querySelector(${JSON.stringify(selector)})` }, this.sessionId,
    )
    await this.cdp.send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId }, this.sessionId)
  }

  /** The value of an expression; waits for it where it is a promise. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.cdp.send(
      'Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, this.sessionId,
    )
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
}
