// Intra-class similarity: the mean cosine of two items of the same class, averaged over classes.

import { z } from 'zod'
import { type Categorical, GamutError, type Matrix, requireParts } from '../core/index.ts'
import { classStream } from './class-stream.ts'
import { defineMeasure, type MeasureValue } from './define.ts'
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
  return averaged(unitSums(X, group, rowNorms(X)))
}

/** The number of items of a class and the sum of their directions, which tells their mean cosine. */
interface UnitSum {
  n: number
  readonly sum: Float64Array
}

function* unitSums(
  X: Matrix,
  group: Categorical,
  norms: Float64Array,
): Generator<readonly [string, UnitSum]> {
  // In order of the labels, so that no sum over classes depends on the order of the rows.
  for (const [label, rows] of [...itemsByGroup(group)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield [label, { n: rows.length, sum: sumOfUnits(X, norms, rows) }]
  }
}

function averaged(classes: Iterable<readonly [string, UnitSum]>): {
  value: number
  perClass: Map<string, number>
} {
  const perClass = new Map<string, number>()
  let total = 0
  for (const [label, { n, sum }] of classes) {
    if (n < 2) continue
    const mean = meanCosine(sum, n)
    perClass.set(label, mean)
    total += mean
  }
  return { value: total / perClass.size, perClass }
}

/** Classes named in the detail. */
const shown = 5

function valueFrom(
  { value, perClass }: { value: number; perClass: Map<string, number> },
  n: number,
): MeasureValue {
  if (perClass.size === 0) return { value: null, reason: 'no class has two items', n }
  const mostAlike = [...perClass].sort(([, a], [, b]) => b - a).slice(0, shown)
  return { value, n, detail: { classes: perClass.size, mostAlike: Object.fromEntries(mostAlike) } }
}

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
    const n = pool.group.codes.reduce((count, code) => count + (code < 0 ? 0 : 1), 0)
    return valueFrom(averaged(unitSums(pool.vectors, pool.group, vectorNorms(pool))), n)
  },
  stream: (_params, sample) =>
    classStream({
      of: (block) => {
        requireParts('intra-class-similarity', block, ['vectors', 'group'])
        return unitSums(block.vectors, block.group, vectorNorms(block))
      },
      merge: (into, from) => {
        for (let c = 0; c < from.sum.length; c++) into.sum[c] += from.sum[c]
        into.n += from.n
        return into
      },
      size: sample.vectors.cols,
      finish: (classes) => {
        const sorted = [...classes].sort(([a], [b]) => (a < b ? -1 : 1))
        const n = sorted.reduce((sum, [, state]) => sum + state.n, 0)
        return valueFrom(averaged(sorted), n)
      },
    }),
})
