// Similarity-sensitive diversity of labels (Leinster & Cobbold 2012): Hill numbers for kinds that are alike to a degree.
// Two breeds of dog add less than a dog and a cat.

import { z } from 'zod'
import { type Categorical, GamutError, type Matrix } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { effectiveNumber } from './effective-number.ts'
import { itemsByGroup } from './groups.ts'
import { sharesOf } from './hill.ts'
import { sumOfUnits } from './mean-similarity.ts'
import { type Order, order, orderValue } from './order.ts'
import { vectorNorms } from './rows.ts'

/**
 * (Σ pᵢ (Zp)ᵢ^(q-1))^(1/(1-q)); Π (Zp)ᵢ^(-pᵢ) at q = 1; 1 / max (Zp)ᵢ at q = ∞, over kinds that occur.
 * @param p how common each of m kinds is: shares or counts, >= 0; they are divided by their sum.
 * @param Z m×m similarities of the kinds, >= 0, diagonal 1. The identity gives the Hill number.
 * @param q order, >= 0 or infinity.
 * @returns an effective number of kinds in [1, m].
 * @throws GamutError `bad-shares`, `bad-similarity`, `bad-order`.
 * Time O(m²). Source: Leinster & Cobbold 2012, equation 1.
 */
export function similaritySensitiveDiversity(
  p: ArrayLike<number>,
  Z: Matrix,
  { q = 1 }: { q?: Order } = {},
): number {
  const power = orderValue(q)
  const shares = sharesOf(p)
  requireSimilarities(Z, shares.length)
  const m = shares.length
  const ordinariness = Float64Array.from({ length: m }, (_, i) =>
    shares.reduce((sum, share, j) => sum + Z.data[i * m + j] * share, 0),
  )
  return effectiveNumber(shares, power, ordinariness)
}

function requireSimilarities({ data, rows, cols }: Matrix, m: number): void {
  if (rows !== m || cols !== m) {
    throw new GamutError(
      'bad-similarity',
      `The similarities are ${rows}×${cols} and there are ${m} kinds: give one row a kind.`,
    )
  }
  for (let at = 0; at < data.length; at++) {
    const [i, j] = [Math.floor(at / m), at % m]
    if (!(data[at] >= 0 && data[at] < Number.POSITIVE_INFINITY)) {
      throw new GamutError(
        'bad-similarity',
        `The similarity of kinds ${i} and ${j} is ${data[at]}: it must be 0 or more.`,
      )
    }
    if (i === j && Math.abs(data[at] - 1) > 1e-6) {
      throw new GamutError('bad-similarity', `Kind ${i} has similarity ${data[at]} to itself: it must be 1.`)
    }
  }
}

/**
 * The cosine of the mean directions of two classes, 0 where it is negative.
 * @returns the number of items of each class that occurs, and the similarities of those classes.
 */
function classSimilarities(
  X: Matrix,
  group: Categorical,
  norms: Float64Array,
): { counts: number[]; Z: Matrix } {
  const classes = [...itemsByGroup(group).values()]
  const directions = classes.map((rows) => sumOfUnits(X, norms, rows))
  const m = classes.length
  const data = new Float64Array(m * m)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) {
      const similarity = Math.max(0, cosine(directions[i], directions[j]))
      data[i * m + j] = similarity
      data[j * m + i] = similarity
    }
    data[i * m + i] = 1
  }
  return { counts: classes.map((rows) => rows.length), Z: { data, rows: m, cols: m } }
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0]
  for (let c = 0; c < a.length; c++) {
    product += a[c] * b[c]
    squaresA += a[c] * a[c]
    squaresB += b[c] * b[c]
  }
  const norms = Math.sqrt(squaresA * squaresB)
  return norms === 0 ? 0 : Math.min(1, product / norms)
}

/** Similarities of all pairs of labels are held at once. */
const mostLabels = 5000

export default defineMeasure({
  name: 'similarity-sensitive-diversity',
  title: 'Similarity-sensitive label diversity',
  summary:
    'How many equally common and wholly different labels would be as varied, when labels near each other count as alike.',
  paper: {
    title: 'Measuring diversity: the importance of species similarity',
    authors: 'Tom Leinster, Christina A. Cobbold',
    year: 2012,
    link: 'https://doi.org/10.1890/10-2402.1',
  },
  family: 'diversity',
  direction: 'higher',
  unit: 'effective labels',
  range: '[1, number of labels]',
  cost: 'linear',
  needs: ['group', 'vectors'],
  params: z.object({
    q: order.default(1).describe('order: 0 counts labels, above 1 common ones count more; "inf"'),
  }),
  run: (pool, { q }) => {
    const labels = itemsByGroup(pool.group).size
    if (labels > mostLabels) {
      const reason = `all pairs of ${labels} labels do not fit in memory: the limit is ${mostLabels} labels`
      return { value: null, reason, n: pool.size, detail: { labels } }
    }
    const { counts, Z } = classSimilarities(pool.vectors, pool.group, vectorNorms(pool))
    const n = counts.reduce((sum, count) => sum + count, 0)
    if (n === 0) return { value: null, reason: 'no item has a label', n }
    return { value: similaritySensitiveDiversity(counts, Z, { q }), n, detail: { labels } }
  },
})
