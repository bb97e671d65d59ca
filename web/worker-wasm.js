// The worker as WebAssembly. TeaVM's loader makes JavaScript functions out of texts, for which a content security policy
// would have to allow eval. Here it gets a Function that finds each text in a table written by the build instead.
import './libraries.js';
import { StaticFunction } from './static-functions.js';

globalThis.Function = StaticFunction;

try {
  const { load } = await import('./runtime.js');
  const url = new URL('./worker.wasm', import.meta.url).href;
  const { exports } = await load(url, { noAutoImports: false });
  exports.main([]);
} catch (error) {
  self.postMessage(JSON.stringify({ type: 'failed', reason: String(error) }));
}
