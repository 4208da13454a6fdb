// Intra-class similarity: the mean cosine of two items of the same class, averaged over classes.

import { z } from 'zod'
import { type Categorical, GamutError, type Matrix } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { itemsByGroup } from './groups.ts'
import { meanCosine, sumOfUnits } from './mean-similarity.ts'
import { rowNorms, vectorNorms } from './rows.ts'

/**
 * The mean cosine over pairs of different rows of each class, and the mean over classes.
 * @param X n×d, no zero rows.
 * @param group the class of each row; rows without one do not count, nor classes of one row.
 * @returns `value` in [-1, 1] (NaN when no class has two rows) and the value of each class.
 * @throws GamutError `bad-length`, `not-a-number`, `zero-vector`.
 * Time O(nd).
 */
export function intraClassSimilarity(
  X: Matrix,
  group: Categorical,
): { value: number; perClass: Map<string, number> } {
  if (group.codes.length !== X.rows) {
    throw new GamutError(
      'bad-length',
      `There are ${X.rows} vectors and ${group.codes.length} labels: give one label a vector.`,
    )
  }
  return similarityByClass(X, group, rowNorms(X))
}

function similarityByClass(
  X: Matrix,
  group: Categorical,
  norms: Float64Array,
): { value: number; perClass: Map<string, number> } {
  const perClass = new Map<string, number>()
  let sum = 0
  // In order of the labels, so that the sum does not depend on the order of the rows.
  for (const [label, members] of [...itemsByGroup(group)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (members.length < 2) continue
    const mean = meanCosine(sumOfUnits(X, norms, members), members.length)
    perClass.set(label, mean)
    sum += mean
  }
  return { value: sum / perClass.size, perClass }
}

/** Classes named in the detail. */
const shown = 5

export default defineMeasure({
  name: 'intra-class-similarity',
  title: 'Mean similarity within classes',
  summary: 'How alike two random items of one class are, averaged over classes.',
  family: 'diversity',
  direction: 'lower',
  unit: 'cosine',
  range: '[-1, 1]',
  cost: 'linear',
  needs: ['vectors', 'group'],
  params: z.object({}),
  run: (pool) => {
    const { value, perClass } = similarityByClass(pool.vectors, pool.group, vectorNorms(pool))
    const n = pool.size
    if (perClass.size === 0) return { value: null, reason: 'no class has two items', n }
    const mostAlike = [...perClass].sort(([, a], [, b]) => b - a).slice(0, shown)
    return { value, n, detail: { classes: perClass.size, mostAlike: Object.fromEntries(mostAlike) } }
  },
})
