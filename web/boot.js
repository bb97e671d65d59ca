// Opens the page, starts the worker, as WebAssembly where that can run, and hands it to the page. Decides nothing else.

// How long a worker may be silent once all of it is there. Until then it may take any time: lines are slow.
const READY_WITHIN_MILLIS = 20_000;
const WORKERS = { wasm: './worker-wasm.js', js: './worker-js.js' };

// A module with a struct type (garbage collection) and a try_table (final exceptions): what TeaVM's output is made of.
const PROBE = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x06, 0x02, 0x5f, 0x00, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01,
  0x01, 0x0a, 0x08, 0x01, 0x06, 0x00, 0x1f, 0x40, 0x00, 0x0b, 0x0b,
]);

const urlOf = (file) => new URL(file, import.meta.url).href;

// The one Trusted Types policy of this site: it lets through the addresses of our two workers and nothing else.
const allowed = Object.values(WORKERS).map(urlOf);
const policy = globalThis.trustedTypes?.createPolicy('migrator', {
  createScriptURL(url) {
    if (!allowed.includes(url)) throw new TypeError('not a worker of this site');
    return url;
  },
}) ?? { createScriptURL: (url) => url };

function backends() {
  const forced = new URLSearchParams(location.search).get('backend');
  if (forced in WORKERS) return [forced];
  let canRunWasm = false;
  try {
    canRunWasm = WebAssembly.validate(PROBE);
  } catch {
    // No WebAssembly at all.
  }
  return canRunWasm ? ['wasm', 'js'] : ['js'];
}

/** Starts one worker; fails when it cannot be loaded, or is loaded and does not say that it is ready in time. */
function startWorker(backend, tellOfBytes) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(policy.createScriptURL(urlOf(WORKERS[backend])), { type: 'module' });
    let timer;
    const settle = () => {
      clearTimeout(timer);
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
    };
    const fail = (reason) => {
      settle();
      worker.terminate();
      reject(new Error(backend + ': ' + reason));
    };
    worker.onerror = (event) => fail(event.message || 'did not load');
    worker.onmessageerror = () => fail('unreadable message');
    worker.onmessage = (event) => {
      const message = JSON.parse(event.data);
      switch (message.type) {
        case 'came':
          tellOfBytes(message.bytes);
          break;
        case 'loaded':
          timer = setTimeout(() => fail('not ready in time'), READY_WITHIN_MILLIS);
          break;
        case 'ready':
          settle();
          resolve(worker);
          break;
        case 'failed':
          fail(message.reason);
      }
    };
  });
}

/** The first worker that gets ready, with its backend; null when none does. */
async function firstWorker(tellOfBytes) {
  for (const backend of backends()) {
    try {
      return { backend, worker: await startWorker(backend, tellOfBytes) };
    } catch (error) {
      console.error(String(error));
    }
  }
  return null;
}

async function start() {
  // In a frame, another site could lay things over the password field. A policy in <meta> cannot forbid frames.
  if (self.top !== self) return refuse('This page does not run inside another page. Open it in a tab of its own.');
  try {
    const page = await import('./page.js');
    page.open();
    // Not before: the form is not to wait for the worker's bytes.
    const started = await firstWorker((bytes) => page.came(bytes));
    if (started === null) return refuse(null);
    leaveNothingBehind(started.worker);
    page.start(started.worker, started.backend);
  } catch (error) {
    console.error(error);
    refuse(null);
  }
}

/**
 * A page that was left may be put aside whole, to be shown again at once; WebKitGTK 2.50 lets its worker keep the account's
 * lock meanwhile, and no other page can carry on. What was under way is looked up again, as after any reload.
 */
function leaveNothingBehind(worker) {
  addEventListener('pagehide', () => worker.terminate());
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}

/** Shows the message that the HTML keeps ready, or another in its place. */
function refuse(text) {
  const message = document.getElementById('unsupported');
  if (text !== null) message.textContent = text;
  message.hidden = false;
  document.title = 'Portage';
  const app = document.getElementById('app');
  if (app) app.hidden = true;
}

start();
