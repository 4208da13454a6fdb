// The table of entries in one SQLite file.

import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** SQLite's primary result codes, <https://sqlite.org/rescode.html>. */
export const sqlite = { busy: 5, damaged: 11, notADatabase: 26 }

/** SQLite's primary result code of an error; `undefined` for errors that are not SQLite's. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error && 'errcode' in error)) return undefined
  return Number(error.errcode) & 0xff
}

/** After going over the limit the table shrinks to this share of it, so that not every write has to evict. */
const shareKept = 0.9
/** How long to wait for another process's write, in milliseconds; a write takes a small part of it. */
const patience = 10_000
/** Uses are dated to the hour: reading the same entries again then writes nothing. */
const hour = 3_600_000

/** Entries by key in one file. Its methods throw SQLite's errors; see `resultCode`. */
export interface Store {
  /** The values in the order of the keys; with `mayWrite`, what was read counts as used now. */
  get(keys: readonly string[], mayWrite: boolean): (Uint8Array | undefined)[]
  /** Stores all or none, then deletes the entries used longest ago until no more than `limit` bytes are in use. */
  set(entries: readonly (readonly [key: string, value: Uint8Array])[], limit: number): void
  close(): void
}

/** Opens or makes the database in this file. */
export function openStore(file: string): Store {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(file, { timeout: patience })
  try {
    prepareFile(database)
    return storeOn(database)
  } catch (error) {
    database.close()
    throw error
  }
}

function prepareFile(database: DatabaseSync): void {
  const begun = Date.now()
  // Changing to write-ahead logging answers "busy" at once, without waiting, while another process is changing too.
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
      break
    } catch (error) {
      if (resultCode(error) !== sqlite.busy || Date.now() - begun > patience) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
  database.exec(`
    CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS entries_by_use ON entries (used)`)
}

function storeOn(database: DatabaseSync): Store {
  const find = database.prepare('SELECT rowid, value, used FROM entries WHERE key = ?')
  const date = database.prepare('UPDATE entries SET used = ? WHERE rowid = ?')
  const put = database.prepare(`INSERT INTO entries (key, value, used) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, used = excluded.used`)
  const pages = database.prepare(`SELECT page_size * (page_count - freelist_count) AS bytes
    FROM pragma_page_size, pragma_page_count, pragma_freelist_count`)
  const count = database.prepare('SELECT count(*) AS entries FROM entries')
  const evict = database.prepare(
    'DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries ORDER BY used, rowid LIMIT ?)',
  )

  function inTransaction(action: () => void): void {
    database.exec('BEGIN IMMEDIATE')
    try {
      action()
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  function shrink(limit: number): void {
    let bytes = numberFrom(pages, 'bytes')
    if (bytes <= limit) return
    for (;;) {
      const entries = numberFrom(count, 'entries')
      const surplus = 1 - (limit * shareKept) / bytes
      if (surplus <= 0 || entries === 0) return
      evict.run(Math.ceil(surplus * entries))
      bytes = numberFrom(pages, 'bytes')
    }
  }

  return {
    get(keys, mayWrite) {
      const now = Math.floor(Date.now() / hour)
      const stale: number[] = []
      const values = keys.map((key) => {
        const entry = find.get(key)
        if (!entry || !(entry.value instanceof Uint8Array)) return undefined
        if (Number(entry.used) < now) stale.push(Number(entry.rowid))
        return entry.value
      })
      if (mayWrite && stale.length > 0) {
        dateUses(() =>
          inTransaction(() => {
            for (const rowid of stale) date.run(now, rowid)
          }),
        )
      }
      return values
    },
    set(entries, limit) {
      const now = Math.floor(Date.now() / hour)
      inTransaction(() => {
        for (const [key, value] of entries) if (value.length <= limit) put.run(key, value, now)
        shrink(limit)
      })
    },
    close: () => database.close(),
  }
}

/** What was read counts even when the date of its use cannot be written (a full disk, a busy neighbour). */
function dateUses(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (resultCode(error) === undefined) throw error
  }
}

function numberFrom(statement: StatementSync, column: string): number {
  return Number(statement.get()?.[column])
}
