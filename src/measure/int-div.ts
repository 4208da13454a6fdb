// Internal diversity: one minus the mean similarity of two items drawn with replacement. It sees only the mean, so clusters
// of near copies hardly move it; the Vendi Score sees them.

import { z } from 'zod'
import { GamutError, type Matrix } from '../core/index.ts'
import { type Kernel, kernelMatrix } from '../numeric/index.ts'
import { defineMeasure, type MeasureValue } from './define.ts'
import { similarityOfPool, similarityOverBlocks, sumOfUnits } from './mean-similarity.ts'
import { rowNorms } from './rows.ts'
import { isInnerProduct } from './vendi/dual.ts'
import { similarityScales } from './vendi/similarity-matrix.ts'
import { weightsOf } from './vendi/weights.ts'

export interface IntDivOptions {
  /** Exponent of the similarities, > 0. Default 1. */
  q?: number
  /** One an item, >= 0, sum 1; equal when absent. */
  weights?: ArrayLike<number>
}

/**
 * IntDiv_q = 1 - Σᵢⱼ pᵢ pⱼ K[i,j]^q, the diagonal included.
 * @param K n×n similarities, symmetric, diagonal 1.
 * @returns at most 1 - Σ pᵢ²; for similarities in [0, 1] a number in [0, 1 - Σ pᵢ²].
 * @throws GamutError as `vendiScoreFromKernel`, and `bad-exponent`.
 * Time O(n²). Source: Benhenda 2017; the measure beside which the Vendi Score was introduced (Friedman & Dieng 2023).
 */
export function intDiv(K: Matrix, { q = 1, weights }: IntDivOptions = {}): number {
  requireExponent(q)
  similarityScales(K, false)
  const n = K.rows
  const p = weightsOf(weights, n)
  let mean = 0
  for (let i = 0; i < n; i++) {
    let row = 0
    for (let j = 0; j < n; j++) row += p[j] * power(K.data[i * n + j], q, i, j)
    mean += p[i] * row
  }
  return 1 - mean
}

/**
 * `intDiv` of vectors under a kernel.
 * @param X n×d.
 * @param kernel Default `cosine`; similarities are scaled to 1 on the diagonal.
 * @throws GamutError as `intDiv`, and what the kernel refuses.
 * Time O(nd) for the cosine at q = 1, where it is 1 - ‖Σ pᵢ uᵢ‖²; else O(n² d) and memory O(n²).
 */
export async function intDivFromVectors(
  X: Matrix,
  { q = 1, weights, kernel = 'cosine' }: IntDivOptions & { kernel?: Kernel } = {},
): Promise<number> {
  requireExponent(q)
  if (X.rows === 0) throw new GamutError('no-items', 'There are no vectors: give at least one.')
  if (isInnerProduct(kernel) && q === 1) return 1 - squaredMean(X, weightsOf(weights, X.rows))
  const K = await kernelMatrix(X, isInnerProduct(kernel) ? 'cosine' : kernel)
  const scales = similarityScales(K, true)
  const scaled = K.data.map((value, at) => value * scales[Math.floor(at / K.cols)] * scales[at % K.cols])
  return intDiv({ ...K, data: scaled }, { q, weights })
}

/** ‖Σ pᵢ uᵢ‖² of the rows scaled to length 1. */
function squaredMean(X: Matrix, p: Float64Array): number {
  const scales = rowNorms(X).map((norm, i) => norm / p[i])
  const heavy = Array.from(p.keys()).filter((i) => p[i] > 0)
  return sumOfUnits(X, scales, heavy).reduce((sum, value) => sum + value * value, 0)
}

function requireExponent(q: number): void {
  if (q > 0 && q < Number.POSITIVE_INFINITY) return
  throw new GamutError('bad-exponent', `The exponent q of IntDiv must be a finite number above 0, not ${q}.`)
}

/** value^q. @throws GamutError `bad-exponent` for a fractional power of a negative similarity. */
function power(value: number, q: number, i: number, j: number): number {
  if (q === 1) return value
  const raised = value ** q
  if (!Number.isNaN(raised)) return raised
  throw new GamutError(
    'bad-exponent',
    `Items ${i} and ${j} have the negative similarity ${value}, which has no power ${q}: take a whole q.`,
  )
}

/** The mean over all pairs, an item with itself included, from that over pairs of different items. */
function withDiagonal(similarity: MeasureValue): MeasureValue {
  const { value, n, standardError, interval } = similarity
  if (value === null) return similarity
  const share = 1 - 1 / n
  return {
    value: share * (1 - value),
    n,
    standardError: standardError && share * standardError,
    interval: interval && [share * (1 - interval[1]), share * (1 - interval[0])],
  }
}

export default defineMeasure({
  name: 'int-div',
  title: 'Internal diversity',
  summary:
    'One minus the mean cosine of two items drawn with replacement; clusters of near copies hardly move it.',
  family: 'diversity',
  direction: 'higher',
  unit: 'one minus cosine',
  range: '[0, 2]',
  cost: 'linear',
  needs: ['vectors'],
  params: z.object({}),
  run: (pool) => withDiagonal(similarityOfPool(pool)),
  stream: (_params, sample) => {
    const similarity = similarityOverBlocks(sample)
    const finish: typeof similarity.finish = async (state) => withDiagonal(await similarity.finish(state))
    return { ...similarity, finish }
  },
})
