// Rows made ready for comparing: for each metric a scaling or shift after which the nearest rows are those of the smallest
// Euclidean distance, and the distance by its definition.

import type { Matrix } from '../../core/index.ts'
import type { Precision } from '../products.ts'
import { type RowNames, requireFiniteRows, rowLengths } from '../rows.ts'

export interface Points {
  readonly X: Matrix
  /** Writes row i into `out` from `at` on: a unit row for the cosine, less a common origin for Euclidean distances. */
  write(i: number, out: Float32Array | Float64Array, at: number): void
  /** Distance of row i to row j of other points of the same metric. Exactly 0 for equal rows. */
  distance(i: number, others: Points, j: number): number
  /** Euclidean lengths of the rows. */
  readonly lengths?: Float64Array
}

/** 1 − cosine. @throws GamutError `zero-vector` or `not-a-number` naming the row. */
export function cosinePoints(X: Matrix, names?: RowNames): Points {
  const { data, cols } = X
  const lengths = rowLengths(X, names)
  return {
    X,
    lengths,
    write(i, out, at) {
      const length = lengths[i]
      for (let j = 0, x = i * cols; j < cols; j++) out[at++] = data[x++] / length
    },
    // Half the squared distance of the unit rows is 1 − cosine without cancellation.
    distance(i, others, j) {
      const a = lengths[i]
      const b = others.lengths?.[j] ?? 1
      let sum = 0
      for (let x = i * cols, y = j * cols, end = x + cols; x < end; x++, y++) {
        const difference = data[x] / a - others.X.data[y] / b
        sum += difference * difference
      }
      return sum / 2
    },
  }
}

/**
 * Euclidean distance.
 * @param origin subtracted from all rows, so that those far from zero keep their digits.
 * @throws GamutError `not-a-number` naming the row.
 */
export function euclideanPoints(X: Matrix, origin: Float64Array, names?: RowNames): Points {
  requireFiniteRows(X, names)
  const { data, cols } = X
  return {
    X,
    write(i, out, at) {
      for (let j = 0, x = i * cols; j < cols; j++) out[at++] = data[x++] - origin[j]
    },
    distance(i, others, j) {
      let sum = 0
      for (let x = i * cols, y = j * cols, end = x + cols; x < end; x++, y++) {
        const difference = data[x] - others.X.data[y]
        sum += difference * difference
      }
      return Math.sqrt(sum)
    },
  }
}

/** `count` rows, made ready, those at positions `from`, `from + 1` … of `order` or, without it, with these numbers. */
export function readyRows(
  points: Points,
  from: number,
  count: number,
  type: Precision,
  order?: Int32Array,
): Matrix {
  const { cols } = points.X
  const data = type === 'float32' ? new Float32Array(count * cols) : new Float64Array(count * cols)
  for (let i = 0; i < count; i++)
    points.write(order === undefined ? from + i : order[from + i], data, i * cols)
  return { data, rows: count, cols }
}

/** The mean of the rows; zero when there are none. */
export function meanRow({ rows, cols, data }: Matrix): Float64Array {
  const mean = new Float64Array(cols)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) mean[j] += data[at] / rows
  return mean
}
