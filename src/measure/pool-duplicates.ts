// Near duplicates of a pool, found once for all that ask for them, and what measures say of them.

import { type Context, type Pool, requireParts } from '../core/index.ts'
import type { MeasureValue } from './define.ts'
import { perPool } from './memo.ts'
import {
  type DuplicateMethod,
  type NearDuplicates,
  nearDuplicates,
} from './near-duplicates/near-duplicates.ts'

export interface PoolDuplicateOptions {
  method: DuplicateMethod
  threshold?: number
  shingle?: number
  normalize?: boolean
}

const foundIn = perPool((_pool: Pool) => new Map<string, Promise<NearDuplicates>>())

/**
 * The near duplicates of a pool: of its vectors by `cosine`, else of its texts. The same call on the same pool is answered
 * from memory. Otherwise as `nearDuplicates`.
 * @throws GamutError `missing-part` when the pool has no vectors, or no texts.
 */
export function poolDuplicates(
  pool: Pool,
  options: PoolDuplicateOptions,
  context: Context,
): Promise<NearDuplicates> {
  const known = foundIn(pool)
  const { method, threshold, shingle, normalize } = options
  const key = JSON.stringify([method, threshold, shingle, normalize, context.seed])
  let found = known.get(key)
  if (found === undefined) {
    found = findIn(pool, options, context)
    // What failed or was interrupted may be asked for again.
    found.catch(() => known.delete(key))
    known.set(key, found)
  }
  return found
}

async function findIn(pool: Pool, options: PoolDuplicateOptions, context: Context): Promise<NearDuplicates> {
  const { signal, seed } = context
  const watched = {
    ...options,
    ids: pool.ids,
    seed,
    signal,
    progress: (done: number, total?: number, note?: string) => context.progress(done, total, note),
  }
  if (options.method === 'cosine') {
    requireParts('near duplicates by cosine', pool, ['vectors'])
    return nearDuplicates(pool.vectors, watched)
  }
  requireParts('near duplicates of texts', pool, ['text'])
  return nearDuplicates(pool.text, watched)
}

/** What a sample does to a share of duplicates. */
export const repeatsThinOut = 'A sample holds far fewer repeats than its pool: --all looks at every item.'

/** Groups named in the detail of a measure, and members named of each. */
const groupsNamed = 10
const membersNamed = 5

/** The share of items that could be removed, with the largest groups by id. */
export function duplicateShare(found: NearDuplicates, { ids }: Pool): MeasureValue {
  const { groups, duplicates, share, threshold, exact, recall } = found
  const n = ids.length
  if (n === 0) return { value: null, reason: 'there are no items', n }
  const named = groups.slice(0, groupsNamed).map(({ representative, members }) => ({
    representative: ids[representative],
    size: members.length + 1,
    members: members.slice(0, membersNamed).map(({ index, duplicateOf, similarity }) => ({
      id: ids[index],
      duplicateOf: ids[duplicateOf],
      similarity,
    })),
  }))
  return {
    value: share,
    n,
    detail: { duplicates, groups: groups.length, threshold, exact, recall, largest: named },
  }
}
