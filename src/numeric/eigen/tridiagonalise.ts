// Reduction of a symmetric matrix to tridiagonal form: in WebAssembly, or in plain JavaScript where the matrix is so small
// that starting WebAssembly would take longer.

import { wasmKernel } from '../wasm-kernel.ts'
import { wasm } from './tridiagonalise.wasm.ts'
import { type Reduction, tridiagonalisePlain } from './tridiagonalise-plain.ts'

const smallest = 32
/** Columns reduced before the rest of the matrix is touched: enough for the product, few enough for the cache. */
const panel = 32

type Tridiagonalise = (
  a: number,
  n: number,
  d: number,
  e: number,
  scales: number,
  work: number,
  panel: number,
) => void

const load = wasmKernel(wasm, (exports) => exports.tridiagonalise as Tridiagonalise)

/**
 * A = Q T Qᵀ.
 * @param A n×n symmetric, row-major; only the upper triangle is read. Not changed.
 * Time 4/3 n³ operations.
 */
export function tridiagonalise(A: Float64Array, n: number): Reduction {
  if (n < smallest) return tridiagonalisePlain(A.slice(), n)
  const kernel = load(n * n + 3 * n + 6 * n * panel)
  const a = kernel.numbers(n * n)
  const d = kernel.numbers(n)
  const e = kernel.numbers(n)
  const scales = kernel.numbers(n)
  const work = kernel.numbers(6 * n * panel)
  a.view.set(A)
  kernel.exports(a.at, n, d.at, e.at, scales.at, work.at, panel)
  return { d: d.view.slice(), e: e.view.slice(), scales: scales.view.slice(), vectors: a.view }
}
