// Runs the contracts in a worker. Query: backend=wasm|js, suites=a,b,c (default all but speed-*, live and quota-*), base=<contract
// server> (default this origin), report=1 to post the outcome to /report. When over, <html data-done="true"> and #results
// holds {"backend", "passed", "failed", "results": [{"suite", "name", "ok", "failure", "millis"}], "skipped": [{"suite",
// "reason"}]}: a suite of what this browser does not have is skipped.
const query = new URLSearchParams(location.search);
const backend = query.get('backend') ?? 'wasm';
const base = query.get('base') ?? location.origin;
const ALL =
  'browser,signatures,signing,gzip,deflate,zip,tee,opfs,indexeddb,file-opfs,file-indexeddb,picked-opfs,log,safe,' +
  'http-opfs,http-indexeddb,left-opfs,left-indexeddb';

const outcome = { backend, passed: 0, failed: 0, results: [], skipped: [] };
const violations = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(event.blockedURI));

function add(result) {
  outcome.results.push(result);
  if (result.ok) outcome.passed++;
  else outcome.failed++;
}

/** Runs a suite in a worker of its own, which is killed afterwards, as a closed tab would. */
function run(suite) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(`./worker-${backend}.js`, import.meta.url), { type: 'module' });
    const end = (failure) => {
      worker.terminate();
      if (failure) add({ suite, name: 'worker', ok: false, failure, millis: 0 });
      resolve();
    };
    worker.onerror = (event) => end(event.message || 'worker did not load');
    worker.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.type === 'ready') worker.postMessage(JSON.stringify({ type: 'run', suite, base }));
      else if (message.type === 'failed') end(message.reason);
      else if (message.type === 'done') end(null);
      else if (message.type === 'skipped') outcome.skipped.push({ suite, reason: message.reason });
      else if (message.type === 'result') {
        delete message.type;
        add(message);
      }
      document.getElementById('results').textContent = JSON.stringify(outcome, null, 1);
    };
  });
}

for (const suite of (query.get('suites') ?? ALL).split(',')) {
  const left = /^left-(.*)$/.exec(suite);
  if (left) await run(`leave-${left[1]}`);
  await run(suite);
}
for (const uri of violations) add({ suite: 'policy', name: String(uri), ok: false, failure: 'blocked', millis: 0 });
document.getElementById('results').textContent = JSON.stringify(outcome, null, 1);
document.documentElement.dataset.done = 'true';
if (query.has('report')) await fetch(`${location.origin}/report`, { method: 'POST', body: JSON.stringify(outcome) });
