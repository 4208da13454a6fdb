// Shannon's entropy of the labels: how uncertain the label of a random item is.

import { z } from 'zod'
import { normalQuantile } from '../numeric/index.ts'
import { defineLabelMeasure, labelShares } from './label-counts.ts'

/**
 * -Σ p ln p in nats.
 * @param shares shares that sum to 1.
 * @returns a number in [0, ln(number of shares above 0)].
 */
export function entropy(shares: Iterable<number>): number {
  let sum = 0
  for (const p of shares) if (p > 0) sum -= p * Math.log(p)
  return sum
}

export default defineLabelMeasure({
  name: 'label-entropy',
  title: 'Label entropy',
  summary: 'How uncertain the label of a random item is: 0 when all are the same.',
  direction: 'higher',
  unit: 'nats',
  range: '[0, ln(number of labels)]',
  params: z.object({}),
  of: (labels) => {
    const p = labelShares(labels)
    const value = entropy(p)
    if (labels.n < 2) return { value }
    const square = p.reduce((sum, share) => sum + share * Math.log(share) ** 2, 0)
    // Harris 1975: the second term is what remains when all shares are equal.
    const variance = Math.max(0, square - value * value) / labels.n + (p.length - 1) / (2 * labels.n ** 2)
    const standardError = Math.sqrt(variance)
    const halfWidth = normalQuantile(0.975) * standardError
    return { value, standardError, interval: [Math.max(0, value - halfWidth), value + halfWidth] }
  },
})
