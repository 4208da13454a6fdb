// Measures that read the sizes and the spread of a pool's clusters.

import { type Context, type Matrix, type Mergeable, type PoolWith, requireParts } from '../core/index.ts'
import type { MeasureValue } from './define.ts'
import { entropy } from './label-entropy.ts'
import { perPool } from './memo.ts'
import { assign, type ClusterParams, centroidsOfPool, clustersOfPool } from './pool-clusters.ts'

type Vectors = PoolWith<'vectors'>

/** What the measures of clusters read. */
export interface ClusterSummary {
  readonly n: number
  /** Items of each cluster. */
  readonly sizes: Float64Array
  /** Mean squared distance of an item to the centre of its cluster. */
  readonly inertia: number
}

type Read = (summary: ClusterSummary) => Omit<MeasureValue, 'n' | 'detail'>

/** A measure of the clusters of a pool from their sizes and inertia. */
export function readClusters(read: Read) {
  return {
    run: async (pool: Vectors, params: ClusterParams, context: Context): Promise<MeasureValue> => {
      if (pool.size === 0) return { value: null, reason: 'there are no items', n: 0 }
      const { sizes, inertia } = await clustersOfPool(pool, params, context)
      return clusterValue(read, { n: pool.size, sizes, inertia })
    },
    stream: async (params: ClusterParams, sample: Vectors, context: Context) =>
      overBlocks(read, await centroidsOfPool(sample, params, context), params),
  }
}

function clusterValue(read: Read, summary: ClusterSummary): MeasureValue {
  const { n, sizes, inertia } = summary
  const filled = sizes.filter((size) => size > 0)
  const detail = {
    k: sizes.length,
    filled: filled.length,
    entropy: entropy(filled.map((size) => size / n)),
    inertia,
    sizes: Array.from(filled.toSorted().reverse()),
  }
  return { ...read(summary), n, detail }
}

interface State {
  n: number
  readonly sizes: Float64Array
  squares: number
}

/** Blocks are assigned to centres that were fitted on the sample, once for all measures that read them. */
const assigned = perPool(
  (_block: Vectors) => new Map<Matrix, Promise<{ sizes: Float64Array; squares: number }>>(),
)

function overBlocks(read: Read, centroids: Matrix, params: ClusterParams): Mergeable<State, MeasureValue> {
  const count = async (block: Vectors) => {
    const { assignments, squares } = await assign(block, centroids, params)
    const sizes = new Float64Array(centroids.rows)
    for (const cluster of assignments) sizes[cluster]++
    return { sizes, squares }
  }
  const merge = (a: State, b: State): State => {
    for (let cluster = 0; cluster < b.sizes.length; cluster++) a.sizes[cluster] += b.sizes[cluster]
    a.squares += b.squares
    a.n += b.n
    return a
  }
  return {
    init: () => ({ n: 0, sizes: new Float64Array(centroids.rows), squares: 0 }),
    add: async (state, block) => {
      requireParts('A measure of clusters', block, ['vectors'])
      const known = assigned(block).get(centroids) ?? count(block)
      assigned(block).set(centroids, known)
      return merge(state, { n: block.size, ...(await known) })
    },
    merge,
    finish: ({ n, sizes, squares }) =>
      n === 0
        ? { value: null, reason: 'there are no items', n }
        : clusterValue(read, { n, sizes, inertia: squares / n }),
  }
}
