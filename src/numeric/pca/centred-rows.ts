// The rows of a matrix less their mean, made block by block, so that no second copy of a large pool is held.

import { GamutError, type Matrix } from '../../core/index.ts'

export interface CentredRows {
  readonly rows: number
  readonly cols: number
  readonly mean: Float64Array
  /** `count` rows from row `from` on, less the mean; f64. */
  block(from: number, count: number): Matrix
}

/** Numbers above this have squares whose sums may not fit in f64. */
const largestAllowed = 1e150

/**
 * @throws GamutError `not-a-number` or `too-large`, naming the row.
 * Time O(n d).
 */
export function centredRows(X: Matrix): CentredRows {
  const mean = columnMeans(X)
  return {
    rows: X.rows,
    cols: X.cols,
    mean,
    block(from, count) {
      const data = new Float64Array(count * X.cols)
      for (let i = 0, at = 0, source = from * X.cols; i < count; i++) {
        for (let j = 0; j < X.cols; j++) data[at++] = X.data[source++] - mean[j]
      }
      return { data, rows: count, cols: X.cols }
    },
  }
}

/** Sums are of differences from the first row: equal rows then have exactly that row as their mean. */
function columnMeans({ data, rows, cols }: Matrix): Float64Array {
  const first = data.subarray(0, cols)
  const sums = new Float64Array(cols)
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const value = data[at++]
      if (!(Math.abs(value) <= largestAllowed)) throw refusal(value, i)
      sums[j] += value - first[j]
    }
  }
  return sums.map((sum, j) => first[j] + sum / rows)
}

function refusal(value: number, i: number): GamutError {
  return Number.isFinite(value)
    ? new GamutError(
        'too-large',
        `Row ${i} holds ${value}, whose square is too large: scale the vectors down.`,
      )
    : new GamutError(
        'not-a-number',
        `Row ${i} holds ${value}: every number must be finite; remove or mend that row.`,
      )
}
