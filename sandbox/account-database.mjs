/** What is done to a PDS's own database of accounts, past its back: what no caller of it could do. */
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** How old an expired code is made, in milliseconds; the PDS lets codes live for a quarter of an hour. */
const LONG_AGO = 20 * 60000

/** Makes every mailed code of an account older than a code may be; returns how many there were. */
export function expireCodes(pds, did) {
  const long = new Date(Date.now() - LONG_AGO).toISOString()
  return change(pds, 'UPDATE email_token SET requestedAt = ? WHERE did = ?', long, did)
}

/** Ends every session of an account, as far as a PDS can: access tokens live on by themselves. Returns how many there were. */
export function revokeSessions(pds, did) {
  return change(pds, 'DELETE FROM refresh_token WHERE did = ?', did)
}

function change(pds, sql, ...values) {
  const database = new Database(join(pds.folder, 'account.sqlite'))
  try {
    return database.prepare(sql).run(...values).changes
  } finally {
    database.close()
  }
}
