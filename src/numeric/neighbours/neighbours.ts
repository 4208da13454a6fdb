// Nearest neighbours of rows: exactly by products in blocks, or by a graph of near rows (HNSW) where there are many.
// Distances are those of the definition in double precision either way.

import { GamutError, type Matrix } from '../../core/index.ts'
import { clouds, type NeighbourMetric } from './cloud.ts'
import { findExactly } from './exact.ts'
import { findByGraph } from './hnsw.ts'
import { type Search, search } from './search.ts'

export interface NeighbourOptions {
  /** m×d rows whose neighbours are wanted; the rows of X themselves, each without itself, when absent. */
  queries?: Matrix
  /** `cosine` (1 − cosine, the default) or `euclidean`. */
  metric?: NeighbourMetric
  /** `exact`, `hnsw` (approximate), or by size (`auto`, the default). */
  method?: 'auto' | 'exact' | 'hnsw'
  signal?: AbortSignal
  progress?: (done: number, total: number, note: string) => void
}

export interface Neighbours {
  /** m×k row numbers of X, nearest first. */
  readonly indices: Int32Array
  /** m×k distances. */
  readonly distances: Float64Array
  /** Neighbours a row: as many as asked for, or as there are. */
  readonly k: number
  readonly method: 'exact' | 'hnsw'
}

/** Up to so many rows `auto` compares every pair: a few seconds, without approximation. */
const mostExactRows = 20_000

/**
 * The k nearest rows of X for every row, or for every query.
 *
 * `exact` compares every pair in blocks: time O(m n d) on all cores, memory O(n d). `hnsw` takes about O((n + m) d log n) on
 * one core and is approximate: it misses some neighbours, the more the less structure the vectors have; it holds a
 * half-precision copy of them. `auto` is exact to 20,000 rows. No result depends on the order of the rows: of equally near
 * rows, copies come in the order of their numbers and different ones in an order of their content.
 * @param X n×d, finite.
 * @param k neighbours wanted, >= 1. Where there are fewer rows (n − 1 without queries, n with) all are returned, and the
 * result's `k` says how many.
 * @returns `indices` and `distances` (m×k, row-major), `k`, and the `method` that ran. 1 − cosine is in [0, 2]; copies are
 * at distance exactly 0.
 * @throws GamutError `bad-k`, `shape-mismatch`, `not-a-number`; with the cosine also `zero-vector` and `too-large`.
 * Source of `hnsw`: Malkov & Yashunin 2018, as the library USearch does it.
 */
export async function nearestNeighbours(
  X: Matrix,
  k: number,
  { queries, metric = 'cosine', method: asked = 'auto', signal, progress }: NeighbourOptions = {},
): Promise<Neighbours> {
  if (!Number.isInteger(k) || k < 1) {
    throw new GamutError('bad-k', `${k} nearest neighbours do not exist: k must be a whole number >= 1.`)
  }
  const space = clouds(X, queries, metric)
  const itself = queries === undefined ? 1 : 0
  const kept = Math.min(k, Math.max(0, X.rows - itself))
  const method = asked !== 'auto' ? asked : X.rows <= mostExactRows ? 'exact' : 'hnsw'
  const m = space.queries.size
  const indices = new Int32Array(m * kept)
  const distances = new Float64Array(m * kept)
  if (kept > 0 && m > 0) {
    const found = search(space, kept + itself, { signal, progress })
    await (method === 'exact' ? findExactly : findByGraph)(found)
    const { order } = space.candidates
    takeNearest(found, kept, (query, rank, position, square) => {
      const at = space.queries.order[query] * kept + rank
      indices[at] = order[position]
      distances[at] = space.distance(square)
    })
  }
  return { indices, distances, k: kept, method }
}

/** Calls `take` for the k nearest positions of every query, copies counted and the query itself left out. */
function takeNearest(
  { candidates, runs, queries, wanted, found, squares }: Search,
  k: number,
  take: (query: number, rank: number, position: number, square: number) => void,
): void {
  const own = queries === candidates
  for (let query = 0; query < queries.size; query++) {
    const slot = own ? runs.runOf[query] : query
    for (let at = slot * wanted, rank = 0; rank < k; at++) {
      const end = runs.heads[found[at] + 1] ?? candidates.size
      for (let position = runs.heads[found[at]]; position < end && rank < k; position++) {
        if (own && position === query) continue
        take(query, rank++, position, squares[at])
      }
    }
  }
}
