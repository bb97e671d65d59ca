// The worker as JavaScript, for browsers whose WebAssembly cannot run the other one.
import './libraries.js';

try {
  const { main } = await import('./worker.js');
  self.postMessage(JSON.stringify({ type: 'loaded' }));
  main([]);
} catch (error) {
  self.postMessage(JSON.stringify({ type: 'failed', reason: String(error) }));
}
