/**
 * The accounts every network starts with: `alice` on the first PDS, small but with a bit of everything; `bob` on the
 * second for the way back; `carol`, whom they follow; `dora` on the first, with a rotation key of her own and a labeler.
 */
export async function seed(accounts) {
  const names = [...accounts.pdses.keys()]
  const [first, second = first] = names
  const extras = ['erin', 'frank', 'grace', 'heidi', 'ivan', 'judy', 'mallory']
  await accounts.create({ pds: second, name: 'carol', posts: 3 })
  for (const name of extras) await accounts.create({ pds: second, name, posts: 1 })
  await accounts.create({
    pds: second, name: 'bob', posts: 50, likes: 30, follows: 8, images: 8, imageBytes: 30000, videoBytes: 2000000,
    avatar: true, preferences: true,
  })
  await accounts.create({ pds: first, name: 'dora', posts: 5, images: 2, preferences: true, ownRotationKey: true, labeler: true })
  await accounts.create({
    pds: first, name: 'alice', posts: 60, likes: 40, follows: 10, images: 12, imageBytes: 60000, videoBytes: 8000000,
    avatar: true, preferences: true,
  })
}
