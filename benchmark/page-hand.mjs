/** The hand of a person on Portage's page: waits for screens, fills fields, presses buttons. Watches the document, not time. */

/** What is shown when something went wrong, whatever the screen. */
const PROBLEM = '#app .problem'

export class PageHand {
  /**
   * @param tab a Tab of the browser
   * @param stopped pattern of the titles after which nothing goes on, as a text
   */
  constructor(tab, stopped) {
    this.tab = tab
    this.stopped = stopped
  }

  /**
   * Waits for a screen.
   *
   * @param title pattern of its title, as a text
   * @param also code that runs at every look, and may set `globalThis.benchNoted`
   * @returns `{noted}`: what that code set last, or null
   */
  async waitFor(title, also = '') {
    const shown = await this.when(`
      ${also}
      // Not innerText, which would make the browser lay the page out after every change.
      const title = document.querySelector('h1.title')?.textContent ?? '';
      if (/${title}/.test(title)) return { reached: true, noted: globalThis.benchNoted ?? null };
      if (/${this.stopped}/.test(title) || document.querySelector('${PROBLEM}')) {
        return { reached: false, text: document.querySelector('#app').textContent };
      }
      if (document.querySelector('#unsupported')?.hidden === false) return { reached: false, text: 'the page refuses to run' };`)
    if (!shown.reached) throw new Error(`the page stopped: ${shown.text.replace(/\s+/g, ' ').slice(0, 600)}`)
    return shown
  }

  /** Sets a value as typing does, so that the page hears of it. */
  fill(form, name, value) {
    return this.when(`
      const input = document.querySelector('#field-${form}-${name}');
      if (!input) return null;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, ${JSON.stringify(value)});
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return true;`)
  }

  /** Presses a button by its text, or by the beginning of it where `label` ends with a space. */
  click(label) {
    return this.when(`
      const wanted = ${JSON.stringify(label)};
      const button = [...document.querySelectorAll('button')].find((one) => {
        const text = one.textContent.replace(/\\s+/g, ' ');
        return wanted.endsWith(' ') ? text.startsWith(wanted) : text.trim() === wanted;
      });
      if (!button || button.disabled) return null;
      button.click();
      return true;`)
  }

  /** The same, and waits for the answer: what was pressed is busy until then. */
  async press(label) {
    await this.click(label)
    await this.when(`return !document.querySelector("#app [aria-busy='true']")`)
  }

  /** The facts that the page shows, by their labels; those that are folded away as well. */
  facts() {
    return this.tab.evaluate(`Object.fromEntries([...document.querySelectorAll('.fact')].map((fact) =>
      [fact.querySelector('dt').textContent, fact.querySelector('dd').textContent]))`)
  }

  /** Runs `body` after every change of the document until it returns something; returns that. */
  when(body) {
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
