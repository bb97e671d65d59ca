/**
 * What a seeded account holds: records as any app would write them, and the blobs they refer to. Everything follows from
 * the account's name, so two runs make the same content.
 */
import { BlobBytes } from './blob-bytes.mjs'

/** The largest image, in bytes, that the lexicons of posts and profiles take. */
const IMAGE_LIMIT = 1000000
/** The same for a video. */
const VIDEO_LIMIT = 100000000

const WORDS = `harbour morning letter quiet river window carry garden bridge lantern market cloud paper winter orange
  ladder copper station island candle meadow thunder blanket pocket shadow kettle ribbon anchor violin pepper`.split(/\s+/)

/**
 * Plans the content of an account.
 *
 * @param wish counts of `posts, likes, follows, images, records` (plain records on top; of `recordBytes` each, of a lexicon
 *     that no server knows, where that is given), `imageBytes`, `videoBytes` (0 = no video), `avatar` (avatar and banner as
 *     well), `blobs` = list of `{count, bytes}`
 * @param did of the account; `friends` are the DIDs it follows
 * @returns `{blobs: [BlobBytes], writes(refs) → [{collection, rkey, value}]}`; `writes` takes one blob ref per blob
 */
export function planContent(name, did, wish, friends) {
  const blobs = []
  const need = (what, sizeBytes, mimeType) => blobs.push(new BlobBytes(`${name} ${what}`, sizeBytes, mimeType)) - 1
  const imageBytes = Math.min(wish.imageBytes ?? 40000, IMAGE_LIMIT)

  const face = wish.avatar ? { avatar: need('avatar', 20000, 'image/png'), banner: need('banner', 60000, 'image/jpeg') } : {}
  const images = times(wish.images, (i) => need(`image ${i}`, imageBytes + i, i % 3 ? 'image/jpeg' : 'image/png'))
  const video = wish.videoBytes ? need('video', wish.videoBytes, 'video/mp4') : null
  const extra = (wish.blobs ?? []).flatMap(({ count, bytes }, group) => times(count, (i) =>
    need(`blob ${group} ${i}`, bytes, bytes > IMAGE_LIMIT ? 'video/mp4' : 'image/jpeg')))

  const writes = (refs) => {
    const stamps = new Stamps()
    const embedded = [
      ...pairs(images).map((pair) => imagesOf(pair.map((i) => refs[i]))),
      ...(video === null ? [] : [videoOf(refs[video])]),
      ...extra.filter((i) => refs[i].size <= VIDEO_LIMIT)
        .map((i) => (refs[i].size > IMAGE_LIMIT ? videoOf(refs[i]) : imagesOf([refs[i]]))),
    ]
    const posts = times(Math.max(wish.posts ?? 0, embedded.length), (i) => {
      const { rkey, createdAt } = stamps.next()
      const value = { $type: 'app.bsky.feed.post', text: sentence(name, i), langs: ['en'], createdAt }
      if (embedded[i]) value.embed = embedded[i]
      return { collection: value.$type, rkey, value }
    })
    return [
      profile(name, refs[face.avatar], refs[face.banner], stamps),
      ...posts,
      ...times(wish.likes, (i) => {
        const { rkey, createdAt } = stamps.next()
        const subject = { uri: `at://${did}/app.bsky.feed.post/${stamps.rkeyAt(i)}`, cid: SOME_CID }
        return { collection: 'app.bsky.feed.like', rkey, value: { $type: 'app.bsky.feed.like', subject, createdAt } }
      }),
      ...times(Math.min(wish.follows ?? 0, friends.length), (i) => {
        const { rkey, createdAt } = stamps.next()
        return { collection: 'app.bsky.graph.follow', rkey, value: { $type: 'app.bsky.graph.follow', subject: friends[i], createdAt } }
      }),
      ...(wish.avatar ? list(did, friends, stamps) : []),
      ...extra.filter((i) => refs[i].size > VIDEO_LIMIT).map((i) => {
        const { rkey, createdAt } = stamps.next()
        // No lexicon of app.bsky takes a blob of this size; servers keep records of lexicons they do not know.
        return { collection: 'test.sandbox.file', rkey, value: { $type: 'test.sandbox.file', file: refs[i], createdAt } }
      }),
      ...times(wish.records, (i) => {
        const { rkey, createdAt } = stamps.next()
        if (wish.recordBytes) return note(`${name} note ${i}`, wish.recordBytes, rkey, createdAt)
        return { collection: 'app.bsky.feed.post', rkey, value: { $type: 'app.bsky.feed.post', text: sentence(name, i), createdAt } }
      }),
    ]
  }
  return { blobs, writes }
}

/** Replies that need the CIDs of what was written before: a thread of three under `root`. */
export function replyThread(name, root) {
  const stamps = new Stamps(9000)
  return times(3, (i) => {
    const { rkey, createdAt } = stamps.next()
    const value = { $type: 'app.bsky.feed.post', text: `Reply ${i + 1}: ${sentence(name, i)}`, reply: { root, parent: root }, createdAt }
    return { collection: value.$type, rkey, value }
  })
}

