// Hill numbers: how many equally common labels would be as varied as the labels that are there. Order 0 counts labels,
// order 1 is the exponential of Shannon's entropy (called Mode Diversity for generative models), higher orders look more and
// more at the commonest labels only.

import { z } from 'zod'
import { GamutError } from '../core/index.ts'
import { normalQuantile } from '../numeric/index.ts'
import { effectiveNumber } from './effective-number.ts'
import { defineLabelMeasure, labelShares } from './label-counts.ts'
import { type Order, order, orderValue } from './order.ts'

/**
 * The Hill number of order q.
 * @param p how common each kind is: shares or counts, >= 0; they are divided by their sum.
 * @param q order, >= 0 or infinity.
 * @returns an effective number of kinds in [1, kinds that occur].
 * @throws GamutError `bad-shares` for a negative or not finite number or when all are 0; `bad-order`.
 * Source: Hill 1973, "Diversity and evenness: a unifying notation and its consequences".
 */
export function hillNumber(p: ArrayLike<number>, q: Order): number {
  return effectiveNumber(sharesOf(p), orderValue(q))
}

/** exp of the entropy of the label histogram: the Hill number of order 1. @see hillNumber */
export function modeDiversity(p: ArrayLike<number>): number {
  return hillNumber(p, 1)
}

/** Numbers divided by their sum. @throws GamutError `bad-shares`. */
export function sharesOf(p: ArrayLike<number>): Float64Array {
  let sum = 0
  for (let i = 0; i < p.length; i++) {
    if (!(p[i] >= 0 && p[i] < Number.POSITIVE_INFINITY)) {
      throw new GamutError(
        'bad-shares',
        `Share ${i} is ${p[i]}: shares and counts must be finite and not negative.`,
      )
    }
    sum += p[i]
  }
  if (sum === 0) throw new GamutError('bad-shares', 'There are no shares above 0: give at least one.')
  return Float64Array.from(p, (share) => share / sum)
}

/** Fewer items a label than this, and the number of labels is still growing with n. */
const enoughItems = 5

export default defineLabelMeasure({
  name: 'label-diversity',
  title: 'Label diversity',
  summary: 'How many equally common labels would be as varied (Hill number; at q = 1 the Mode Diversity).',
  direction: 'higher',
  unit: 'effective labels',
  range: '[1, number of labels]',
  params: z.object({
    q: order
      .default(1)
      .describe('order: 0 counts labels, 1 weighs them by share, "inf" sees the commonest only'),
  }),
  of: (labels, { q }) => {
    const p = labelShares(labels)
    const value = effectiveNumber(p, orderValue(q))
    const few = labels.n < enoughItems * p.length
    return {
      value,
      ...intervalOf(p, value, orderValue(q), labels.n),
      warning: few
        ? `${labels.n} items for ${p.length} labels: with so few items a label, rare labels are missed and the number is too low.`
        : undefined,
      detail: { largestShare: p[0] },
    }
  },
})

/**
 * The interval of a Hill number of n independent labels, on the log scale: the delta method with Harris' (1975)
 * second-order term, without which equal shares would seem to be known exactly. None at q = 0 and ∞, where it does not apply.
 */
function intervalOf(
  p: Float64Array,
  value: number,
  q: number,
  n: number,
): { standardError?: number; interval?: [number, number] } {
  if (q === 0 || q === Number.POSITIVE_INFINITY || n < 2) return {}
  const squared =
    (q === 1 ? shannonVariance(p) : renyiVariance(p, q)) / n + (q * q * (p.length - 1)) / (2 * n * n)
  const standardError = Math.sqrt(squared)
  const reach = Math.exp(normalQuantile(0.975) * standardError)
  return { standardError: value * standardError, interval: [Math.max(1, value / reach), value * reach] }
}

function shannonVariance(p: Float64Array): number {
  let mean = 0
  let square = 0
  for (const share of p) {
    mean += share * Math.log(share)
    square += share * Math.log(share) ** 2
  }
  return Math.max(0, square - mean * mean)
}

function renyiVariance(p: Float64Array, q: number): number {
  const powers = p.reduce((sum, share) => sum + share ** q, 0)
  const squares = p.reduce((sum, share) => sum + share ** (2 * q - 1), 0)
  const scale = q / (1 - q)
  return Math.max(0, scale * scale * (squares / (powers * powers) - 1))
}
