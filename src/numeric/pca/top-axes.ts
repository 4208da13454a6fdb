// The leading eigenvectors of a symmetric positive semidefinite operator by restarted block Lanczos with Rayleigh–Ritz
// steps (thick restart: Wu & Simon 2000).

import type { Matrix } from '../../core/index.ts'
import { symmetricEigen } from '../eigen/eigen.ts'
import { row } from '../matrix.ts'
import { multiply, rowBlock } from '../products.ts'
import { orthonormalRows, stack } from './orthonormal-rows.ts'

/** Products with the block between restarts. */
const stepsPerCycle = 4
/** ‖A v - θ v‖ over the largest eigenvalue at which a pair has converged; its eigenvalue is then right to the square of that over the gap. */
const tolerance = 1e-8
/** Only eigenvalues that nearly coincide need more, and their vectors are then any basis of what they span. */
const cycleLimit = 40

export interface Axes {
  /** Largest first. */
  readonly values: Float64Array
  /** One unit vector a row, orthogonal to each other; f64. */
  readonly vectors: Matrix
}

/**
 * The k largest eigenvalues of an operator on vectors of d numbers, and their eigenvectors; fewer when the starting vectors
 * and what the operator makes of them span fewer dimensions.
 * @param apply V A for a block V of row vectors.
 * @param start row vectors to start from, some more than k; k + 8 random ones are plenty.
 * @param k at most d / 8.
 * Cost: a few dozen products with a block of the starting vectors' size, O(d k²) beside each.
 */
export async function topAxes(
  apply: (V: Matrix) => Promise<Matrix>,
  start: Matrix,
  k: number,
): Promise<Axes> {
  const width = start.rows
  const d = start.cols
  let block = await orthonormalRows(start)
  let basis: Matrix = { data: new Float64Array(0), rows: 0, cols: d }
  let images = basis
  for (let cycle = 1; ; cycle++) {
    for (let step = 0; step < stepsPerCycle && block.rows > 0; step++) {
      const image = await apply(block)
      basis = stack(basis, block)
      images = stack(images, image)
      if (step < stepsPerCycle - 1) block = await orthonormalRows(image, basis)
    }
    if (basis.rows === 0) return { values: new Float64Array(0), vectors: basis }
    const ritz = await symmetricEigen(symmetrised(await multiply(basis, images, { transposeB: true })))
    const weights = rowBlock(ritz.vectors, 0, Math.min(width, basis.rows))
    basis = await multiply(weights, basis)
    images = await multiply(weights, images)
    const residuals = residualRows(basis, images, ritz.values)
    const found = Math.min(k, basis.rows)
    if (cycle === cycleLimit || largestLength(rowBlock(residuals, 0, found)) <= tolerance * ritz.values[0]) {
      return { values: ritz.values.slice(0, found), vectors: rowBlock(basis, 0, found) }
    }
    block = await orthonormalRows(residuals, basis)
  }
}

function residualRows(basis: Matrix, images: Matrix, values: Float64Array): Matrix {
  const { rows, cols } = basis
  const data = new Float64Array(rows * cols)
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) data[at] = images.data[at] - values[i] * basis.data[at]
  }
  return { data, rows, cols }
}

function largestLength(V: Matrix): number {
  let largest = 0
  for (let i = 0; i < V.rows; i++) {
    let square = 0
    for (const value of row(V, i)) square += value * value
    largest = Math.max(largest, Math.sqrt(square))
  }
  return largest
}

function symmetrised({ data, rows: n }: Matrix): Matrix {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) out[i * n + j] = out[j * n + i] = (data[i * n + j] + data[j * n + i]) / 2
  }
  return { data: out, rows: n, cols: n }
}
