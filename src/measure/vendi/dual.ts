// The dual route: for an inner product of d-dimensional unit rows the d×d second moment has the non-zero spectrum of the n×n
// similarities.

import type { Matrix } from '../../core/index.ts'
import { eigenvalues, type Kernel, secondMoment } from '../../numeric/index.ts'
import { type Spectrum, supportOf } from './spectrum.ts'

/** Whether the kernel is an inner product of unit rows: the cosine, and the linear kernel scaled to 1 on its diagonal. */
export function isInnerProduct(kernel: Kernel): boolean {
  if (typeof kernel === 'function') return false
  const name = typeof kernel === 'string' ? kernel : kernel.name
  return name === 'cosine' || name === 'linear'
}

/**
 * Σ pᵢ uᵢ uᵢᵀ of the rows scaled to unit length, trace 1.
 * @param q orders below 1 count faint directions: their products are taken in f64 whatever the type of X.
 * @throws GamutError `zero-vector`, `not-a-number`.
 * Time O(n d²), memory O(d²) beside X.
 */
export function densityOfRows(X: Matrix, weights: Float64Array | undefined, q: number): Promise<Matrix> {
  return secondMoment(X, { weights, ...(q < 1 && { precision: 'float64' }) })
}

/** The spectrum of a d×d density matrix of n items. O(d³). */
export async function spectrumOfDensity(C: Matrix, n: number): Promise<Spectrum> {
  return supportOf(await eigenvalues(C), n)
}
