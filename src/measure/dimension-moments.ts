// Mean and spread of each dimension of the vectors, in blocks that merge exactly (Chan, Golub & LeVeque 1979).

import type { Matrix } from '../core/index.ts'

export interface DimensionMoments {
  n: number
  readonly mean: Float64Array
  /** Sum of squared deviations from the mean, per dimension. */
  readonly squares: Float64Array
}

export function noMoments(d: number): DimensionMoments {
  return { n: 0, mean: new Float64Array(d), squares: new Float64Array(d) }
}

/** The moments of the rows at `indices` (all rows when absent). O(nd). */
export function momentsOfRows(X: Matrix, indices?: ArrayLike<number>): DimensionMoments {
  const { data, cols } = X
  const n = indices?.length ?? X.rows
  const moments = noMoments(cols)
  moments.n = n
  if (n === 0) return moments
  const { mean, squares } = moments
  for (let k = 0; k < n; k++) {
    const start = (indices === undefined ? k : indices[k]) * cols
    for (let c = 0; c < cols; c++) mean[c] += data[start + c]
  }
  for (let c = 0; c < cols; c++) mean[c] /= n
  for (let k = 0; k < n; k++) {
    const start = (indices === undefined ? k : indices[k]) * cols
    for (let c = 0; c < cols; c++) squares[c] += (data[start + c] - mean[c]) ** 2
  }
  return moments
}

/** Adds `from` to `into` and returns `into`. */
export function mergeMoments(into: DimensionMoments, from: DimensionMoments): DimensionMoments {
  if (from.n === 0) return into
  const n = into.n + from.n
  for (let c = 0; c < from.mean.length; c++) {
    const delta = from.mean[c] - into.mean[c]
    into.mean[c] += (delta * from.n) / n
    into.squares[c] += from.squares[c] + (delta * delta * into.n * from.n) / n
  }
  into.n = n
  return into
}

/** Population standard deviation (÷ n) of each dimension. */
export function deviations({ n, squares }: DimensionMoments): Float64Array {
  return squares.map((sum) => Math.sqrt(sum / n))
}
