// Mean pairwise distance: how far apart two random items are.

import { z } from 'zod'
import { GamutError, type Matrix } from '../core/index.ts'
import { studentQuantile } from '../numeric/index.ts'
import { defineMeasure } from './define.ts'
import { inDouble, rowProducts, squaredDistances } from './row-products.ts'
import { requireFinite, rowNorms, scaledRows, vectorNorms } from './rows.ts'

const params = z.object({
  metric: z
    .enum(['euclidean', 'cosine'])
    .default('euclidean')
    .describe('euclidean, or cosine for one minus the cosine'),
})

/**
 * Mean distance over pairs of different rows.
 * @param X n×d, n >= 2.
 * @returns a number >= 0, in units of the vectors, or in [0, 2] for cosine.
 * @throws GamutError `too-few-items`, `not-a-number`, and for cosine `zero-vector`.
 * Time O(n² d), memory 32 MiB beside X.
 */
export async function meanPairwiseDistance(
  X: Matrix,
  { metric = 'euclidean' }: z.input<typeof params> = {},
): Promise<number> {
  if (X.rows < 2) throw new GamutError('too-few-items', 'A mean over pairs needs at least two items.')
  const sums = await distanceSums(X, metric, rowNorms(X, { nonzero: metric === 'cosine' }))
  return sums.reduce((total, sum) => total + sum, 0) / (X.rows * (X.rows - 1))
}

/** For each row the sum of its distances to all others. */
async function distanceSums(
  X: Matrix,
  metric: 'euclidean' | 'cosine',
  norms: Float64Array,
): Promise<Float64Array> {
  const unit = metric === 'cosine' ? scaledRows(inDouble(X), norms) : undefined
  const pieces = unit === undefined ? squaredDistances(X, X) : rowProducts(unit, unit)
  const distance = unit === undefined ? Math.sqrt : (product: number) => 1 - product
  const sums = new Float64Array(X.rows)
  for await (const { from, piece } of pieces) {
    for (let r = 0, at = 0; r < piece.rows; r++) {
      for (let j = 0; j < piece.cols; j++, at++)
        if (j !== from + r) sums[from + r] += distance(piece.data[at])
    }
  }
  return sums
}

export default defineMeasure({
  name: 'mean-pairwise-distance',
  title: 'Mean pairwise distance',
  summary: 'How far apart two random items are.',
  family: 'diversity',
  direction: 'higher',
  unit: 'units of the vectors',
  range: '[0, ∞)',
  cost: 'quadratic',
  needs: ['vectors'],
  params,
  run: async (pool, { metric }) => {
    const n = pool.size
    if (n < 2) return { value: null, reason: 'a mean over pairs needs two items', n }
    if (metric === 'euclidean') requireFinite(pool)
    const norms = metric === 'cosine' ? vectorNorms(pool) : rowNorms(pool.vectors, { nonzero: false })
    const sums = await distanceSums(pool.vectors, metric, norms)
    const total = sums.reduce((all, sum) => all + sum, 0)
    const value = total / (n * (n - 1))
    if (n < 3) return { value, n }
    // Jackknife over items: without item i the mean is (total - 2 sums[i]) / ((n - 1)(n - 2)).
    const mean = total / n
    const squares = sums.reduce((all, sum) => all + (sum - mean) ** 2, 0)
    const standardError = (2 / ((n - 1) * (n - 2))) * Math.sqrt(((n - 1) / n) * squares)
    const halfWidth = studentQuantile(0.975, n - 1) * standardError
    return { value, n, standardError, interval: [Math.max(0, value - halfWidth), value + halfWidth] }
  },
})
