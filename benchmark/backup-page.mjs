/** Backups on Portage's own page, as a person makes, saves and checks them. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PageHand } from './page-hand.mjs'

const PLAN = '^Back up your account$'
const MADE = '^Your backup is (ready to be )?saved$'
const CHOOSE = '^Check a backup$'
const WHOLE = '^This backup is whole$'
const NOT_WHOLE = '^(This backup is good, but|Nothing can be restored)'

/**
 * The ways to a file, and what stands in for the person in each. Nobody can press a browser's dialogue, so what it answers with is
 * a file of the page's own file system: the page writes to it as to any other place.
 */
export const WAYS = {
  link: 'globalThis.showSaveFilePicker = undefined',
  place: `globalThis.showSaveFilePicker = async () =>
    (await navigator.storage.getDirectory()).getFileHandle('picked.zip', { create: true })`,
}

/** Saves what was made: by the page's own link, or, from the place, by one like it. */
const SAVE = {
  link: `document.querySelector("a[download][href^='blob:']").click()`,
  place: `(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('picked.zip');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await handle.getFile());
    link.download = 'picked.zip';
    link.click();
  })()`,
}

const POLL_MILLIS = 20

export class BackupPage {
  /**
   * @param tab a Tab on which the page is open, at its first screen
   * @param browser its Browser
   */
  constructor(tab, browser) {
    this.tab = tab
    this.browser = browser
    this.hand = new PageHand(tab, NOT_WHOLE)
  }

  /** From the first screen to what will be in the file. */
  async plan(handle) {
    await this.hand.fill('account', 'account', handle)
    await this.hand.press('Back up this account')
    await this.hand.waitFor(PLAN)
  }

  /**
   * Makes the file.
   *
   * @param way of WAYS
   * @returns how long that took, and the facts that the page shows in the end
   */
  async make(way) {
    await this.tab.evaluate(WAYS[way])
    const millis = await this.#timed(async () => {
      await this.hand.click('Choose where to save it')
      await this.hand.waitFor(MADE)
    })
    return { millis, facts: await this.hand.facts() }
  }

  /** Lets the browser save what was made into `folder`, which is empty or not there; returns the file, and how long that took. */
  async save(way, folder) {
    mkdirSync(folder, { recursive: true })
    await this.browser.saveInto(folder)
    let path
    const millis = await this.#timed(async () => {
      await this.tab.evaluate(SAVE[way])
      path = await wholeFileIn(folder)
    })
    return { path, bytes: statSync(path).size, millis }
  }

  /** From the first screen to a file that is chosen to be checked. */
  async choose(path) {
    await this.hand.press('Check a backup')
    await this.hand.waitFor(CHOOSE)
    await this.tab.chooseFile('#field-check-file', path)
  }

  /** Checks it, and returns how long that took; an error where the page does not call it whole. */
  check() {
    return this.#timed(async () => {
      await this.hand.click('Check this file')
      await this.hand.waitFor(WHOLE)
    })
  }

  async #timed(action) {
    const begun = performance.now()
    await action()
    return performance.now() - begun
  }
}

/** Waits until the browser has given the file its name: before, it keeps the name free by an empty one and writes to another. */
async function wholeFileIn(folder) {
  for (;; await sleep(POLL_MILLIS)) {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      if (name.endsWith('.zip') && existsSync(path) && statSync(path).size > 0) return path
    }
  }
}
