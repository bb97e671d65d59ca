// Libraries that not every visit needs, fetched when they are first wanted. No other name can be asked for.
const PATHS = {
  signatures: './vendor/noble-secp256k1/index.js',
  p256: './vendor/noble-curves/p256.js',
  hashing: './vendor/hash-wasm/sha256.umd.min.js',
};
const loading = {};
const idleHashers = [];

function library(name) {
  loading[name] ??= import(PATHS[name]).catch((error) => {
    delete loading[name]; // another try may find the network again
    throw error;
  });
  return loading[name];
}

globalThis.portageLibraries = {
  signatures: () => library('signatures'),
  p256: async () => (await library('p256')).p256,
  /** Something that hashes one stream of bytes at a time by SHA-256, used again after `giveBack`. */
  hasher: async () => {
    await library('hashing'); // an UMD file: it leaves its name on the global object
    const hasher = idleHashers.pop() ?? await globalThis.hashwasm.createSHA256();
    return hasher.init();
  },
  giveBack: (hasher) => { idleHashers.push(hasher); },
};
