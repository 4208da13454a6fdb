// The eigenvalues of D + ρ z zᵀ for a diagonal D: roots of the secular equation
//   f(λ) = 1 + ρ Σ z[j]² / (d[j] - λ) = 0,
// one between each pair of neighbouring d. Li 1994 ("Solving secular equations stably and efficiently", LAPACK Working
// Note 89), with bisection wherever the interpolation leaves its bracket.

/** A root as a distance from the nearest pole, which keeps its digits when the two are close. */
export interface SecularRoot {
  /** Index of the pole. */
  readonly origin: number
  /** λ - d[origin]. */
  readonly offset: number
}

const maxSteps = 100

/**
 * The i-th smallest root, between d[i] and d[i+1], or beyond d[k-1] for the last.
 * @param d strictly ascending (k).
 * @param squares z[j]², positive (k).
 * @param rho > 0.
 * Time O(k) a step; about five steps.
 */
export function secularRoot(d: Float64Array, squares: Float64Array, rho: number, i: number): SecularRoot {
  const k = d.length
  const last = i === k - 1
  let width = last ? 0 : d[i + 1] - d[i]
  if (last) for (let j = 0; j < k; j++) width += rho * squares[j]
  const origin = last || valueAt(d, squares, rho, d[i], width / 2) >= 0 ? i : i + 1
  const base = d[origin]
  let low = origin === i ? 0 : -width / 2
  let high = last ? width : origin === i ? width / 2 : 0
  let offset = (low + high) / 2
  for (let step = 0; step < maxSteps; step++) {
    const { left, leftSlope, right, rightSlope } = sums(d, squares, rho, base, offset, i)
    const f = 1 + left + right
    if (f === 0) break
    if (f < 0) low = offset
    else high = offset
    const slack =
      Number.EPSILON * (8 * (Math.abs(left) + right + 1) + Math.abs(offset) * (leftSlope + rightSlope))
    if (Math.abs(f) <= slack || high - low <= 2 * Number.EPSILON * Math.abs(offset)) break
    const near = d[i] - base - offset
    const next = last
      ? offset + lastStep(f, left, leftSlope, near)
      : offset + middleStep(f, leftSlope, rightSlope, near, d[i + 1] - base - offset)
    offset = next > low && next < high ? next : (low + high) / 2
  }
  return { origin, offset }
}

function valueAt(d: Float64Array, squares: Float64Array, rho: number, base: number, offset: number): number {
  let sum = 0
  for (let j = 0; j < d.length; j++) sum += squares[j] / (d[j] - base - offset)
  return 1 + rho * sum
}

/** The terms of the poles up to i and of those above, with their derivatives. */
function sums(d: Float64Array, squares: Float64Array, rho: number, base: number, offset: number, i: number) {
  let left = 0
  let leftSlope = 0
  for (let j = 0; j <= i; j++) {
    const inverse = 1 / (d[j] - base - offset)
    const term = squares[j] * inverse
    left += term
    leftSlope += term * inverse
  }
  let right = 0
  let rightSlope = 0
  for (let j = i + 1; j < d.length; j++) {
    const inverse = 1 / (d[j] - base - offset)
    const term = squares[j] * inverse
    right += term
    rightSlope += term * inverse
  }
  return { left: rho * left, leftSlope: rho * leftSlope, right: rho * right, rightSlope: rho * rightSlope }
}

/** "The middle way": f is taken for a constant and one pole at each end of the interval. */
function middleStep(f: number, leftSlope: number, rightSlope: number, near: number, far: number): number {
  const c = f - near * leftSlope - far * rightSlope
  const a = (near + far) * f - near * far * (leftSlope + rightSlope)
  const b = near * far * f
  const root = Math.sqrt(Math.max(0, a * a - 4 * b * c))
  if (a > 0) return (2 * b) / (a + root)
  return c === 0 ? b / a : (a - root) / (2 * c)
}

/** Beyond the last pole: a constant and that pole. */
function lastStep(f: number, left: number, leftSlope: number, near: number): number {
  const strength = near * near * leftSlope
  const constant = f - left + (left - near * leftSlope)
  return near + strength / constant
}
