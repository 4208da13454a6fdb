// Feature deviation per class: how much the vectors of one class differ among themselves.

import { z } from 'zod'
import { type Categorical, GamutError, type Matrix, requireParts } from '../core/index.ts'
import { classStream } from './class-stream.ts'
import { defineMeasure, type MeasureValue } from './define.ts'
import { type DimensionMoments, deviations, mergeMoments, momentsOfRows } from './dimension-moments.ts'
import { itemsByGroup } from './groups.ts'
import { requireFinite, rowNorms } from './rows.ts'

/**
 * For each class the mean over dimensions of the population standard deviation (÷ n), and the mean over classes.
 * @param X n×d.
 * @param group the class of each row; rows without one do not count, nor classes of one row.
 * @returns `value` (NaN when no class has two rows) and the value of each class, in units of the vectors.
 * @throws GamutError `bad-length`, `not-a-number`.
 * Time O(nd).
 */
export function featureStd(X: Matrix, group: Categorical): { value: number; perClass: Map<string, number> } {
  if (group.codes.length !== X.rows) {
    throw new GamutError(
      'bad-length',
      `There are ${X.rows} vectors and ${group.codes.length} labels: give one label a vector.`,
    )
  }
  rowNorms(X, { nonzero: false })
  return averaged(itemsByGroup(group), (rows) => momentsOfRows(X, rows))
}

/** The mean deviation of each class of two items or more, and the mean over classes. */
function averaged<T>(
  classes: ReadonlyMap<string, T>,
  momentsOf: (state: T) => DimensionMoments,
): { value: number; perClass: Map<string, number> } {
  const perClass = new Map<string, number>()
  let sum = 0
  // In order of the labels, so that the sum does not depend on the order of the rows.
  for (const [label, state] of [...classes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const moments = momentsOf(state)
    if (moments.n < 2) continue
    const spreads = deviations(moments)
    const mean = spreads.reduce((total, spread) => total + spread, 0) / spreads.length
    perClass.set(label, mean)
    sum += mean
  }
  return { value: sum / perClass.size, perClass }
}

/** Classes named in the detail. */
const shown = 5

function valueFrom(
  { value, perClass }: { value: number; perClass: Map<string, number> },
  n: number,
): MeasureValue {
  if (perClass.size === 0) return { value: null, reason: 'no class has two items', n }
  const narrowest = [...perClass].sort(([, a], [, b]) => a - b).slice(0, shown)
  return { value, n, detail: { classes: perClass.size, narrowest: Object.fromEntries(narrowest) } }
}

export default defineMeasure({
  name: 'feature-std',
  title: 'Feature deviation per class',
  summary: 'How much the vectors of one class differ among themselves, averaged over dimensions and classes.',
  family: 'diversity',
  direction: 'higher',
  unit: 'units of the vectors',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['vectors', 'group'],
  params: z.object({}),
  run: (pool) => {
    requireFinite(pool)
    const classes = itemsByGroup(pool.group)
    const n = [...classes.values()].reduce((sum, rows) => sum + rows.length, 0)
    return valueFrom(
      averaged(classes, (rows) => momentsOfRows(pool.vectors, rows)),
      n,
    )
  },
  stream: (_params, sample) =>
    classStream({
      *of(block) {
        requireParts('feature-std', block, ['vectors', 'group'])
        requireFinite(block)
        for (const [label, rows] of itemsByGroup(block.group))
          yield [label, momentsOfRows(block.vectors, rows)]
      },
      merge: mergeMoments,
      size: 2 * sample.vectors.cols,
      finish: (classes) => {
        const n = [...classes.values()].reduce((sum, moments) => sum + moments.n, 0)
        return valueFrom(
          averaged(classes, (moments) => moments),
          n,
        )
      },
    }),
})
