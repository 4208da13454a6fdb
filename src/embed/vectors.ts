// The door to everything that works on vectors: the pool's own where it has them, else its texts embedded.

import {
  type Context,
  createContext,
  GamutError,
  type Matrix,
  type Pool,
  type PoolWith,
} from '../core/index.ts'
import { row, takeRows } from '../numeric/index.ts'
import { embed } from './embed.ts'
import { embedder } from './embedders.ts'
import { languageWarning } from './language.ts'

export interface EnsureVectorsOptions {
  /** An embedder by name; see `embed`. */
  model?: string
  dimensions?: number
  context?: Context
}

/**
 * The pool with vectors, and in `source` where they come from: `given`, or the name of the embedder.
 * @throws GamutError `bad-vector` for a given vector that is zero or not finite, naming the item; `missing-part` for a
 * pool with neither vectors nor texts; what `embed` throws.
 */
export async function ensureVectors(
  pool: Pool,
  { model = 'ngrams', dimensions, context = createContext() }: EnsureVectorsOptions = {},
): Promise<{ pool: PoolWith<'vectors'>; source: string }> {
  if (hasVectors(pool)) {
    checkVectors(pool.vectors, pool.ids)
    return { pool, source: 'given' }
  }
  if (pool.text === undefined) {
    throw new GamutError(
      'missing-part',
      'The pool has neither vectors nor texts to embed: name the column that holds them with --vectors COLUMN or --text COLUMN.',
    )
  }
  const chosen = await embedder(model, dimensions === undefined ? {} : { dimensions })
  const warning = languageWarning(pool.text, chosen)
  if (warning !== undefined) context.log.warn(warning)
  const vectors = await embed(pool.text, { model, dimensions, context })
  return { pool: withVectors(pool, vectors), source: chosen.name }
}

function hasVectors(pool: Pool): pool is PoolWith<'vectors'> {
  return pool.vectors !== undefined
}

function checkVectors(X: Matrix, ids: readonly string[]): void {
  for (let i = 0; i < X.rows; i++) {
    const vector = row(X, i)
    let size = 0
    for (let j = 0; j < vector.length; j++) size += Math.abs(vector[j])
    if (size > 0 && Number.isFinite(size)) continue
    const what = size === 0 ? 'is zero, which has no direction' : 'holds a number that is not finite'
    throw new GamutError('bad-vector', `The vector of item ${ids[i]} ${what}: mend the item or leave it out.`)
  }
}

function withVectors(pool: Pool, vectors: Matrix): PoolWith<'vectors'> {
  const { size, ids, text, quality, group, columnNames } = pool
  return {
    size,
    ids,
    text,
    vectors,
    quality,
    group,
    columnNames,
    column: (name) => pool.column(name),
    take: (indices) => withVectors(pool.take(indices), takeRows(vectors, indices)),
  }
}
