// The worker as WebAssembly. TeaVM's loader makes JavaScript functions out of texts, for which a content security policy
// would have to allow eval. Here it gets a Function that finds each text in a table written by the build instead.
import './libraries.js';
import { StaticFunction } from './static-functions.js';

globalThis.Function = StaticFunction;

const TELL_MILLIS = 250;
const tell = (message) => self.postMessage(JSON.stringify(message));

/** The same answer, of which the page is told how much has come. */
function counted(response) {
  let bytes = 0;
  let told = 0;
  const teller = setInterval(() => {
    if (bytes === told) return;
    tell({ type: 'came', bytes });
    told = bytes;
  }, TELL_MILLIS);
  const counter = new TransformStream({
    transform(chunk, out) {
      bytes += chunk.byteLength;
      out.enqueue(chunk);
    },
    flush: () => clearInterval(teller),
  });
  return new Response(response.body.pipeThrough(counter), response);
}

/** TeaVM's loader fetches by itself; the first fetch is of the module. */
function countFirstFetch() {
  const fetchAny = self.fetch;
  self.fetch = async (...request) => {
    self.fetch = fetchAny;
    return counted(await fetchAny(...request));
  };
}

try {
  const { load } = await import('./runtime.js');
  const url = new URL('./worker.wasm', import.meta.url).href;
  countFirstFetch();
  const { exports } = await load(url, { noAutoImports: false });
  tell({ type: 'loaded' });
  exports.main([]);
} catch (error) {
  tell({ type: 'failed', reason: String(error) });
}