/** Preferences as an app leaves them behind; `#personalDetailsPref` moves only with the main password. */
export function preferences(labelerDid) {
  return [
    { $type: 'app.bsky.actor.defs#adultContentPref', enabled: false },
    { $type: 'app.bsky.actor.defs#personalDetailsPref', birthDate: '1990-04-01T00:00:00.000Z' },
    {
      $type: 'app.bsky.actor.defs#mutedWordsPref',
      items: [{ id: '3kabcdefghi22', value: 'spoiler', targets: ['content', 'tag'], actorTarget: 'all' }],
    },
    {
      $type: 'app.bsky.actor.defs#savedFeedsPrefV2',
      items: [{ id: '3kabcdefghi23', type: 'timeline', value: 'following', pinned: true }],
    },
    { $type: 'app.bsky.actor.defs#labelersPref', labelers: [{ did: labelerDid }] },
    { $type: 'app.bsky.actor.defs#contentLabelPref', label: 'graphic-media', visibility: 'warn' },
  ]
}

/**
 * What somebody writes while the account is on its way: `count` posts, `likes`, and posts with one image each.
 *
 * @returns as {@link planContent}, but without record keys: the server makes them
 */
export function planLater(did, { count, likes, images }) {
  const createdAt = new Date().toISOString()
  const post = (text, embed) => ({ collection: 'app.bsky.feed.post', value: { $type: 'app.bsky.feed.post', text, createdAt, ...embed } })
  const like = (i) => {
    const subject = { uri: `at://${did}/app.bsky.feed.post/later${i}`, cid: SOME_CID }
    return { collection: 'app.bsky.feed.like', value: { $type: 'app.bsky.feed.like', subject, createdAt } }
  }
  return {
    blobs: times(images, (i) => new BlobBytes(`${did} ${createdAt} ${i}`, 40000 + i, 'image/png')),
    writes: (refs) => [
      ...times(count, (i) => post(`Written later, ${i + 1}.`)),
      ...times(likes, like),
      ...refs.map((ref, i) => post(`Seen later, ${i + 1}.`, { embed: imagesOf([ref]) })),
    ],
  }
}

/** Subjects of likes need a CID; nobody looks it up. */
const SOME_CID = 'bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454'

/** Record keys and times, a minute apart from 1 March 2024: TIDs, so that keys sort as times do. */
class Stamps {
  constructor(from = 0) {
    this.count = from
  }

  next() {
    const index = this.count++
    return { rkey: this.rkeyAt(index), createdAt: new Date(millisAt(index)).toISOString() }
  }

  rkeyAt(index) {
    const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
    let value = BigInt(millisAt(index)) * 1000n << 10n
    let text = ''
    for (let digit = 0; digit < 13; digit++, value >>= 5n) text = alphabet[Number(value & 31n)] + text
    return text
  }
}

function millisAt(index) {
  return Date.UTC(2024, 2, 1) + index * 60000
}

function profile(name, avatar, banner, stamps) {
  const displayName = name[0].toUpperCase() + name.slice(1)
  const description = `${sentence(name, 0)} An account of the sandbox.`
  const value = { $type: 'app.bsky.actor.profile', displayName, description }
  if (avatar) Object.assign(value, { avatar, banner })
  return { collection: value.$type, rkey: 'self', value: { ...value, createdAt: stamps.next().createdAt } }
}

function list(did, friends, stamps) {
  const { rkey, createdAt } = stamps.next()
  const purpose = 'app.bsky.graph.defs#curatelist'
  const value = { $type: 'app.bsky.graph.list', purpose, name: 'Friends', description: 'People worth reading', createdAt }
  return [{ collection: value.$type, rkey, value }, ...friends.map((subject) => {
    const item = { $type: 'app.bsky.graph.listitem', list: `at://${did}/app.bsky.graph.list/${rkey}`, subject, createdAt }
    return { collection: item.$type, rkey: stamps.next().rkey, value: item }
  })]
}

function imagesOf(refs) {
  return { $type: 'app.bsky.embed.images', images: refs.map((image) => ({ alt: 'noise', image })) }
}

function videoOf(video) {
  return { $type: 'app.bsky.embed.video', video }
}

/** A record full of noise, which compression makes a quarter smaller and no more. */
function note(seed, bytes, rkey, createdAt) {
  const [noise] = new BlobBytes(seed, Math.ceil(bytes * 0.75), 'image/png').chunks()
  const value = { $type: 'test.sandbox.note', text: noise.toString('base64').slice(0, bytes), createdAt }
  return { collection: value.$type, rkey, value }
}

function sentence(name, index) {
  const pick = (step) => WORDS[(index * 7 + step * step * 5 + name.length * 3 + step) % WORDS.length]
  const words = [1, 2, 3, 4, 5, 6].map(pick).join(' ')
  return `${words[0].toUpperCase()}${words.slice(1)}, ${index + 1}.`
}

function pairs(items) {
  return times(Math.ceil(items.length / 2), (i) => items.slice(2 * i, 2 * i + 2))
}

function times(count, make) {
  return Array.from({ length: count ?? 0 }, (_, index) => make(index))
}
