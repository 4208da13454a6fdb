// The content-addressed cache on disk: what was embedded or answered once is not paid for twice. SQLite, because it is
// crash-safe and several processes may share it.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cache, type Log, messageOf } from '../../core/index.ts'
import { cacheFolder } from './key.ts'
import { openStore, resultCode, type Store, sqlite } from './store.ts'

export interface CacheOnDisk extends Cache {
  readonly folder: string
  close(): void
}

export interface CacheOptions {
  /** Bytes kept; beyond it the entries used longest ago go. Default 2 GiB. */
  limit?: number
  /** Told in one sentence when the cache is damaged or cannot be used. */
  log?: Log
}

const gibibyte = 2 ** 30

/**
 * The cache in `folder`. The folder and file are made at the first use, not before. A cache never fails a run: one that
 * cannot be opened, read or written is done without, after one warning. A damaged file is set aside with a note,
 * and a new one begun.
 */
export function openCache(
  folder: string = cacheFolder(),
  { limit = 2 * gibibyte, log = { note: () => {}, warn: () => {} } }: CacheOptions = {},
): CacheOnDisk {
  let store: Store | undefined
  let file = ''
  /** Not used any more: for nothing, for reading only, or closed. */
  let refused: 'no' | 'writes' | 'all' = 'no'

  function refuse(what: 'writes' | 'all', error: unknown): void {
    refused = what
    const consequence =
      what === 'all' ? 'the run goes on without it' : 'the run goes on and keeps no more in it'
    log.warn(
      `The cache in ${folder} cannot be used (${messageOf(error)}): ${consequence}; GAMUT_CACHE names another folder.`,
    )
  }

  function attempt<Result>(
    kind: 'writes' | 'all',
    action: (store: Store) => Result,
    otherwise: Result,
  ): Result {
    // A second attempt follows only when a damaged file was set aside.
    for (let attempts = 0; attempts < 2; attempts++) {
      try {
        store ??= begin()
        return action(store)
      } catch (error) {
        const code = resultCode(error)
        if (code === undefined && store !== undefined) throw error
        if (code === sqlite.damaged || code === sqlite.notADatabase) {
          setAside(error)
          continue
        }
        refuse(store === undefined ? 'all' : kind, error)
        return otherwise
      }
    }
    return otherwise
  }

  function begin(): Store {
    mkdirSync(folder, { recursive: true })
    file = currentFile(folder)
    return openStore(file)
  }

  function setAside(error: unknown): void {
    store?.close()
    store = undefined
    try {
      writeFileSync(damageMark(file), '')
      log.note(
        `The cache file ${file} is damaged (${messageOf(error)}): a new one is begun, and that one may be deleted.`,
      )
    } catch (failure) {
      refuse('all', failure)
    }
  }

  return {
    folder,
    get(keys) {
      const nothing = keys.map(() => undefined)
      if (refused === 'all' || keys.length === 0) return nothing
      return attempt<(Uint8Array | undefined)[]>('all', (open) => open.get(keys, refused === 'no'), nothing)
    },
    set(entries) {
      if (refused !== 'no' || entries.length === 0) return
      attempt('writes', (open) => open.set(entries, limit), undefined)
    },
    close() {
      store?.close()
      store = undefined
      refused = 'all'
    },
  }
}

/**
 * The file in use: the first of cache.sqlite, cache-2.sqlite, … without a mark of damage beside it. A damaged file is
 * marked instead of renamed, because renaming an SQLite file that another process has open can damage the new one too.
 */
function currentFile(folder: string): string {
  let file = join(folder, 'cache.sqlite')
  for (let n = 2; existsSync(damageMark(file)); n++) file = join(folder, `cache-${n}.sqlite`)
  return file
}

function damageMark(file: string): string {
  return `${file}.damaged`
}
