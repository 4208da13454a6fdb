// The matrix of all pairwise similarities of a set of rows.

import type { Matrix } from '../../core/index.ts'
import type { Kernel } from './kernel.ts'
import { prepareKernel } from './prepare.ts'
import { tileSource } from './tiles.ts'

const side = 1024

/**
 * K with K[i,j] = k(X[i], X[j]), in f64 whatever the type of X, exactly symmetric; the diagonal is exactly 1 for every
 * named kernel but `linear`. A function is called once a pair, for i <= j.
 * @param X n×d, finite.
 * @throws GamutError `unknown-kernel`, `bad-kernel`, `not-a-number`; `zero-vector` (cosine, polynomial, tanimoto);
 * `negative-element` (tanimoto, probability-product); `not-a-distribution` (probability-product). Each names the row.
 * Time O(n² d), memory O(n²).
 */
export async function kernelMatrix(X: Matrix, kernel: Kernel): Promise<Matrix> {
  const n = X.rows
  const tiles = tileSource(prepareKernel(X, kernel), 'float64')
  const data = new Float64Array(n * n)
  for (let top = 0; top < n; top += side) {
    const bottom = Math.min(n, top + side)
    for (let left = top; left < n; left += side) {
      const right = Math.min(n, left + side)
      const tile = new Float64Array((bottom - top) * (right - left))
      await tiles.fill({ top, bottom, left, right }, tile)
      place(data, n, tile, top, bottom, left, right)
    }
  }
  return { data, rows: n, cols: n }
}

/** The tile, and its mirror image below the diagonal. */
function place(
  K: Float64Array,
  n: number,
  tile: Float64Array,
  top: number,
  bottom: number,
  left: number,
  right: number,
): void {
  const width = right - left
  for (let i = top; i < bottom; i++) {
    const values = tile.subarray((i - top) * width, (i - top + 1) * width)
    K.set(values, i * n + left)
    for (let j = 0; j < width; j++) K[(left + j) * n + i] = values[j]
  }
}
