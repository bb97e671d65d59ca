// Writes static-functions.js beside a WebAssembly worker: a table of every function that TeaVM's loader would make out of
// texts, so that no content security policy has to allow eval.
//
//   node --experimental-wasm-exnref --liftoff-only static-functions.mjs <directory with worker.wasm and runtime.js>
//
// The worker is loaded here, its main is not called. All texts are asked for while it loads (TeaVM 0.15.0); a text that was
// missed makes the worker throw an error that holds it. Liftoff only: the optimising compiler of Node 22 never comes to an
// end with final exceptions.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const directory = resolve(process.argv[2]);
const wasm = await readFile(resolve(directory, 'worker.wasm'));

const asked = new Map();
const RealFunction = globalThis.Function;
globalThis.self = globalThis;
globalThis.Function = new Proxy(RealFunction, {
  construct(target, texts) {
    asked.set(JSON.stringify(texts), texts);
    return Reflect.construct(target, texts);
  },
});

// From a folder of its own, which says that its scripts are modules; some package.json above the site may say otherwise.
const scratch = await mkdtemp(join(tmpdir(), 'functions-'));
let module;
try {
  await writeFile(join(scratch, 'package.json'), '{"type":"module"}');
  for (const name of ['runtime.js', 'vendor']) {
    await cp(resolve(directory, name), join(scratch, name), { recursive: true });
  }
  const { load } = await import(pathToFileURL(join(scratch, 'runtime.js')).href);
  ({ module } = await load(wasm, {}));
} finally {
  await rm(scratch, { recursive: true, force: true });
}

// The loader prepares its helpers for up to 32 arguments, p1 to p31; the module imports those that it needs.
const HELPER = /^(createFunction|bindFunction|callFunction|callMethod|construct|arrayOf)(\d+)$/;
const mostArguments = Math.max(
  0,
  ...WebAssembly.Module.imports(module)
    .filter((wanted) => wanted.module === 'teavmJso')
    .map((wanted) => Number(HELPER.exec(wanted.name)?.[2] ?? 0)),
);
const unneeded = `p${mostArguments + 1}`;
// A name of the page, such as "fetch", needs no entry: the lookup is below.
const GLOBAL_NAME = /^return [A-Za-z_$][\w$.]*;$/;

const entries = [];
for (const [key, texts] of [...asked].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const parameters = texts.slice(0, -1).map(String);
  const body = String(texts.at(-1));
  if (parameters.includes(unneeded) || (texts.length === 1 && GLOBAL_NAME.test(body))) continue;
  entries.push(`[${JSON.stringify(key)},function(${parameters.join(',')}){${body}\n}]`);
}

const source = `// Written by the build; see web/build/static-functions.mjs.
const table = new Map([
${entries.join(',\n')}
]);
const GLOBAL_NAME = ${GLOBAL_NAME};
function find(texts) {
  const found = table.get(JSON.stringify(texts));
  if (found) return found;
  if (texts.length === 1 && GLOBAL_NAME.test(texts[0])) {
    const path = texts[0].slice(7, -1).split('.');
    return () => {
      let value = globalThis;
      for (const name of path) value = value[name];
      return value;
    };
  }
  if (texts.includes('${unneeded}')) return () => { throw new Error('helper for too many arguments'); };
  throw new Error('not in the table of functions: ' + JSON.stringify(texts));
}
/** Stands in for Function: finds what it would compile. */
export function StaticFunction(...texts) {
  return find(texts);
}
StaticFunction.prototype = globalThis.Function.prototype;
`;
await writeFile(resolve(directory, 'static-functions.js'), source);
console.log(`static-functions.js: ${entries.length} functions, helpers for up to ${mostArguments} arguments`);
