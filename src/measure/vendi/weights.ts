// How much each item counts.

import { GamutError } from '../../core/index.ts'

/** Weights written with six digits still sum to 1 within this. */
const sumTolerance = 1e-6

/**
 * The weight of each of n items, summing to 1; equal ones when none are given.
 * @throws GamutError `bad-weights` for a wrong length, a negative or not finite weight, or a sum other than 1.
 */
export function weightsOf(weights: ArrayLike<number> | undefined, n: number): Float64Array {
  if (weights === undefined) return new Float64Array(n).fill(1 / n)
  if (weights.length !== n) {
    throw new GamutError(
      'bad-weights',
      `There are ${weights.length} weights for ${n} items: give one weight an item.`,
    )
  }
  let sum = 0
  for (let i = 0; i < n; i++) {
    if (!(weights[i] >= 0 && weights[i] < Number.POSITIVE_INFINITY)) {
      throw new GamutError(
        'bad-weights',
        `Weight ${i} is ${weights[i]}: weights must be finite and not negative.`,
      )
    }
    sum += weights[i]
  }
  if (Math.abs(sum - 1) > sumTolerance) {
    throw new GamutError(
      'bad-weights',
      `The weights sum to ${sum}: divide each by the sum, so that they sum to 1.`,
    )
  }
  return Float64Array.from(weights, (weight) => weight / sum)
}
