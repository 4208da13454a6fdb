// Checks and scaling of rows.

import { GamutError, type Matrix } from '../core/index.ts'
import { row } from './matrix.ts'

/** @throws GamutError `not-a-number` naming the first row with NaN or an infinite number; row 0 is called `first`. */
export function requireFiniteRows(X: Matrix, first = 0): void {
  for (let i = 0; i < X.rows; i++) largestMagnitude(X, i, first)
}

/**
 * The rows, each divided by its largest magnitude.
 * @throws GamutError `zero-vector` or `not-a-number` naming the row; row 0 is called `first`.
 */
export function rescaledRows(X: Matrix, first = 0): Matrix {
  const data = X.data.slice()
  for (let i = 0; i < X.rows; i++) {
    const largest = nonZeroMagnitude(X, i, first)
    for (let j = i * X.cols; j < (i + 1) * X.cols; j++) data[j] /= largest
  }
  return { data, rows: X.rows, cols: X.cols }
}

function nonZeroMagnitude(X: Matrix, i: number, first: number): number {
  const largest = largestMagnitude(X, i, first)
  if (largest > 0) return largest
  throw new GamutError(
    'zero-vector',
    `Row ${first + i} is a zero vector and has no direction: remove it, or do not normalise.`,
  )
}

function largestMagnitude(X: Matrix, i: number, first: number): number {
  let largest = 0
  for (const value of row(X, i)) {
    if (!Number.isFinite(value)) {
      throw new GamutError(
        'not-a-number',
        `Row ${first + i} holds ${value}: every number must be finite; remove or mend that row.`,
      )
    }
    largest = Math.max(largest, Math.abs(value))
  }
  return largest
}
