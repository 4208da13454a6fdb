// What a matrix must be before its spectrum means anything: square, finite and symmetric.

import { GamutError, type Matrix } from '../../core/index.ts'

/** Largest |A[i,j] - A[j,i]| allowed, relative to the largest |A[i,j]|. */
const symmetryTolerance = 1e-8

/**
 * A copy of A in f64, with (A[i,j] + A[j,i]) / 2 at both places.
 * @throws GamutError `not-square`, `not-a-number` (NaN or infinite, naming the element), `not-symmetric` (the two elements
 * that differ most, when they differ by more than 1e-8 times the largest element).
 */
export function symmetricCopy(A: Matrix): Float64Array {
  const n = A.rows
  if (A.cols !== n) {
    throw new GamutError(
      'not-square',
      `The matrix has ${A.rows} rows and ${A.cols} columns: only a square one has a spectrum.`,
    )
  }
  const copy = new Float64Array(A.data)
  const scale = largestMagnitude(copy, n)
  let worst = 0
  let worstAt = 0
  const block = 64
  // Square blocks keep both A[i,j] and A[j,i] in cache.
  for (let i0 = 0; i0 < n; i0 += block) {
    const iEnd = Math.min(n, i0 + block)
    for (let j0 = 0; j0 <= i0; j0 += block) {
      for (let i = i0; i < iEnd; i++) {
        const jEnd = Math.min(i, j0 + block)
        for (let j = j0; j < jEnd; j++) {
          const lower = copy[i * n + j]
          const upper = copy[j * n + i]
          const difference = Math.abs(lower - upper)
          if (difference > worst) {
            worst = difference
            worstAt = i * n + j
          }
          const mean = lower === upper ? lower : lower / 2 + upper / 2
          copy[i * n + j] = mean
          copy[j * n + i] = mean
        }
      }
    }
  }
  if (worst > symmetryTolerance * scale) throw asymmetry(A, Math.floor(worstAt / n), worstAt % n)
  return copy
}

function largestMagnitude(values: Float64Array, n: number): number {
  let scale = 0
  for (let k = 0; k < values.length; k++) {
    const magnitude = Math.abs(values[k])
    if (!(magnitude <= Number.MAX_VALUE)) {
      throw new GamutError(
        'not-a-number',
        `Element (${Math.floor(k / n)}, ${k % n}) of the matrix is ${values[k]}: every element must be a finite number.`,
      )
    }
    if (magnitude > scale) scale = magnitude
  }
  return scale
}

function asymmetry(A: Matrix, i: number, j: number): GamutError {
  const n = A.cols
  return new GamutError(
    'not-symmetric',
    `The matrix is not symmetric: element (${i}, ${j}) is ${A.data[i * n + j]} and element (${j}, ${i}) is ` +
      `${A.data[j * n + i]}; make it symmetric, for example by averaging it with its transpose.`,
  )
}
