// Householder reduction of a symmetric matrix to tridiagonal form, in plain JavaScript.
// Golub & Van Loan, "Matrix Computations" (4th ed.), section 8.3.1.

/** T = Qᵀ A Q with diagonal d (n) and subdiagonal e (n, the last element 0). */
export interface Tridiagonal {
  readonly d: Float64Array
  readonly e: Float64Array
}

/** A = Q T Qᵀ, where Q is the product, in order, of the reflections I - scales[k] v vᵀ. */
export interface Reduction extends Tridiagonal {
  readonly scales: Float64Array
  /** n×n: row k holds, right of its diagonal, the vector v of reflection k. */
  readonly vectors: Float64Array
}

/**
 * Reduces A in place.
 * @param A n×n symmetric, row-major.
 * Time 4/3 n³ operations.
 */
export function tridiagonalisePlain(A: Float64Array, n: number): Reduction {
  const d = new Float64Array(n)
  const e = new Float64Array(n)
  const scales = new Float64Array(n)
  const w = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    d[k] = A[k * n + k]
    if (k === n - 1) break
    const v = A.subarray(k * n, (k + 1) * n)
    const { subdiagonal, scale } = householder(v, k + 1)
    e[k] = subdiagonal
    scales[k] = scale
    if (scale !== 0) reflectTrailing(A, n, k + 1, v, scale, w)
  }
  return { d, e, scales, vectors: A }
}

/**
 * Replaces x = v[start…] by a vector v with (I - scale v vᵀ) x = subdiagonal · e₁.
 * Scaled by the largest element, so that neither very large nor very small matrices overflow.
 */
function householder(v: Float64Array, start: number): { subdiagonal: number; scale: number } {
  let largest = 0
  for (let j = start + 1; j < v.length; j++) largest = Math.max(largest, Math.abs(v[j]))
  if (largest === 0) {
    const subdiagonal = v[start]
    v[start] = 0
    return { subdiagonal, scale: 0 }
  }
  largest = Math.max(largest, Math.abs(v[start]))
  let squares = 0
  for (let j = start; j < v.length; j++) {
    v[j] /= largest
    squares += v[j] * v[j]
  }
  const norm = v[start] > 0 ? -Math.sqrt(squares) : Math.sqrt(squares)
  const scale = 1 / (squares - v[start] * norm)
  v[start] -= norm
  return { subdiagonal: norm * largest, scale }
}

/**
 * A ← H A H on rows and columns from `start`, H = I - scale v vᵀ: a rank-two update, lower triangle first, then
 * mirrored.
 */
function reflectTrailing(
  A: Float64Array,
  n: number,
  start: number,
  v: Float64Array,
  scale: number,
  w: Float64Array,
): void {
  let inner = 0
  for (let i = start; i < n; i++) {
    let sum = 0
    for (let j = start, at = i * n + start; j < n; j++, at++) sum += A[at] * v[j]
    w[i] = scale * sum
    inner += w[i] * v[i]
  }
  const half = (scale * inner) / 2
  for (let i = start; i < n; i++) w[i] -= half * v[i]
  for (let i = start; i < n; i++) {
    const vi = v[i]
    const wi = w[i]
    for (let j = start, at = i * n + start; j < n; j++, at++) A[at] -= vi * w[j] + wi * v[j]
  }
}
