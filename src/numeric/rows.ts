// Checks and scaling of rows.

import { GamutError, type Matrix } from '../core/index.ts'
import { row } from './matrix.ts'

/** How an error names row 0 and what a user calls it. */
export interface RowNames {
  /** `Row` by default. */
  noun?: string
  /** Number of the first row; 0 by default. */
  first?: number
}

/** @throws GamutError `not-a-number` naming the first row with NaN or an infinite number. */
export function requireFiniteRows(X: Matrix, names: RowNames = {}): void {
  for (let i = 0; i < X.rows; i++) largestMagnitude(X, i, names)
}

/**
 * The rows, each divided by its largest magnitude.
 * @throws GamutError `zero-vector` or `not-a-number` naming the row.
 */
export function rescaledRows(X: Matrix, names: RowNames = {}): Matrix {
  const data = X.data.slice()
  for (let i = 0; i < X.rows; i++) {
    const largest = nonZeroMagnitude(X, i, names)
    for (let j = i * X.cols; j < (i + 1) * X.cols; j++) data[j] /= largest
  }
  return { data, rows: X.rows, cols: X.cols }
}

/**
 * The Euclidean length of every row.
 * @throws GamutError `zero-vector` or `not-a-number` naming the row.
 */
export function rowLengths(X: Matrix, names: RowNames = {}): Float64Array {
  const { data, cols } = X
  return Float64Array.from({ length: X.rows }, (_, i) => {
    const from = i * cols
    let square = 0
    for (let j = from; j < from + cols; j++) square += data[j] * data[j]
    if (square > trustedSquares[0] && square < trustedSquares[1]) return Math.sqrt(square)
    const scale = nonZeroMagnitude(X, i, names)
    square = 0
    for (let j = from; j < from + cols; j++) square += (data[j] / scale) ** 2
    return scale * Math.sqrt(square)
  })
}

/** Sums of squares beyond these lose digits to underflow or overflow. */
const trustedSquares = [1e-280, 1e280]

function nonZeroMagnitude(X: Matrix, i: number, names: RowNames): number {
  const largest = largestMagnitude(X, i, names)
  if (largest > 0) return largest
  throw new GamutError(
    'zero-vector',
    `${nameOf(i, names)} is a zero vector and has no direction: remove it, or do not compare directions.`,
  )
}

function largestMagnitude(X: Matrix, i: number, names: RowNames): number {
  let largest = 0
  for (const value of row(X, i)) {
    if (!Number.isFinite(value)) {
      throw new GamutError(
        'not-a-number',
        `${nameOf(i, names)} holds ${value}: every number must be finite; remove or mend that row.`,
      )
    }
    largest = Math.max(largest, Math.abs(value))
  }
  return largest
}

function nameOf(i: number, { noun = 'Row', first = 0 }: RowNames): string {
  return `${noun} ${first + i}`
}
