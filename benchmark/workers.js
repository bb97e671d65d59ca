// Runs Portage's own classes in a worker of their own (src/test/java/portage/bench), and returns the figures.

globalThis.measureParts = (backend, job) => new Promise((resolve, reject) => {
  const worker = new Worker(new URL(`./worker-${backend}.js`, import.meta.url), { type: 'module' });
  const end = (settle, value) => {
    worker.terminate();
    settle(value);
  };
  worker.onerror = (event) => end(reject, new Error(event.message || 'the worker did not load'));
  worker.onmessage = (event) => {
    const message = JSON.parse(event.data);
    if (message.type === 'ready') worker.postMessage(JSON.stringify({ ...job, car: new URL(job.car, location.href).href }));
    else if (message.type === 'failed') end(reject, new Error(message.reason));
    else if (message.type === 'done') end(resolve, message);
  };
});
