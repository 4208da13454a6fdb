// Radius: how widely the vectors spread in an average dimension.

import { z } from 'zod'
import { GamutError, type Matrix, requireParts } from '../core/index.ts'
import { defineMeasure, type MeasureValue } from './define.ts'
import {
  type DimensionMoments,
  deviations,
  mergeMoments,
  momentsOfRows,
  noMoments,
} from './dimension-moments.ts'
import { requireFinite, rowNorms } from './rows.ts'

/**
 * The geometric mean over dimensions of the population standard deviation (÷ n).
 * @param X n×d.
 * @returns a number >= 0, in units of the vectors; 0 as soon as one dimension is constant.
 * @throws GamutError `no-items`, `not-a-number`.
 * Time O(nd). Source: Lai et al. 2020, "Diversity, Density, and Homogeneity: Quantitative Characteristic Metrics for Text
 * Collections".
 */
export function radius(X: Matrix): number {
  if (X.rows === 0) throw new GamutError('no-items', 'There are no vectors: give at least one.')
  rowNorms(X, { nonzero: false })
  return geometricMean(deviations(momentsOfRows(X)))
}

function geometricMean(values: Float64Array): number {
  let logs = 0
  for (const value of values) logs += Math.log(value)
  return Math.exp(logs / values.length)
}

function finish(moments: DimensionMoments): MeasureValue {
  const { n } = moments
  if (n === 0) return { value: null, reason: 'there are no items', n }
  const spreads = deviations(moments)
  const constant = spreads.reduce((count, spread) => count + (spread === 0 ? 1 : 0), 0)
  return {
    value: geometricMean(spreads),
    n,
    warning:
      constant > 0 && constant < spreads.length
        ? `${constant} of ${spreads.length} dimensions are constant, which alone makes the radius 0.`
        : undefined,
    detail: { dimensions: spreads.length, constantDimensions: constant },
  }
}

export default defineMeasure({
  name: 'radius',
  title: 'Radius',
  summary: 'How widely the vectors spread in an average dimension.',
  family: 'diversity',
  direction: 'higher',
  unit: 'units of the vectors',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['vectors'],
  params: z.object({}),
  run: (pool) => {
    requireFinite(pool)
    return finish(momentsOfRows(pool.vectors))
  },
  stream: (_params, sample) => ({
    init: () => noMoments(sample.vectors.cols),
    add: (state: DimensionMoments, block) => {
      requireParts('radius', block, ['vectors'])
      requireFinite(block)
      return mergeMoments(state, momentsOfRows(block.vectors))
    },
    merge: mergeMoments,
    finish,
  }),
})
