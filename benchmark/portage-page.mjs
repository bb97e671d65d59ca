/** Portage's own page, used as a person uses it: fills the forms and presses the buttons, screen by screen. */

/** Titles of the screens that the benchmark meets. */
const WELCOME = '^Move your account to another server$'
const SOURCE_SIGN_IN = '^Sign in to your present server$'
const TARGET = '^Choose your new server$'
const DETAILS = '^Your account at .*$'
const TARGET_SIGN_IN = '^Sign in to (?!your present server).*$'
const PLAN = '^What will happen$'
const MAIL_CODE = '^Enter the code from your e-mail$'
const STOPPED = '^(The move has stopped|[0-9]+ pictures? or videos? could not be moved)$'

/** Names the computing time of all checks, among the details of a move. */
const CHECKS_LABEL = 'Computing time for checks'

/** A length of time as the page writes it, `2.5 s` or `3 min 7 s`, in milliseconds; null for anything else. */
export function parseTime(text) {
  const [, minutes, seconds] = /^(?:(\d+)\smin\s)?(\d+(?:\.\d+)?)\ss$/.exec(text ?? '') ?? []
  return seconds === undefined ? null : Math.round((Number(minutes ?? 0) * 60 + Number(seconds)) * 1000)
}

export class PortagePage {
  /** @param tab a Tab of the browser */
  constructor(tab) {
    this.tab = tab
  }

  /** Opens the page; `backend` is wasm or js, or undefined for its own choice. */
  async open(address, backend) {
    await this.openFirstForm(address, backend)
    await this.untilReady()
  }

  /** Opens the page; returns once its first form takes what is typed and its button can be pressed. */
  async openFirstForm(address, backend) {
    await this.tab.navigate(backend ? `${address}?backend=${backend}` : address)
    await this.tab.loaded()
    await this.#waitFor(WELCOME)
    await this.#fill('account', 'account', 'somebody')
    await this.#when(`return document.querySelector('form button[type=submit]:not([aria-disabled])') !== null`)
    await this.#fill('account', 'account', '')
  }

  /** Returns once there is a worker that answers the form: it tells in the footer what it is. */
  async untilReady() {
    await this.#when(`return document.querySelector('.page-footer')?.textContent.includes('Engine:')`)
  }

  /** From the welcome screen to the accepted plan: all that a person does before the move runs. */
  async start(move) {
    await this.#fill('account', 'account', move.account.handle)
    await this.#press('Find my account')
    await this.#signInToSource(move)
    await this.#waitFor(TARGET)
    await this.#fill('target', 'server', move.targetUrl)
    await this.#press('Look at this server')
    await this.#waitFor(DETAILS)
    await this.#fill('details', 'handle', move.targetHandle)
    await this.#fill('details', 'email', move.account.email)
    await this.#fill('details', 'password', move.targetPassword)
    await this.#press('Continue')
    await this.#waitFor(PLAN)
    await this.#press('Start the move')
  }

  /** Takes up the move that this browser remembers. */
  async carryOn(move) {
    await this.#press('Carry on with ')
    await this.#signInToSource(move)
    await this.#waitFor(TARGET_SIGN_IN)
    await this.#fill('existing', 'password', move.targetPassword)
    await this.#press('Sign in')
  }

  /**
   * Returns once the page asks for the mailed code: by then everything has been moved, and nothing is irreversible.
   *
   * @returns `{verificationMillis}` as the page showed it last while it moved; null where it shows no such thing
   */
  async untilDataMoved() {
    const { noted } = await this.#waitFor(MAIL_CODE, `
      for (const fact of document.querySelectorAll('.fact')) {
        if (fact.querySelector('dt')?.textContent === '${CHECKS_LABEL}') globalThis.benchNoted = fact.querySelector('dd').textContent;
      }`)
    return { verificationMillis: parseTime(noted) }
  }

  async #signInToSource({ account }) {
    await this.#waitFor(SOURCE_SIGN_IN)
    await this.#fill('source', 'password', account.password)
    await this.#press('Sign in')
  }

  /** Waits for a screen; `also` is code that runs at every look, and may set `globalThis.benchNoted`. */
  async #waitFor(title, also = '') {
    const shown = await this.#when(`
      ${also}
      // Not innerText, which would make the browser lay the page out after every change.
      const title = document.querySelector('h1.title')?.textContent ?? '';
      if (/${title}/.test(title)) return { reached: true, noted: globalThis.benchNoted ?? null };
      if (/${STOPPED}/.test(title)) return { reached: false, text: document.querySelector('#app').textContent };
      if (document.querySelector('#unsupported')?.hidden === false) return { reached: false, text: 'the page refuses to run' };`)
    if (!shown.reached) throw new Error(`the page stopped: ${shown.text.replace(/\s+/g, ' ').slice(0, 600)}`)
    return shown
  }

  /** Sets a value as typing does, so that the page hears of it. */
  #fill(form, name, value) {
    return this.#when(`
      const input = document.querySelector('#field-${form}-${name}');
      if (!input) return null;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, ${JSON.stringify(value)});
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return true;`)
  }

  /** Presses a button by the beginning of its text, and waits for the answer: what was pressed is busy until then. */
  async #press(label) {
    await this.#when(`
      const wanted = ${JSON.stringify(label)};
      const button = [...document.querySelectorAll('button')].find((one) => {
        const text = one.textContent.replace(/\\s+/g, ' ');
        return wanted.endsWith(' ') ? text.startsWith(wanted) : text.trim() === wanted;
      });
      if (!button || button.disabled) return null;
      button.click();
      return true;`)
    await this.#when(`return !document.querySelector("#app [aria-busy='true']")`)
  }

  /** Runs `body` after every change of the document until it returns something; returns that. */
  #when(body) {
    return this.tab.evaluate(`new Promise((resolve, reject) => {
      const look = () => { ${body} };
      const observer = new MutationObserver(() => settle());
      const settle = () => {
        try {
          const found = look();
          if (!found) return;
          observer.disconnect();
          resolve(found);
        } catch (error) {
          observer.disconnect();
          reject(error);
        }
      };
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      settle();
    })`)
  }
}
