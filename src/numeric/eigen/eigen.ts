// Spectra of symmetric matrices: eigenvalues alone, or with eigenvectors.

import type { Matrix } from '../../core/index.ts'
import { takeRows } from '../matrix.ts'
import { backTransform } from './back-transform.ts'
import { symmetricCopy } from './checks.ts'
import { tridiagonalEigen } from './divide-and-conquer.ts'
import { implicitQL } from './ql.ts'
import { tridiagonalise } from './tridiagonalise.ts'

/**
 * All eigenvalues of a symmetric matrix, largest first.
 * @param A n×n. Not changed.
 * @throws GamutError `not-square`, `not-a-number`, `not-symmetric`.
 */
export async function eigenvalues(A: Matrix): Promise<Float64Array> {
  const T = tridiagonalise(symmetricCopy(A), A.rows)
  implicitQL(T)
  return T.d.sort().reverse()
}

/**
 * All eigenvalues, largest first, and orthonormal eigenvectors of a symmetric matrix.
 * @param A n×n. Not changed.
 * @returns `values` (n), and `vectors` (n×n, f64) whose row i is the unit eigenvector of `values[i]`; its sign is
 * arbitrary.
 * @throws GamutError `not-square`, `not-a-number`, `not-symmetric`.
 */
export async function symmetricEigen(A: Matrix): Promise<{ values: Float64Array; vectors: Matrix }> {
  const n = A.rows
  const reduction = tridiagonalise(symmetricCopy(A), n)
  const spectrum = await tridiagonalEigen(reduction)
  const order = Uint32Array.from(spectrum.values.keys()).sort(
    (i, j) => spectrum.values[j] - spectrum.values[i],
  )
  const vectors = await backTransform(takeRows(spectrum.vectors, order), reduction)
  return { values: Float64Array.from(order, (i) => spectrum.values[i]), vectors }
}
