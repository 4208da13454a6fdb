// Similarities of a few rows to all rows, piece by piece: what Nyström approximations are made of.

import type { Matrix } from '../../core/index.ts'
import type { Kernel } from './kernel.ts'
import { prepareKernel } from './prepare.ts'
import { tileSource } from './tiles.ts'

const pieceCols = 4096

export interface BandPiece {
  /** First column of the piece. */
  readonly from: number
  /** m×c, f64: similarities of rows 0 … m-1 to rows from … from+c-1. */
  readonly piece: Matrix
}

/**
 * K[0…m-1, :] from left to right in pieces of at most 4,096 columns, the first of at least m. Each piece has memory of
 * its own.
 * @param X n×d. @param rows m, at most n.
 * @throws GamutError as `kernelMatrix`.
 * Time O(m n d), memory O(m · 4,096) a piece.
 */
export async function* kernelBand(X: Matrix, kernel: Kernel, rows: number): AsyncGenerator<BandPiece> {
  const tiles = tileSource(prepareKernel(X, kernel), 'float64')
  for (let from = 0, right = 0; from < X.rows; from = right) {
    right = Math.min(X.rows, from + (from === 0 ? Math.max(rows, pieceCols) : pieceCols))
    const data = new Float64Array(rows * (right - from))
    await tiles.fill({ top: 0, bottom: rows, left: from, right }, data)
    yield { from, piece: { data, rows, cols: right - from } }
  }
}
