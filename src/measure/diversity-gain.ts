// Diversity gain: how far new items lie from those that are there already.

import { GamutError, type Matrix } from '../core/index.ts'
import { requireSameLength } from './facility-location.ts'
import { squaredDistances } from './row-products.ts'
import { rowNorms } from './rows.ts'

/**
 * D(new | base) = mean over new items of the squared Euclidean distance to the nearest item of the base.
 * @param fresh m×d new items, m >= 1.
 * @param base n×d items that are there, n >= 1.
 * @returns a number >= 0, in squared units of the vectors; 0 when every new item is a copy.
 * @throws GamutError `no-items`, `shape-mismatch`, `not-a-number`.
 * Time O(m n d). Source: the catalogue of Havrilla et al. 2024.
 */
export async function diversityGain(fresh: Matrix, base: Matrix): Promise<number> {
  if (fresh.rows === 0 || base.rows === 0) {
    throw new GamutError('no-items', 'A gain needs at least one new item and one item in the base.')
  }
  requireSameLength(fresh, base)
  // Checked here, where the row still has its number.
  rowNorms(fresh, { nonzero: false })
  rowNorms(base, { nonzero: false })
  let sum = 0
  for await (const { piece } of squaredDistances(fresh, base)) {
    for (let i = 0, at = 0; i < piece.rows; i++) {
      let nearest = Number.POSITIVE_INFINITY
      for (let j = 0; j < piece.cols; j++, at++) nearest = Math.min(nearest, piece.data[at])
      sum += nearest
    }
  }
  return sum / fresh.rows
}
