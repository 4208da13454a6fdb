// Symmetric positive definite systems by Cholesky factors.

import { GamutError, type Matrix } from '../core/index.ts'

/**
 * The lower factor L with A = L Lᵀ.
 * @param A n×n, symmetric positive definite; only its lower triangle is read.
 * @throws GamutError `not-positive-definite` naming the first pivot that is not positive.
 * Time O(n³/3), memory n².
 */
export function choleskyFactor(A: Matrix): Matrix {
  const n = A.rows
  const L = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = A.data[i * n + j]
      for (let k = 0; k < j; k++) sum -= L[i * n + k] * L[j * n + k]
      if (i !== j) L[i * n + j] = sum / L[j * n + j]
      else if (sum > 0) L[i * n + i] = Math.sqrt(sum)
      else {
        throw new GamutError(
          'not-positive-definite',
          `The matrix is not positive definite (pivot ${i} is ${sum}): add a positive number to its diagonal.`,
        )
      }
    }
  }
  return { data: L, rows: n, cols: n }
}

/**
 * The x with A x = b.
 * @param A n×n symmetric positive definite.
 * @param b length n.
 * @throws GamutError `not-positive-definite`. Time O(n³/3).
 */
export function solvePositiveDefinite(A: Matrix, b: ArrayLike<number>): Float64Array {
  const n = A.rows
  const { data: L } = choleskyFactor(A)
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= L[i * n + k] * x[k]
    x[i] /= L[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= L[k * n + i] * x[k]
    x[i] /= L[i * n + i]
  }
  return x
}
