// Nearest neighbours of rows: exactly by products in blocks, or by a graph of near rows (HNSW) where there are many.
// Either way a few more candidates than wanted are found, and their distances are computed from the definition.

import { GamutError, type Matrix } from '../../core/index.ts'
import { exactCandidates } from './exact.ts'
import { hnswCandidates } from './hnsw.ts'
import { cosinePoints, euclideanPoints, meanRow, type Points } from './points.ts'

export interface NeighbourOptions {
  /** m×d rows whose neighbours are wanted; the rows of X themselves, each without itself, when absent. */
  queries?: Matrix
  /** `cosine` (1 − cosine, the default) or `euclidean`. */
  metric?: 'cosine' | 'euclidean'
  /** `exact`, `hnsw` (approximate), or by size (`auto`, the default). */
  method?: 'auto' | 'exact' | 'hnsw'
  signal?: AbortSignal
  progress?: (done: number, total: number, note: string) => void
}

export interface Neighbours {
  /** m×k row numbers of X, nearest first; of equally near ones the lower number first. */
  readonly indices: Int32Array
  /** m×k distances. */
  readonly distances: Float64Array
  /** Neighbours a row: as many as asked for, or as there are. */
  readonly k: number
  readonly method: 'exact' | 'hnsw'
}

/** Up to so many rows `auto` compares every pair: a few seconds, without approximation. */
const mostExactRows = 20_000
/** Candidates beside the k wanted: rounding may exchange points that are about equally near. */
const spareCandidates = 8

/**
 * The k nearest rows of X for every row, or for every query.
 *
 * `exact` compares every pair in blocks: time O(m n d) on all cores, memory O((n + m) d). `hnsw` takes about O((n + m) d log n)
 * on one core and is approximate: it misses some neighbours, the more the less structure the vectors have; it holds a
 * half-precision copy of them. Neither depends on the order of the rows. `auto` is exact to 20,000 rows.
 * @param X n×d, finite.
 * @param k neighbours wanted, >= 1. Where there are fewer rows (n − 1 without queries, n with) all are returned, and the
 * result's `k` says how many.
 * @returns `indices` and `distances` (m×k, row-major), `k`, and the `method` that ran. 1 − cosine is in [0, 2].
 * @throws GamutError `k-out-of-range`, `shape-mismatch`, `not-a-number`; `zero-vector` with the cosine.
 * Source of `hnsw`: Malkov & Yashunin 2018, as the library USearch does it.
 */
export async function nearestNeighbours(
  X: Matrix,
  k: number,
  options: NeighbourOptions = {},
): Promise<Neighbours> {
  const { queries, metric = 'cosine', method: asked = 'auto', signal, progress } = options
  if (!Number.isInteger(k) || k < 1) {
    throw new GamutError(
      'k-out-of-range',
      `${k} nearest neighbours do not exist: k must be a whole number >= 1.`,
    )
  }
  if (queries !== undefined && queries.cols !== X.cols) {
    throw new GamutError(
      'shape-mismatch',
      `Queries of ${queries.cols} numbers cannot be compared with rows of ${X.cols}.`,
    )
  }
  const origin = metric === 'euclidean' ? meanRow(X) : undefined
  const prepare = (rows: Matrix, noun: string): Points =>
    origin === undefined ? cosinePoints(rows, { noun }) : euclideanPoints(rows, origin, { noun })
  const points = prepare(X, 'Row')
  const targets = queries === undefined ? points : prepare(queries, 'Query')
  const others = queries === undefined ? Math.max(0, X.rows - 1) : X.rows
  const kept = Math.min(k, others)
  const method = asked !== 'auto' ? asked : X.rows <= mostExactRows ? 'exact' : 'hnsw'
  if (kept === 0 || targets.X.rows === 0) {
    return { indices: new Int32Array(0), distances: new Float64Array(0), k: kept, method }
  }
  const width = Math.min(others, kept + spareCandidates)
  const selfOf = queries === undefined ? (i: number) => i : () => -1
  const search = { width, selfOf, signal, progress }
  const candidates = await (method === 'exact' ? exactCandidates : hnswCandidates)(points, targets, search)
  return { ...nearestOf(points, targets, candidates, width, kept), k: kept, method }
}

/** The `kept` nearest of every target's candidates, with their distances. */
function nearestOf(
  points: Points,
  targets: Points,
  candidates: Int32Array,
  width: number,
  kept: number,
): { indices: Int32Array; distances: Float64Array } {
  const m = targets.X.rows
  const indices = new Int32Array(m * kept)
  const distances = new Float64Array(m * kept)
  for (let i = 0; i < m; i++) {
    const near = Array.from(candidates.subarray(i * width, (i + 1) * width), (point) => ({
      point,
      distance: targets.distance(i, points, point),
    }))
    near.sort((a, b) => a.distance - b.distance || a.point - b.point)
    for (let j = 0; j < kept; j++) {
      indices[i * kept + j] = near[j].point
      distances[i * kept + j] = near[j].distance
    }
  }
  return { indices, distances }
}
