// Building matrices from what users have: typed arrays, nested arrays.

import { GamutError, type Matrix } from '../core/index.ts'

/**
 * A row-major matrix over `data`; typed arrays are not copied.
 * @param data a Float32Array or Float64Array of rows×cols numbers, a flat array of numbers, or an array of equally long rows.
 * @param rows number of rows; with flat data, one of `rows` and `cols` may be left out.
 * @throws GamutError `bad-matrix` when rows have different lengths or the length is not rows×cols.
 */
export function matrix(
  data: Float32Array | Float64Array | readonly number[] | readonly (ArrayLike<number> & Iterable<number>)[],
  rows?: number,
  cols?: number,
): Matrix {
  if (data instanceof Float32Array || data instanceof Float64Array) return shaped(data, rows, cols)
  if (isFlat(data)) return shaped(Float64Array.from(data), rows, cols)
  const width = data.length === 0 ? (cols ?? 0) : data[0].length
  const values = new Float64Array(data.length * width)
  data.forEach((row, i) => {
    if (row.length !== width) {
      throw new GamutError(
        'bad-matrix',
        `Row ${i} has ${row.length} numbers and row 0 has ${width}: all rows must be equally long.`,
      )
    }
    values.set(row, i * width)
  })
  return shaped(values, rows ?? data.length, cols ?? width)
}

function isFlat(
  data: readonly number[] | readonly (ArrayLike<number> & Iterable<number>)[],
): data is readonly number[] {
  return data.length > 0 && typeof data[0] === 'number'
}

function shaped(data: Float32Array | Float64Array, rows?: number, cols?: number): Matrix {
  const r = rows ?? (cols === undefined || cols === 0 ? 1 : data.length / cols)
  const c = cols ?? (r === 0 ? 0 : data.length / r)
  if (!Number.isInteger(r) || !Number.isInteger(c) || r < 0 || c < 0 || r * c !== data.length) {
    throw new GamutError(
      'bad-matrix',
      `${data.length} numbers do not fill a matrix of ${r} rows × ${c} columns.`,
    )
  }
  return { data, rows: r, cols: c }
}

/** Row i as a view on the matrix's own memory. */
export function row(X: Matrix, i: number): Float32Array | Float64Array {
  return X.data.subarray(i * X.cols, (i + 1) * X.cols)
}

/** The rows at these positions, copied in this order; same element type. */
export function takeRows(X: Matrix, indices: ArrayLike<number>): Matrix {
  const data =
    X.data instanceof Float32Array
      ? new Float32Array(indices.length * X.cols)
      : new Float64Array(indices.length * X.cols)
  for (let i = 0; i < indices.length; i++) data.set(row(X, indices[i]), i * X.cols)
  return { data, rows: indices.length, cols: X.cols }
}
