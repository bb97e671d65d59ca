// Moves an account as tools before Portage do: everything whole in memory, one request after another, every call of a
// signed-in client with its token. Only for comparison: nothing is verified, stored or taken up again.

class Client {
  constructor(origin) {
    this.origin = origin;
  }

  async signIn(identifier, password) {
    this.token = (await this.call('com.atproto.server.createSession', { identifier, password })).accessJwt;
  }

  async query(nsid, parameters = {}) {
    return (await this.fetch(`${nsid}?${new URLSearchParams(parameters)}`)).json();
  }

  /** Posts JSON. */
  async call(nsid, body) {
    return this.post(nsid, JSON.stringify(body), 'application/json');
  }

  async post(nsid, body, type) {
    const response = await this.fetch(nsid, { method: 'POST', headers: { 'content-type': type }, body });
    const text = await response.text();
    return text ? JSON.parse(text) : {};
  }

  /** A query's answer as bytes, whole, with their type. */
  async bytes(nsid, parameters) {
    const response = await this.fetch(`${nsid}?${new URLSearchParams(parameters)}`);
    return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) };
  }

  async fetch(path, init = {}) {
    const headers = { ...init.headers, ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) };
    const response = await fetch(`${this.origin}/xrpc/${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

/** Moves everything but the identity; returns how many blobs there were. */
globalThis.oneByOne = async ({ did, sourceUrl, sourcePassword, targetUrl, targetHandle, targetPassword, email }) => {
  const source = new Client(sourceUrl);
  const target = new Client(targetUrl);
  await source.signIn(did, sourcePassword);

  const { did: aud } = await target.query('com.atproto.server.describeServer');
  const { token } = await source.query('com.atproto.server.getServiceAuth', { aud, lxm: 'com.atproto.server.createAccount' });
  target.token = token;
  const made = await target.call('com.atproto.server.createAccount', { did, handle: targetHandle, email, password: targetPassword });
  target.token = made.accessJwt;

  const repo = await source.bytes('com.atproto.sync.getRepo', { did });
  await target.post('com.atproto.repo.importRepo', repo.bytes, 'application/vnd.ipld.car');

  let blobs = 0;
  let cursor;
  do {
    const page = await target.query('com.atproto.repo.listMissingBlobs', { limit: 100, ...(cursor ? { cursor } : {}) });
    for (const { cid } of page.blobs) {
      const blob = await source.bytes('com.atproto.sync.getBlob', { did, cid });
      await target.post('com.atproto.repo.uploadBlob', blob.bytes, blob.type);
      blobs++;
    }
    cursor = page.cursor;
  } while (cursor);

  const { preferences } = await source.query('app.bsky.actor.getPreferences');
  await target.call('app.bsky.actor.putPreferences', { preferences });
  return blobs;
};
