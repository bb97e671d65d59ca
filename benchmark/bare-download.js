// Reads what a backup reads, the repo and then all blobs, and throws every byte away: what it takes is what the server, the line
// and the browser take. Only for comparison.

const PAGE = 1000;

async function answerOf(origin, nsid, parameters) {
  const response = await fetch(`${origin}/xrpc/${nsid}?${new URLSearchParams(parameters)}`);
  if (!response.ok) throw new Error(`${nsid}: ${response.status} ${await response.text()}`);
  return response;
}

/** How many bytes came. */
async function thrownAway(response) {
  const reader = response.body.getReader();
  let bytes = 0;
  for (let result = await reader.read(); !result.done; result = await reader.read()) bytes += result.value.byteLength;
  return bytes;
}

/** CIDs of all blobs of the account: a backup learns them from the repo. */
globalThis.listBlobs = async ({ did, sourceUrl }) => {
  const cids = [];
  let cursor;
  do {
    const parameters = { did, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const page = await (await answerOf(sourceUrl, 'com.atproto.sync.listBlobs', parameters)).json();
    cids.push(...page.cids);
    cursor = page.cursor;
  } while (cursor);
  return cids;
};

/** @returns `{repoBytes, blobBytes, millis}` */
globalThis.bareDownload = async ({ did, sourceUrl, concurrency, cids }) => {
  const begun = performance.now();
  const repoBytes = await thrownAway(await answerOf(sourceUrl, 'com.atproto.sync.getRepo', { did }));
  let next = 0;
  let blobBytes = 0;
  const work = async () => {
    while (next < cids.length) {
      const cid = cids[next++];
      // Not `blobBytes += await …`, which would add to what there was before the wait.
      const bytes = await thrownAway(await answerOf(sourceUrl, 'com.atproto.sync.getBlob', { did, cid }));
      blobBytes += bytes;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { repoBytes, blobBytes, millis: performance.now() - begun };
};
