// What the site takes of @noble/curves. The build bundles it into vendor/noble-curves/p256.js: the package is many modules
// that name each other, which no worker resolves.
export { p256 } from '@noble/curves/nist.js';
