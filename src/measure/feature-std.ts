// Feature deviation per class: how much the vectors of one class differ among themselves.

import { z } from 'zod'
import { type Categorical, GamutError, type Matrix, type Pool, requireParts } from '../core/index.ts'
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
  return deviationOf(addBlock(new Map(), X, group))
}

type Classes = Map<string, DimensionMoments>

function addBlock(classes: Classes, X: Matrix, group: Categorical): Classes {
  for (const [label, rows] of itemsByGroup(group)) addMoments(classes, label, momentsOfRows(X, rows))
  return classes
}

function addMoments(classes: Classes, label: string, moments: DimensionMoments): void {
  const known = classes.get(label)
  classes.set(label, known === undefined ? moments : mergeMoments(known, moments))
}

function deviationOf(classes: Classes): { value: number; perClass: Map<string, number> } {
  const perClass = new Map<string, number>()
  let sum = 0
  // In order of the labels, so that the sum does not depend on the order of the rows.
  for (const label of [...classes.keys()].sort()) {
    const moments = classes.get(label)!
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

function finish(classes: Classes): MeasureValue {
  const { value, perClass } = deviationOf(classes)
  const n = [...classes.values()].reduce((sum, moments) => sum + moments.n, 0)
  if (perClass.size === 0) return { value: null, reason: 'no class has two items', n }
  const narrowest = [...perClass].sort(([, a], [, b]) => a - b).slice(0, shown)
  return { value, n, detail: { classes: perClass.size, narrowest: Object.fromEntries(narrowest) } }
}

function addPool(classes: Classes, pool: Pool): Classes {
  requireParts('feature-std', pool, ['vectors', 'group'])
  requireFinite(pool)
  return addBlock(classes, pool.vectors, pool.group)
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
  run: (pool) => finish(addPool(new Map(), pool)),
  stream: () => ({
    init: (): Classes => new Map(),
    add: addPool,
    merge: (a: Classes, b: Classes) => {
      for (const [label, moments] of b) addMoments(a, label, moments)
      return a
    },
    finish,
  }),
})
