// Facility location: how well some items represent all of them. Every item counts by its similarity to its best
// representative.

import { GamutError, type Matrix } from '../core/index.ts'
import { rowProducts } from './row-products.ts'
import { unitRows } from './rows.ts'

/**
 * d(A|V) = Σ_{v ∈ V} max_{a ∈ A} cos(a, v).
 * @param A m×d representatives, no zero rows; none give 0.
 * @param V n×d items to represent, no zero rows.
 * @returns a number in [-n, n]; monotone and submodular in A over non-empty sets.
 * @throws GamutError `shape-mismatch`, `zero-vector`, `not-a-number`.
 * Time O(m n d). Source: Bukharin et al. 2023, "Data Diversity Matters for Robust Instruction Tuning".
 */
export async function facilityLocationValue(A: Matrix, V: Matrix): Promise<number> {
  if (A.rows === 0) return 0
  requireSameLength(A, V)
  let sum = 0
  for await (const { piece } of rowProducts(unitRows(V), unitRows(A))) {
    for (let i = 0; i < piece.rows; i++) {
      let best = Number.NEGATIVE_INFINITY
      for (let j = 0, at = i * piece.cols; j < piece.cols; j++, at++) best = Math.max(best, piece.data[at])
      sum += best
    }
  }
  return sum
}

/** @throws GamutError `shape-mismatch`. */
export function requireSameLength(A: Matrix, B: Matrix): void {
  if (A.cols === B.cols) return
  throw new GamutError(
    'shape-mismatch',
    `Vectors of ${A.cols} and of ${B.cols} numbers cannot be compared: embed both with the same model.`,
  )
}
