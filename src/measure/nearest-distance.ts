// Distance to the nearest neighbour: how far an average item stands from the one most like it. Near copies show here first.

import { z } from 'zod'
import { GamutError, type Matrix } from '../core/index.ts'
import { type Neighbours, nearestNeighbours, studentQuantile } from '../numeric/index.ts'
import { defineMeasure } from './define.ts'
import { requireFinite, vectorNorms } from './rows.ts'
import { counted } from './value.ts'

const params = z.object({
  k: z.int().positive().default(1).describe('which neighbour: 1 for the nearest, 2 for the next, …'),
  metric: z
    .enum(['euclidean', 'cosine'])
    .default('euclidean')
    .describe('euclidean, or cosine for one minus the cosine'),
})

/**
 * The distance of each row to its k-th nearest other row.
 * @param X n×d, n > k.
 * @returns n distances >= 0, in units of the vectors, or in [0, 2] for cosine.
 * @throws GamutError `too-few-items` when n <= k, `not-a-number`, and for cosine `zero-vector`.
 * Time O(n² d) up to 20,000 rows; beyond, neighbours are found approximately in about O(n d log n).
 */
export async function nearestDistances(
  X: Matrix,
  { k = 1, metric = 'euclidean' }: z.input<typeof params> = {},
): Promise<Float64Array> {
  if (X.rows <= k) {
    const which = k === 1 ? 'a neighbour' : `${k} neighbours`
    throw new GamutError(
      'too-few-items',
      `${X.rows} items do not have ${which} each: give more items or a smaller k.`,
    )
  }
  const { distances, k: found } = await nearestNeighbours(X, k, { metric })
  return Float64Array.from({ length: X.rows }, (_, i) => distances[i * found + k - 1])
}

/**
 * Jackknife: without item j, items that had j among their first k neighbours fall back on the next one, so all n
 * leave-one-out means come from one more neighbour. Its variance is not too small on average (Efron & Stein 1981).
 */
function jackknifeError({ indices, distances, k: width }: Neighbours, n: number, k: number): number {
  let total = 0
  const change = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const own = distances[i * width + k - 1]
    total += own
    change[i] -= own
    for (let m = 0; m < k; m++) change[indices[i * width + m]] += distances[i * width + k] - own
  }
  const leftOut = change.map((delta) => (total + delta) / (n - 1))
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / n
  const squares = leftOut.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(((n - 1) / n) * squares)
}

export default defineMeasure({
  name: 'nearest-distance',
  title: 'Distance to the nearest neighbour',
  summary: 'How far an average item stands from the one most like it.',
  family: 'diversity',
  direction: 'higher',
  unit: 'units of the vectors',
  range: '[0, ∞)',
  cost: 'quadratic',
  needs: ['vectors'],
  params,
  run: async (pool, { k, metric }, context) => {
    const n = pool.size
    if (n <= k)
      return {
        value: null,
        reason: `an item needs ${counted(k, 'other')}, and there are ${counted(n, 'item')} in all`,
        n,
      }
    if (metric === 'cosine') vectorNorms(pool)
    else requireFinite(pool)
    const { signal, progress } = context
    const neighbours = await nearestNeighbours(pool.vectors, k + 1, { metric, signal, progress })
    const { distances, k: width, method } = neighbours
    let sum = 0
    let copies = 0
    for (let i = 0; i < n; i++) {
      const distance = distances[i * width + k - 1]
      sum += distance
      if (distance === 0) copies++
    }
    const value = sum / n
    const detail = { k, metric, method, atDistanceZero: copies }
    if (width <= k) return { value, n, detail }
    const standardError = jackknifeError(neighbours, n, k)
    const halfWidth = studentQuantile(0.975, n - 1) * standardError
    return { value, n, standardError, interval: [Math.max(0, value - halfWidth), value + halfWidth], detail }
  },
})
