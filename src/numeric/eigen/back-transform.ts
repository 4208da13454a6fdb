// From eigenvectors of the tridiagonal matrix to those of the full one: the reflections of the reduction are applied in
// blocks, each as two matrix products (the compact WY form of Schreiber & Van Loan 1989).

import type { Matrix } from '../../core/index.ts'
import { type EngineSession, engineSession } from '../engine/engine.ts'
import { multiply } from '../products.ts'
import type { Reduction } from './tridiagonalise-plain.ts'

const block = 64
/** Below this, one reflection at a time is faster than starting the engine. */
const smallest = 48

/**
 * Y Qᵀ: row i becomes Q times row i.
 * @param Y m×n, f64. Its memory is used.
 * Time 4 m n² operations.
 */
export async function backTransform(Y: Matrix, { scales, vectors }: Reduction): Promise<Matrix> {
  const n = Y.cols
  if (n < smallest) return reflectOneByOne(Y, scales, vectors)
  const session = await reflectRows()
  let current = Y
  let spare: Matrix = { data: new Float64Array(Y.data.length), rows: Y.rows, cols: n }
  const count = Math.max(0, n - 1)
  for (let from = Math.floor(Math.max(0, count - 1) / block) * block; from >= 0; from -= block) {
    const to = Math.min(count, from + block)
    if (to <= from) break
    const V = reflectors(vectors, n, from, to)
    const T = await compactFactor(V, scales.subarray(from, to))
    await session.run(
      {
        y: { data: current.data, dims: [Y.rows, n] },
        v: { data: V.data, dims: [to - from, n] },
        t: { data: T, dims: [to - from, to - from] },
      },
      { out: { data: spare.data, dims: [Y.rows, n] } },
    )
    ;[current, spare] = [spare, current]
  }
  return current
}

function reflectOneByOne(Y: Matrix, scales: Float64Array, vectors: Float64Array): Matrix {
  const n = Y.cols
  for (let row = 0; row < Y.data.length; row += n) {
    for (let k = n - 2; k >= 0; k--) {
      let sum = 0
      for (let j = k + 1; j < n; j++) sum += vectors[k * n + j] * Y.data[row + j]
      sum *= scales[k]
      for (let j = k + 1; j < n; j++) Y.data[row + j] -= sum * vectors[k * n + j]
    }
  }
  return Y
}

/** Y - ((Y Vᵀ) Tᵀ) V. */
function reflectRows(): Promise<EngineSession> {
  const type = 'float64'
  return engineSession({
    inputs: {
      y: { type, dims: ['m', 'n'] },
      v: { type, dims: ['b', 'n'] },
      t: { type, dims: ['b', 'b'] },
    },
    outputs: { out: { type, dims: ['m', 'n'] } },
    nodes: [
      { op: 'Gemm', inputs: ['y', 'v'], outputs: ['w'], attributes: { transB: 1 } },
      { op: 'Gemm', inputs: ['w', 't'], outputs: ['x'], attributes: { transB: 1 } },
      { op: 'Gemm', inputs: ['x', 'v', 'y'], outputs: ['out'], attributes: { alpha: { float: -1 } } },
    ],
  })
}

/** Rows from … to-1: the vectors, with zeros up to the diagonal. */
function reflectors(vectors: Float64Array, n: number, from: number, to: number): Matrix {
  const data = new Float64Array((to - from) * n)
  for (let k = from; k < to; k++) {
    data.set(vectors.subarray(k * n + k + 1, (k + 1) * n), (k - from) * n + k + 1)
  }
  return { data, rows: to - from, cols: n }
}

/** The upper triangular T with H₀ H₁ … = I - Vᵀ T V, for reflections I - scales[k] vₖ vₖᵀ with vₖ in row k of V. */
async function compactFactor(V: Matrix, scales: Float64Array): Promise<Float64Array> {
  const b = V.rows
  const gram = await multiply(V, V, { transposeB: true })
  const T = new Float64Array(b * b)
  for (let j = 0; j < b; j++) {
    T[j * b + j] = scales[j]
    for (let i = 0; i < j; i++) {
      let sum = 0
      for (let k = i; k < j; k++) sum += T[i * b + k] * gram.data[k * b + j]
      T[i * b + j] = -scales[j] * sum
    }
  }
  return T
}
