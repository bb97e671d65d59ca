/** A move on Portage's own page, as a person makes it: fills the forms and presses the buttons, screen by screen. */
import { PageHand } from './page-hand.mjs'

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
    this.hand = new PageHand(tab, STOPPED)
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
    await this.hand.waitFor(WELCOME)
    await this.hand.fill('account', 'account', 'somebody')
    await this.hand.when(`return document.querySelector('form button[type=submit]:not([aria-disabled])') !== null`)
    await this.hand.fill('account', 'account', '')
  }

  /** Returns once there is a worker that answers the form: it tells in the footer what it is. */
  async untilReady() {
    await this.hand.when(`return document.querySelector('.page-footer')?.textContent.includes('Engine:')`)
  }

  /** From the welcome screen to the accepted plan: all that a person does before the move runs. */
  async start(move) {
    await this.hand.fill('account', 'account', move.account.handle)
    await this.hand.press('Find my account')
    await this.#signInToSource(move)
    await this.hand.waitFor(TARGET)
    await this.hand.fill('target', 'server', move.targetUrl)
    await this.hand.press('Look at this server')
    await this.hand.waitFor(DETAILS)
    await this.hand.fill('details', 'handle', move.targetHandle)
    await this.hand.fill('details', 'email', move.account.email)
    await this.hand.fill('details', 'password', move.targetPassword)
    await this.hand.press('Continue')
    await this.hand.waitFor(PLAN)
    await this.hand.press('Start the move')
  }

  /** Takes up the move that this browser remembers. */
  async carryOn(move) {
    await this.hand.press('Carry on with ')
    await this.#signInToSource(move)
    await this.hand.waitFor(TARGET_SIGN_IN)
    await this.hand.fill('existing', 'password', move.targetPassword)
    await this.hand.press('Sign in')
  }

  /**
   * Returns once the page asks for the mailed code: by then everything has been moved, and nothing is irreversible.
   *
   * @returns `{verificationMillis}` as the page showed it last while it moved; null where it shows no such thing
   */
  async untilDataMoved() {
    const { noted } = await this.hand.waitFor(MAIL_CODE, `
      for (const fact of document.querySelectorAll('.fact')) {
        if (fact.querySelector('dt')?.textContent === '${CHECKS_LABEL}') globalThis.benchNoted = fact.querySelector('dd').textContent;
      }`)
    return { verificationMillis: parseTime(noted) }
  }

  async #signInToSource({ account }) {
    await this.hand.waitFor(SOURCE_SIGN_IN)
    await this.hand.fill('source', 'password', account.password)
    await this.hand.press('Sign in')
  }
}
