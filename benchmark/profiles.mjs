/** Folders for browsers' profiles: each run has a fresh one, and nothing of it stays. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Runs `action` with an empty folder within `folder`, which is removed however that ends; returns what it returns. */
export async function inFreshProfile(folder, action) {
  const profile = join(folder, 'profile')
  mkdirSync(profile, { recursive: true })
  try {
    return await action(profile)
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
