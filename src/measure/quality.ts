// Quality: the mean of the quality column, with its spread and how many items have none.

import { z } from 'zod'
import type { PoolWith } from '../core/index.ts'
import {
  defineMeasure,
  type MeasureValue,
  type Moments,
  meanValue,
  mergeMoments,
  momentsOf,
} from './define.ts'
import {
  addToSketch,
  emptySketch,
  mergeSketches,
  type QuantileSketch,
  sketchQuantiles,
} from './quantile-sketch.ts'

const levels = { p05: 0.05, p25: 0.25, median: 0.5, p75: 0.75, p95: 0.95 } as const

interface Quality {
  readonly n: number
  readonly moments: Moments
  readonly sketch: QuantileSketch
}

const nothing = (): Quality => ({ n: 0, moments: { count: 0, mean: 0, squares: 0 }, sketch: emptySketch() })

function add(state: Quality, pool: PoolWith<'quality'>): Quality {
  const present = pool.quality.filter((value) => !Number.isNaN(value))
  addToSketch(state.sketch, present)
  return {
    n: state.n + pool.size,
    moments: mergeMoments(state.moments, momentsOf(present)),
    sketch: state.sketch,
  }
}

function merge(a: Quality, b: Quality): Quality {
  return {
    n: a.n + b.n,
    moments: mergeMoments(a.moments, b.moments),
    sketch: mergeSketches(a.sketch, b.sketch),
  }
}

function finish({ n, moments, sketch }: Quality): MeasureValue {
  const missing = n - moments.count
  if (moments.count === 0) return { value: null, reason: 'no item has a quality', n }
  const quantiles = sketchQuantiles(sketch, Object.values(levels))
  return {
    ...meanValue(moments, n),
    warning: missing > 0 ? `${missing} of ${n} items have no quality and do not count.` : undefined,
    detail: {
      missing: missing / n,
      deviation: moments.count > 1 ? Math.sqrt(moments.squares / (moments.count - 1)) : null,
      min: sketch.min,
      ...Object.fromEntries(Object.keys(levels).map((level, i) => [level, quantiles[i]])),
      max: sketch.max,
    },
  }
}

/**
 * The mean of the quality, with t-interval; in `detail` the share of items without one, the standard deviation, and
 * quantiles (low by at most 1/4096 of their size). Linear, in blocks.
 */
export function qualitySummary(quality: Float64Array): MeasureValue {
  const present = quality.filter((value) => !Number.isNaN(value))
  const sketch = emptySketch()
  addToSketch(sketch, present)
  return finish({ n: quality.length, moments: momentsOf(present), sketch })
}

export default defineMeasure({
  name: 'quality',
  title: 'Quality',
  summary: 'The mean of the quality column.',
  family: 'quality',
  direction: 'higher',
  unit: 'unit of the column',
  range: '(-∞, ∞)',
  cost: 'linear',
  needs: ['quality'],
  params: z.object({}),
  run: (pool) => qualitySummary(pool.quality),
  stream: () => ({ init: nothing, add, merge, finish }),
})
