// Gauss quadrature for the spectral measure of a vector, from the coefficients of its Lanczos recurrence.
// Golub & Meurant, "Matrices, Moments and Quadrature with Applications" (2010), chapter 6.

import { implicitQL } from '../eigen/ql.ts'

/** Σ weights[j] f(nodes[j]) approximates vᵀ f(A) v for a unit vector v. */
export interface Rule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

/** The m-point Gauss rule. @param alpha diagonal (m). @param beta subdiagonal (at least m - 1). */
export function gaussRule(alpha: ArrayLike<number>, beta: ArrayLike<number>): Rule {
  const m = alpha.length
  const d = Float64Array.from(alpha)
  const e = Float64Array.from({ length: m }, (_, i) => (i < m - 1 ? beta[i] : 0))
  // The first components of the eigenvectors are all that the weights need.
  const first = new Float64Array(m)
  first[0] = 1
  implicitQL({ d, e }, (i, c, s) => {
    const x = first[i]
    const y = first[i + 1]
    first[i] = c * x - s * y
    first[i + 1] = s * x + c * y
  })
  return { nodes: d, weights: first.map((value) => value * value) }
}

/**
 * The (m+1)-point Gauss–Radau rule with one node at `fixed`, which must not lie above the smallest eigenvalue. For
 * functions whose derivatives keep their signs, such as -λ ln λ and λ^q, it errs to the other side than the Gauss rule.
 * @param beta subdiagonal with its m-th element, the norm of the next Lanczos vector before scaling.
 */
export function radauRule(alpha: ArrayLike<number>, beta: ArrayLike<number>, fixed: number): Rule {
  const m = alpha.length
  // The last component of (T - fixed I)⁻¹ e_m β² by elimination from the top.
  let pivot = alpha[0] - fixed
  for (let i = 1; i < m; i++) pivot = alpha[i] - fixed - (beta[i - 1] * beta[i - 1]) / pivot
  const last = fixed + (beta[m - 1] * beta[m - 1]) / pivot
  return gaussRule([...Array.from(alpha), last], beta)
}
