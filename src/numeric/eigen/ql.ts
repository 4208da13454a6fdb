// Eigenvalues of a symmetric tridiagonal matrix by the implicit QL method with Wilkinson's shift.
// Golub & Van Loan, "Matrix Computations" (4th ed.), section 8.3.5.

import type { Tridiagonal } from './tridiagonalise-plain.ts'

/** Two or three sweeps a value are usual; more than this means a defect. */
const maxSweeps = 60
/**
 * After this many, rounding from larger elements must be what keeps a small one alive: it is then dropped at the norm's
 * rounding.
 */
const patience = 15

/** A rotation of columns i and i+1 of the eigenvector matrix: (zᵢ, zᵢ₊₁) ← (c zᵢ - s zᵢ₊₁, s zᵢ + c zᵢ₊₁). */
export type Rotate = (i: number, c: number, s: number) => void

/**
 * Diagonalises T in place: afterwards `d` holds the eigenvalues, in no order, and `e` nothing of use.
 * @param rotate called for every rotation, in order.
 */
export function implicitQL({ d, e }: Tridiagonal, rotate?: Rotate): void {
  const n = d.length
  // At a largest element of 1 no square overflows, and what underflows is below rounding.
  const scale = largest(d, e)
  if (scale === 0) return
  multiply(d, 1 / scale)
  multiply(e, 1 / scale)
  for (let low = 0, high = 0; low < n; low = high + 1) {
    high = blockEnd(d, e, low, n - 1)
    // QL keeps small eigenvalues accurate, and converges at once, when the large elements stand at the end.
    if (Math.abs(d[low]) <= Math.abs(d[high])) {
      diagonaliseBlock(d, e, low, high, rotate)
    } else {
      reverseBlock(d, e, low, high)
      diagonaliseBlock(d, e, low, high, rotate && ((i, c, s) => rotate(low + high - 1 - i, c, -s)))
      reverseBlock(d, e, low, high)
    }
  }
  multiply(d, scale)
}

function largest(d: Float64Array, e: Float64Array): number {
  let max = 0
  for (let i = 0; i < d.length; i++)
    max = Math.max(max, Math.abs(d[i]), i + 1 < d.length ? Math.abs(e[i]) : 0)
  return max
}

function multiply(values: Float64Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] *= factor
}

function reverseBlock(d: Float64Array, e: Float64Array, low: number, high: number): void {
  d.subarray(low, high + 1).reverse()
  e.subarray(low, high).reverse()
}

function diagonaliseBlock(
  d: Float64Array,
  e: Float64Array,
  start: number,
  end: number,
  rotate?: Rotate,
): void {
  for (let low = start; low <= end; low++) {
    for (let sweep = 0; ; sweep++) {
      const high = blockEnd(d, e, low, end, sweep < patience ? 0 : Number.EPSILON)
      if (high === low) break
      if (sweep === maxSweeps) throw new Error(`QL did not converge for eigenvalue ${low} of ${d.length}`)
      qlSweep(d, e, low, high, rotate)
    }
  }
}

/** The last index, at most `end`, of the unreduced block that starts at `low`. */
function blockEnd(d: Float64Array, e: Float64Array, low: number, end: number, floor = 0): number {
  let m = low
  while (m < end && Math.abs(e[m]) > Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1])) + floor) m++
  return m
}

function qlSweep(d: Float64Array, e: Float64Array, low: number, high: number, rotate?: Rotate): void {
  const half = (d[low + 1] - d[low]) / (2 * e[low])
  const root = Math.sqrt(half * half + 1)
  let g = d[high] - d[low] + e[low] / (half + (half >= 0 ? root : -root))
  let c = 1
  let s = 1
  let p = 0
  for (let i = high - 1; i >= low; i--) {
    const f = s * e[i]
    const b = c * e[i]
    const r = Math.sqrt(f * f + g * g)
    e[i + 1] = r
    if (r === 0) {
      d[i + 1] -= p
      e[high] = 0
      return
    }
    s = f / r
    c = g / r
    g = d[i + 1] - p
    const t = (d[i] - g) * s + 2 * c * b
    p = s * t
    d[i + 1] = g + p
    g = c * t - b
    rotate?.(i, c, s)
  }
  d[low] -= p
  e[low] = g
  e[high] = 0
}
