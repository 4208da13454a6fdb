// Orthonormal row vectors by Gram–Schmidt.

import type { Matrix } from '../../core/index.ts'
import { multiply, rowBlock } from '../products.ts'

/** A vector of which less than this share is left adds no direction: the rest is rounding. */
const independence = 1e-10

/**
 * Orthonormal rows that span what the rows of V add to those of `basis` (orthonormal too). Fewer rows than V has when some
 * add nothing.
 */
export async function orthonormalRows(V: Matrix, basis?: Matrix): Promise<Matrix> {
  const { rows, cols } = V
  const rest: Matrix = { data: new Float64Array(V.data), rows, cols }
  const before = lengths(rest)
  // Twice is enough (Giraud et al. 2005).
  for (let pass = 0; pass < 2 && basis !== undefined && basis.rows > 0 && rows > 0; pass++) {
    const inside = await multiply(await multiply(rest, basis, { transposeB: true }), basis)
    for (let i = 0; i < rest.data.length; i++) rest.data[i] -= inside.data[i]
  }
  const kept: Float64Array[] = []
  for (let i = 0; i < rows; i++) {
    const vector = new Float64Array(rowBlock(rest, i, 1).data)
    for (let pass = 0; pass < 2; pass++) {
      for (const other of kept) subtract(vector, other, dot(vector, other))
    }
    const length = Math.sqrt(dot(vector, vector))
    if (length === 0 || length <= independence * before[i]) continue
    for (let j = 0; j < cols; j++) vector[j] /= length
    kept.push(vector)
  }
  const data = new Float64Array(kept.length * cols)
  kept.forEach((vector, i) => {
    data.set(vector, i * cols)
  })
  return { data, rows: kept.length, cols }
}

/** The rows of A above those of B. */
export function stack(A: Matrix, B: Matrix): Matrix {
  const data = new Float64Array(A.data.length + B.data.length)
  data.set(A.data)
  data.set(B.data, A.data.length)
  return { data, rows: A.rows + B.rows, cols: B.cols }
}

function lengths(V: Matrix): number[] {
  return Array.from({ length: V.rows }, (_, i) => {
    const { data } = rowBlock(V, i, 1)
    return Math.sqrt(dot(data, data))
  })
}

function dot(x: Matrix['data'], y: Matrix['data']): number {
  let sum = 0
  for (let j = 0; j < x.length; j++) sum += x[j] * y[j]
  return sum
}

function subtract(x: Float64Array, y: Float64Array, factor: number): void {
  for (let j = 0; j < x.length; j++) x[j] -= factor * y[j]
}
