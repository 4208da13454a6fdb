// The mean of a symmetric number over all pairs of items, with the interval that items drawn at random give it.

import { studentQuantile } from '../numeric/index.ts'
import type { MeasureValue } from './define.ts'

/**
 * The mean over pairs and its jackknife interval: leaving out one item at a time (Arvesen 1969, for U-statistics).
 * @param sums for each item, the sum of its pairs with all others.
 * @param n items of the pool, those without pairs included.
 */
export function pairMean(sums: Float64Array, n: number): MeasureValue {
  const items = sums.length
  if (items < 2) return { value: null, reason: 'fewer than two items can be compared', n }
  let total = 0
  for (const sum of sums) total += sum
  const value = total / (items * (items - 1))
  if (items < 3) return { value, n }
  let squares = 0
  for (const sum of sums) squares += ((2 * (value - sum / (items - 1))) / (items - 2)) ** 2
  const standardError = Math.sqrt(((items - 1) / items) * squares)
  const halfWidth = studentQuantile(0.975, items - 1) * standardError
  return { value, n, standardError, interval: [value - halfWidth, value + halfWidth] }
}
