// Lengths of vectors, and what a vector must be to be measured.

import { GamutError, type Matrix, type PoolWith } from '../core/index.ts'
import { perPool } from './memo.ts'

/**
 * The Euclidean norm of each row.
 * @param ids what to call a row in an error; its number when absent.
 * @throws GamutError `not-a-number` for NaN or infinity, and with `nonzero` `zero-vector`: a zero vector has no direction.
 */
export function rowNorms(
  X: Matrix,
  { nonzero = true, ids }: { nonzero?: boolean; ids?: readonly string[] } = {},
): Float64Array {
  const { data, rows, cols } = X
  const norms = new Float64Array(rows)
  for (let i = 0, at = 0; i < rows; i++) {
    let squares = 0
    for (const end = at + cols; at < end; at++) squares += data[at] * data[at]
    if (!(squares < Number.POSITIVE_INFINITY)) {
      const which = ids === undefined ? `of row ${i}` : `of item ${ids[i]}`
      throw new GamutError(
        'not-a-number',
        `The vector ${which} holds a number that is not finite: correct or drop it.`,
      )
    }
    if (squares === 0 && nonzero) {
      const which = ids === undefined ? `of row ${i}` : `of item ${ids[i]}`
      throw new GamutError(
        'zero-vector',
        `The vector ${which} is all zeros and has no direction: drop the item.`,
      )
    }
    norms[i] = Math.sqrt(squares)
  }
  return norms
}

/** The norms of a pool's vectors, none of them 0. @throws as `rowNorms`, naming the item. */
export const vectorNorms = perPool((pool: PoolWith<'vectors'>) => rowNorms(pool.vectors, { ids: pool.ids }))

/** Refuses vectors that hold NaN or infinity; zero vectors are points like any other. @throws GamutError `not-a-number`. */
export const requireFinite = perPool((pool: PoolWith<'vectors'>) => {
  return rowNorms(pool.vectors, { nonzero: false, ids: pool.ids }).length
})

/** A copy with every row divided by its norm; same element type. */
export function scaledRows(X: Matrix, norms: Float64Array): Matrix {
  const data = X.data.slice()
  for (let i = 0, at = 0; i < X.rows; i++) {
    const scale = 1 / norms[i]
    for (const end = at + X.cols; at < end; at++) data[at] *= scale
  }
  return { data, rows: X.rows, cols: X.cols }
}

/** The rows scaled to length 1. @throws as `rowNorms`. */
export function unitRows(X: Matrix): Matrix {
  return scaledRows(X, rowNorms(X))
}
