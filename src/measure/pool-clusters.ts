// Clusters of a pool's vectors by k-means, found once and shared by the measures that read them and by the report.

import { z } from 'zod'
import type { Context, Matrix, PoolWith } from '../core/index.ts'
import { assignToCentroids, contentSample, kmeans, rowBlock, takeRows } from '../numeric/index.ts'
import { perPool } from './memo.ts'
import { requireFinite, scaledRows, vectorNorms } from './rows.ts'

export const clusterParams = z.object({
  k: z.int().positive().optional().describe('number of clusters; min(50, √(n/2)) when absent, at most n'),
  normalize: z.boolean().default(true).describe('cluster directions: vectors scaled to length 1 first'),
  restarts: z
    .int()
    .positive()
    .default(3)
    .describe('runs of k-means from other starting points; the best counts'),
})
export type ClusterParams = z.output<typeof clusterParams>

/** The clusters of some items, largest first. */
export interface Clusters {
  /** k×d; of unit vectors where directions are clustered. */
  readonly centroids: Matrix
  /** The cluster of each item. */
  readonly assignments: Int32Array
  /** Items of each cluster, falling; a cluster may be empty when there are fewer different items than clusters. */
  readonly sizes: Float64Array
  /** Mean squared distance of an item to the centre of its cluster. */
  readonly inertia: number
}

/** Centres are fitted on at most this many items; all items are then assigned to them. */
const fitItems = 10_000
const mostClusters = 50

/** The number of clusters when none is asked for: √(n/2) (Mardia, Kent & Bibby 1979), at most 50. */
export function defaultClusters(n: number): number {
  return Math.max(1, Math.min(mostClusters, Math.floor(Math.sqrt(n / 2))))
}

type Vectors = PoolWith<'vectors'>

const found = perPool((_pool: Vectors) => new Map<string, Promise<Clusters>>())
const fitted = perPool((_pool: Vectors) => new Map<string, Promise<Matrix>>())

/**
 * The clusters of a pool by k-means, the same for every measure and for the report.
 * @throws GamutError `zero-vector`, `not-a-number`, naming the item; `k-out-of-range`.
 * Time O(min(n, 10,000) k d) a round, O(n k d) to assign all.
 */
export function clustersOfPool(pool: Vectors, params: ClusterParams, context: Context): Promise<Clusters> {
  return remember(found(pool), keyOf(params, context), async () => {
    const centroids = await centroidsOfPool(pool, params, context)
    const { assignments, squares } = await assign(pool, centroids, params, context.signal)
    return largestFirst(centroids, assignments, squares / pool.size)
  })
}

/** The centres alone, k×d. @throws as `clustersOfPool`. */
export function centroidsOfPool(pool: Vectors, params: ClusterParams, context: Context): Promise<Matrix> {
  return remember(fitted(pool), keyOf(params, context), async () => {
    const { vectors: X, size: n } = pool
    const k = Math.min(params.k ?? defaultClusters(n), n)
    const chosen = contentSample(X, Math.max(fitItems, k))
    const sample = n === chosen.length ? X : takeRows(X, chosen)
    const norms = normsOf(pool, params)
    const points =
      norms === undefined
        ? sample
        : scaledRows(
            sample,
            Float64Array.from(chosen, (i) => norms[i]),
          )
    const { restarts } = params
    const { signal, progress } = context
    const { centroids } = await kmeans(points, k, {
      restarts,
      random: context.random('clusters'),
      signal,
      progress,
    })
    return centroids
  })
}

/** The norms to divide by, where directions are clustered. @throws GamutError, naming the item. */
function normsOf(pool: Vectors, { normalize }: ClusterParams): Float64Array | undefined {
  if (normalize) return vectorNorms(pool)
  requireFinite(pool)
  return undefined
}

const blockRows = 8192

/**
 * Every item to its nearest centre, block by block, so that no scaled copy of all vectors is held.
 * @returns the centre of each item, and the sum of the squared distances.
 */
export async function assign(
  pool: Vectors,
  centroids: Matrix,
  params: ClusterParams,
  signal?: AbortSignal,
): Promise<{ assignments: Int32Array; squares: number }> {
  const { vectors: X, size: n } = pool
  const norms = normsOf(pool, params)
  const assignments = new Int32Array(n)
  let squares = 0
  for (let from = 0; from < n; from += blockRows) {
    const block = rowBlock(X, from, Math.min(blockRows, n - from))
    const points = norms === undefined ? block : scaledRows(block, norms.subarray(from))
    const nearest = await assignToCentroids(points, centroids, { signal })
    assignments.set(nearest.assignments, from)
    for (const distance of nearest.distances) squares += distance
  }
  return { assignments, squares }
}

/** Two contexts with one seed draw alike. */
function keyOf(params: ClusterParams, context: Context): string {
  return JSON.stringify([params, context.random('clusters').stream('key').uniform()])
}

function remember<T>(known: Map<string, Promise<T>>, key: string, compute: () => Promise<T>): Promise<T> {
  const before = known.get(key)
  if (before) return before
  const result = compute()
  known.set(key, result)
  return result
}

function largestFirst(centroids: Matrix, assignments: Int32Array, inertia: number): Clusters {
  const counts = new Float64Array(centroids.rows)
  for (const cluster of assignments) counts[cluster]++
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b)
  const place = new Int32Array(order.length)
  order.forEach((cluster, position) => {
    place[cluster] = position
  })
  return {
    centroids: takeRows(centroids, order),
    assignments: assignments.map((cluster) => place[cluster]),
    sizes: Float64Array.from(order, (cluster) => counts[cluster]),
    inertia,
  }
}
