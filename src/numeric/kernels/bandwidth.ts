// The median heuristic: a bandwidth from the data, when the user gives none.

import type { Matrix } from '../../core/index.ts'
import { contentSample } from '../content-order.ts'

/** Rows that the median is taken over: half a million pairs, whose median is within about 1% of that of all pairs. */
const sampleLimit = 1000

/**
 * The median of the positive Euclidean distances between pairs of rows (Gretton et al. 2012), over at most 1,000 rows
 * chosen by a hash of their content: the order of the rows does not matter, and neither does repeating every row.
 * @returns the distance, in the unit of X; 1 when no two rows differ, where any bandwidth gives the same kernel.
 * Time O(min(n, 1000)² d + n d).
 */
export function medianBandwidth(X: Matrix): number {
  return medianDistance(X, euclidean)
}

/** As `medianBandwidth`, of the ℓ₁ distances Σ|aᵢ - bᵢ|. */
export function medianManhattan(X: Matrix): number {
  return medianDistance(X, manhattan)
}

type Distance = (values: Matrix['data'], a: number, b: number, d: number) => number

function euclidean(values: Matrix['data'], a: number, b: number, d: number): number {
  let sum = 0
  for (let k = 0; k < d; k++) {
    const difference = values[a + k] - values[b + k]
    sum += difference * difference
  }
  return Math.sqrt(sum)
}

export function manhattan(values: Matrix['data'], a: number, b: number, d: number): number {
  let sum = 0
  for (let k = 0; k < d; k++) sum += Math.abs(values[a + k] - values[b + k])
  return sum
}

function medianDistance(X: Matrix, distance: Distance): number {
  const rows = contentSample(X, sampleLimit)
  const d = X.cols
  const distances = new Float64Array((rows.length * (rows.length - 1)) / 2)
  let count = 0
  for (let i = 1; i < rows.length; i++) {
    for (let j = 0; j < i; j++) {
      const value = distance(X.data, rows[i] * d, rows[j] * d, d)
      if (value > 0) distances[count++] = value
    }
  }
  if (count === 0) return 1
  const sorted = distances.subarray(0, count).sort()
  const middle = count >> 1
  return count % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
