// Dense matrix products on the engine.

import { GamutError, type Matrix } from '../core/index.ts'
import { engineSession, type RealTensor } from './engine/engine.ts'

export type Precision = 'float32' | 'float64'

export interface MultiplyOptions {
  /** Use Aᵀ in place of A. */
  transposeA?: boolean
  /** Use Bᵀ in place of B. */
  transposeB?: boolean
}

/** Rows of a block of a Gram matrix: large enough for the engine to work at full speed. */
const gramBlock = 1024

/**
 * The product A B, or with either factor transposed.
 * @param A m×k.
 * @param B k×n.
 * @returns m×n: f32 when both factors are f32, else f64 (an f32 factor is then widened).
 * @throws GamutError `shape-mismatch` when the inner dimensions differ.
 * Time O(mkn) on all cores, memory m n beside the factors.
 */
export async function multiply(A: Matrix, B: Matrix, options: MultiplyOptions = {}): Promise<Matrix> {
  const { transposeA = false, transposeB = false } = options
  const [m, inner] = transposeA ? [A.cols, A.rows] : [A.rows, A.cols]
  const [innerB, n] = transposeB ? [B.cols, B.rows] : [B.rows, B.cols]
  if (inner !== innerB) {
    throw new GamutError(
      'shape-mismatch',
      `A product of ${m}×${inner} and ${innerB}×${n} matrices does not exist: ` +
        'the columns of the first must be as many as the rows of the second.',
    )
  }
  const type = A.data instanceof Float32Array && B.data instanceof Float32Array ? 'float32' : 'float64'
  const data = type === 'float32' ? new Float32Array(m * n) : new Float64Array(m * n)
  const C: Matrix = { data, rows: m, cols: n }
  if (m > 0 && n > 0 && inner > 0) {
    await multiplyInto(withType(type, A), withType(type, B), C, { transposeA, transposeB })
  }
  return C
}

/**
 * `multiply` into memory that is there already. All three matrices have one element type, shapes that fit and no empty
 * dimension; C shares no memory with A or B.
 */
export async function multiplyInto(
  A: Matrix,
  B: Matrix,
  C: Matrix,
  { transposeA = false, transposeB = false }: MultiplyOptions = {},
): Promise<void> {
  const type = elementType(C)
  const session = await engineSession({
    inputs: { a: { type, dims: ['ar', 'ac'] }, b: { type, dims: ['br', 'bc'] } },
    outputs: { c: { type, dims: ['m', 'n'] } },
    nodes: [
      {
        op: 'Gemm',
        inputs: ['a', 'b'],
        outputs: ['c'],
        attributes: { transA: Number(transposeA), transB: Number(transposeB) },
      },
    ],
  })
  await session.run({ a: tensor(A), b: tensor(B) }, { c: tensor(C) })
}

/**
 * The Gram matrix X Xᵀ, exactly symmetric: blocks of the upper triangle are computed and mirrored.
 * @param X n×d.
 * @returns n×n, of X's element type.
 * Time O(n² d / 2), memory n².
 */
export async function gramMatrix(X: Matrix): Promise<Matrix> {
  const { rows: n, cols: d } = X
  const K: Matrix = { data: zeros(X, n * n), rows: n, cols: n }
  if (d === 0) return K
  for (let from = 0; from < n; from += gramBlock) {
    const height = Math.min(gramBlock, n - from)
    const band = rowBlock(X, from, height)
    for (let start = from; start < n; start += gramBlock) {
      const width = Math.min(gramBlock, n - start)
      const tile: Matrix = { data: zeros(X, height * width), rows: height, cols: width }
      await multiplyInto(band, rowBlock(X, start, width), tile, { transposeB: true })
      placeMirrored(K, tile, from, start)
    }
  }
  return K
}

/** Aᵀ, copied; same element type. */
export function transpose(A: Matrix): Matrix {
  const { data, rows, cols } = A
  const out = zeros(A, rows * cols)
  // Square tiles keep both sides in cache.
  const side = 32
  for (let top = 0; top < rows; top += side) {
    for (let left = 0; left < cols; left += side) {
      const bottom = Math.min(rows, top + side)
      const right = Math.min(cols, left + side)
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right; j++) out[j * rows + i] = data[i * cols + j]
      }
    }
  }
  return { data: out, rows: cols, cols: rows }
}

/** `count` rows from row `from` on, as a view on the matrix's own memory. */
export function rowBlock(X: Matrix, from: number, count: number): Matrix {
  return { data: X.data.subarray(from * X.cols, (from + count) * X.cols), rows: count, cols: X.cols }
}

/** The matrix as the engine takes it. */
export function tensor(X: Matrix): RealTensor {
  return { data: X.data, dims: [X.rows, X.cols] }
}

export function elementType(X: Matrix): Precision {
  return X.data instanceof Float32Array ? 'float32' : 'float64'
}

/** The matrix with this element type; itself when it has it already. */
export function withType(type: Precision, X: Matrix): Matrix {
  if (elementType(X) === type) return X
  const data = type === 'float32' ? Float32Array.from(X.data) : Float64Array.from(X.data)
  return { data, rows: X.rows, cols: X.cols }
}

/** Zeros of X's element type. */
export function zeros(X: Matrix, count: number): Float32Array | Float64Array {
  return X.data instanceof Float32Array ? new Float32Array(count) : new Float64Array(count)
}

function placeMirrored(K: Matrix, tile: Matrix, top: number, left: number): void {
  const n = K.cols
  for (let i = 0; i < tile.rows; i++) {
    // On the diagonal the tile's upper half is written over its lower half, so that both agree to the last bit.
    const first = top === left ? i : 0
    for (let j = first; j < tile.cols; j++) {
      const value = tile.data[i * tile.cols + j]
      K.data[(top + i) * n + left + j] = value
      K.data[(left + j) * n + top + i] = value
    }
  }
}
