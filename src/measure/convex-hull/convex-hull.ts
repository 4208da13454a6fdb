// Convex hull: how much room the pool takes in its two or three main directions. A few outliers can set it.

import { z } from 'zod'
import type { Matrix } from '../../core/index.ts'
import { pca } from '../../numeric/index.ts'
import { defineMeasure } from '../define.ts'
import { requireFinite } from '../rows.ts'
import { hullArea } from './area.ts'
import { hullVolume } from './volume.ts'

const params = z.object({
  dimensions: z.literal([2, 3]).default(2).describe('principal components: 2 for an area, 3 for a volume'),
})

/**
 * The area or volume of the convex hull of the rows in their first principal components.
 * @param X n×d, d >= `dimensions`.
 * @param options.dimensions 2 (default) or 3.
 * @returns a number >= 0, in units of the vectors squared or cubed; 0 when the points do not span the components.
 * @throws GamutError `bad-dimensions` for no rows or a smaller d, `not-a-number`.
 * Time that of `pca` and O(n log n).
 */
export async function convexHullVolume(
  X: Matrix,
  { dimensions = 2 }: z.input<typeof params> = {},
): Promise<number> {
  return (await hullOf(X, dimensions)).volume
}

async function hullOf(X: Matrix, dimensions: 2 | 3): Promise<{ volume: number; explained: number }> {
  // As many points as dimensions, or fewer, span nothing.
  if (X.rows > 0 && X.rows <= dimensions && X.cols >= dimensions) return { volume: 0, explained: 1 }
  const { projected, explainedVariance, totalVariance } = await pca(X, dimensions)
  const volume = dimensions === 2 ? hullArea(projected) : hullVolume(projected)
  const along = explainedVariance.reduce((sum, variance) => sum + variance, 0)
  return { volume, explained: totalVariance === 0 ? 1 : along / totalVariance }
}

/** The components must show at least this share of the variance for their hull to stand for the pool. */
const enough = 0.5

export default defineMeasure({
  name: 'convex-hull',
  title: 'Convex hull',
  summary: 'How much room the pool takes in its two or three main directions; a few outliers can set it.',
  family: 'diversity',
  direction: 'higher',
  unit: 'units of the vectors, squared or cubed',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['vectors'],
  params,
  run: async (pool, { dimensions }) => {
    const { vectors: X, size: n } = pool
    if (n === 0) return { value: null, reason: 'there are no items', n }
    if (X.cols < dimensions) {
      return { value: null, reason: `vectors of ${X.cols} numbers have no ${dimensions} components`, n }
    }
    requireFinite(pool)
    const { volume, explained } = await hullOf(X, dimensions)
    return {
      value: volume,
      n,
      warning:
        explained < enough
          ? `The ${dimensions} components show ${Math.round(100 * explained)}% of the variance only: the hull misses most of the variety.`
          : undefined,
      detail: { dimensions, explained },
    }
  },
})
