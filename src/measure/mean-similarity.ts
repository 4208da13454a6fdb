// Average pairwise similarity (APS): the mean cosine of two different items. One number for how alike the items are; it
// cannot tell clusters of copies from an even spread (see the Vendi Score).

import { z } from 'zod'
import { GamutError, type Matrix, type Mergeable, type PoolWith, requireParts } from '../core/index.ts'
import { studentQuantile } from '../numeric/index.ts'
import { defineMeasure, type MeasureValue } from './define.ts'
import { rowNorms, vectorNorms } from './rows.ts'

/**
 * Mean cosine over pairs of different rows: (‖Σ uᵢ‖² - n) / (n (n - 1)) for unit rows u, so no pair is visited.
 * @param X n×d, n >= 2, no zero rows.
 * @returns a number in [-1/(n-1), 1].
 * @throws GamutError `too-few-items`, `not-a-number`, `zero-vector`.
 * Time O(nd).
 */
export function meanSimilarity(X: Matrix): number {
  if (X.rows < 2) throw new GamutError('too-few-items', 'A mean over pairs needs at least two items.')
  return meanCosine(sumOfUnits(X, rowNorms(X)), X.rows)
}

/** Σ uᵢ over the rows at `indices` (all when absent) scaled to length 1. */
export function sumOfUnits(X: Matrix, norms: Float64Array, indices?: ArrayLike<number>): Float64Array {
  const { data, cols } = X
  const sum = new Float64Array(cols)
  const n = indices?.length ?? X.rows
  for (let k = 0; k < n; k++) {
    const i = indices === undefined ? k : indices[k]
    const scale = 1 / norms[i]
    for (let c = 0, at = i * cols; c < cols; c++, at++) sum[c] += data[at] * scale
  }
  return sum
}

/** The mean cosine of n unit vectors with this sum. */
export function meanCosine(sum: Float64Array, n: number): number {
  return (squaredNorm(sum) - n) / (n * (n - 1))
}

function squaredNorm(v: Float64Array): number {
  let squares = 0
  for (const value of v) squares += value * value
  return squares
}

/** u·direction for every row u scaled to length 1. */
function projections(X: Matrix, norms: Float64Array, direction: Float64Array): Float64Array {
  const { data, rows, cols } = X
  const out = new Float64Array(rows)
  for (let i = 0, at = 0; i < rows; i++) {
    let product = 0
    for (let c = 0; c < cols; c++, at++) product += data[at] * direction[c]
    out[i] = product / norms[i]
  }
  return out
}

function squaredDeviations(values: Float64Array): number {
  let mean = 0
  for (const value of values) mean += value / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return squares
}

/**
 * Jackknife: leaving out item i changes the mean in a linear function of uᵢ·Σu, so all n leave-one-out means come from one
 * pass. Pairs share items and are not independent; items are.
 */
function withInterval(value: number, n: number, squares: number): MeasureValue {
  if (n < 3) return { value, n }
  const slope = 2 / ((n - 1) * (n - 2))
  const standardError = slope * Math.sqrt(((n - 1) / n) * squares)
  const halfWidth = studentQuantile(0.975, n - 1) * standardError
  return {
    value,
    n,
    standardError,
    interval: [Math.max(-1, value - halfWidth), Math.min(1, value + halfWidth)],
  }
}

/** Running sums over blocks; `along` is the spread of uᵢ·direction, with the sample's mean direction in place of the pool's. */
interface State {
  n: number
  readonly sum: Float64Array
  along: { mean: number; squares: number }
}

function add(state: State, X: Matrix, norms: Float64Array, direction: Float64Array): State {
  const projected = projections(X, norms, direction)
  const block = {
    mean: projected.reduce((total, value) => total + value, 0) / Math.max(1, X.rows),
    squares: squaredDeviations(projected),
  }
  return merge(state, { n: X.rows, sum: sumOfUnits(X, norms), along: block })
}

function merge(a: State, b: State): State {
  const n = a.n + b.n
  if (b.n === 0) return a
  for (let c = 0; c < a.sum.length; c++) a.sum[c] += b.sum[c]
  const delta = b.along.mean - a.along.mean
  a.along = {
    mean: a.along.mean + (delta * b.n) / n,
    squares: a.along.squares + b.along.squares + (delta * delta * a.n * b.n) / n,
  }
  a.n = n
  return a
}

/** The mean cosine over pairs of a pool, with its jackknife interval. */
export function similarityOfPool(pool: PoolWith<'vectors'>): MeasureValue {
  const { vectors: X, size: n } = pool
  if (n < 2) return { value: null, reason: 'a mean over pairs needs two items', n }
  const norms = vectorNorms(pool)
  const sum = sumOfUnits(X, norms)
  return withInterval(meanCosine(sum, n), n, squaredDeviations(projections(X, norms, sum)))
}

/** The same in blocks; for the interval the mean direction of the sample stands for that of the pool. */
export function similarityOverBlocks(sample: PoolWith<'vectors'>): Mergeable<State, MeasureValue> {
  const direction = sumOfUnits(sample.vectors, vectorNorms(sample)).map((value) => value / sample.size)
  return {
    init: () => ({ n: 0, sum: new Float64Array(direction.length), along: { mean: 0, squares: 0 } }),
    add: (state, block) => {
      requireParts('A mean over pairs', block, ['vectors'])
      return add(state, block.vectors, vectorNorms(block), direction)
    },
    merge,
    finish: ({ n, sum, along }) => {
      if (n < 2) return { value: null, reason: 'a mean over pairs needs two items', n }
      return withInterval(meanCosine(sum, n), n, along.squares * n * n)
    },
  }
}

export default defineMeasure({
  name: 'mean-similarity',
  title: 'Mean pairwise similarity',
  summary: 'How alike two random items are: the mean cosine over all pairs.',
  family: 'diversity',
  direction: 'lower',
  unit: 'cosine',
  range: '[-1, 1]',
  cost: 'linear',
  needs: ['vectors'],
  params: z.object({}),
  run: similarityOfPool,
  stream: (_params, sample) => similarityOverBlocks(sample),
})
