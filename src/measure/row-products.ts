// Inner products of the rows of two matrices, in pieces that fit in memory: what every measure over all pairs visits.

import type { Matrix } from '../core/index.ts'
import { multiply, rowBlock } from '../numeric/index.ts'
import { momentsOfRows } from './dimension-moments.ts'
import { rowNorms } from './rows.ts'

/** Numbers in a piece: 32 MiB in f64. */
const pieceSize = 2 ** 22
const mostRows = 1024

/** A copy in f64, or the matrix itself when it is f64: differences of f32 products would lose near copies. */
export function inDouble(X: Matrix): Matrix {
  return X.data instanceof Float64Array ? X : { ...X, data: Float64Array.from(X.data) }
}

/** A copy in f64 with `centre` subtracted from every row. */
export function movedBy(X: Matrix, centre: Float64Array): Matrix {
  return { ...X, data: Float64Array.from(X.data, (value, at) => value - centre[at % X.cols]) }
}

/**
 * Squared Euclidean distances of the rows of A to those of B, in pieces as `rowProducts`.
 * The cloud is moved to its centre first: far from the origin ‖a‖² + ‖b‖² - 2 a·b would lose all its digits.
 */
export async function* squaredDistances(
  A: Matrix,
  B: Matrix,
): AsyncGenerator<{ readonly from: number; readonly piece: Matrix }> {
  const centre = momentsOfRows(B).mean
  const right = movedBy(B, centre)
  const left = A === B ? right : movedBy(A, centre)
  const rightSquares = squares(right)
  const leftSquares = A === B ? rightSquares : squares(left)
  for await (const { from, piece } of rowProducts(left, right)) {
    const { data, rows, cols } = piece
    for (let i = 0, at = 0; i < rows; i++) {
      const own = leftSquares[from + i]
      for (let j = 0; j < cols; j++, at++) data[at] = Math.max(0, own + rightSquares[j] - 2 * data[at])
    }
    yield { from, piece }
  }
}

function squares(X: Matrix): Float64Array {
  return rowNorms(X, { nonzero: false }).map((norm) => norm * norm)
}

/**
 * A Bᵀ in pieces of some rows.
 * @param A m×d.
 * @param B n×d.
 * @returns pieces of r×n, f64, with the number of their first row.
 * Time O(m n d), memory 32 MiB beside the factors.
 */
export async function* rowProducts(
  A: Matrix,
  B: Matrix,
): AsyncGenerator<{ readonly from: number; readonly piece: Matrix }> {
  const right = inDouble(B)
  const left = A === B ? right : inDouble(A)
  const rows = Math.max(1, Math.min(mostRows, Math.floor(pieceSize / Math.max(1, B.rows))))
  for (let from = 0; from < A.rows; from += rows) {
    const block = rowBlock(left, from, Math.min(rows, A.rows - from))
    yield { from, piece: await multiply(block, right, { transposeB: true }) }
  }
}
