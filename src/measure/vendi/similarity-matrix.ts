// What a matrix of similarities must be: square, finite, symmetric, each item wholly similar to itself.

import { GamutError, type Matrix } from '../../core/index.ts'

/** Relative to the largest element; f32 products differ from their mirror by more than f64 ones. */
const symmetryTolerance = { f64: 1e-8, f32: 1e-5 }
/** Similarities computed in f32 and stored in f64 are this near 1. */
const diagonalTolerance = { f64: 1e-6, f32: 1e-5 }

/**
 * Checks K and returns a function that scales it: with `normalize` each K[i,j] is divided by √(K[i,i] K[j,j]).
 * @returns the factor 1/√K[i,i] of each item.
 * @throws GamutError `no-items`, `not-square`, `not-a-number`, `not-symmetric`, `bad-diagonal`.
 */
export function similarityScales(K: Matrix, normalize: boolean): Float64Array {
  const { data, rows: n, cols } = K
  if (n !== cols) {
    throw new GamutError(
      'not-square',
      `The similarity matrix has ${n} rows and ${cols} columns: it must be square.`,
    )
  }
  if (n === 0) throw new GamutError('no-items', 'The similarity matrix is empty: give at least one item.')
  const precision = data instanceof Float32Array ? 'f32' : 'f64'
  requireSymmetric(K, symmetryTolerance[precision])
  const scales = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const self = data[i * n + i]
    if (normalize ? self <= 0 : Math.abs(self - 1) > diagonalTolerance[precision])
      throw badDiagonal(i, self, normalize)
    scales[i] = 1 / Math.sqrt(self)
  }
  return scales
}

function requireSymmetric({ data, rows: n }: Matrix, tolerance: number): void {
  let largest = 0
  for (let at = 0; at < data.length; at++) {
    const magnitude = Math.abs(data[at])
    if (!(magnitude < Number.POSITIVE_INFINITY)) {
      const where = `row ${Math.floor(at / n)}, column ${at % n}`
      throw new GamutError(
        'not-a-number',
        `The similarity at ${where} is ${data[at]}: every one must be a finite number.`,
      )
    }
    if (magnitude > largest) largest = magnitude
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const here = data[i * n + j]
      const mirror = data[j * n + i]
      if (Math.abs(here - mirror) > tolerance * largest) {
        throw new GamutError(
          'not-symmetric',
          `The similarity of items ${i} and ${j} is ${here} one way and ${mirror} the other: make the matrix symmetric, for example by averaging it with its transpose.`,
        )
      }
    }
  }
}

function badDiagonal(i: number, self: number, normalize: boolean): GamutError {
  return new GamutError(
    'bad-diagonal',
    normalize
      ? `Item ${i} has similarity ${self} to itself: only positive ones can be scaled to 1.`
      : `Item ${i} has similarity ${self} to itself instead of 1: correct it, or ask for scaling with normalize: true.`,
  )
}

/**
 * diag(√p) K diag(√p) with each K[i,j] scaled: the density matrix of the Vendi Score, of trace 1. f64, exactly symmetric.
 * @param scales of `similarityScales`.
 */
export function densityMatrix(K: Matrix, p: Float64Array, scales: Float64Array): Matrix {
  const n = K.rows
  const factors = Float64Array.from(p, (weight, i) => Math.sqrt(weight) * scales[i])
  const data = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = ((K.data[i * n + j] + K.data[j * n + i]) / 2) * factors[i] * factors[j]
      data[i * n + j] = value
      data[j * n + i] = value
    }
    data[i * n + i] = p[i]
  }
  return { data, rows: n, cols: n }
}
