// The quadratic that takes as much of a function's variation over a spectrum as it can.

import { solvePositiveDefinite } from '../cholesky.ts'
import type { Rule } from './gauss-rule.ts'

/** f(λ) ≈ c₀ + c₁λ + c₂λ². */
export type Quadratic = readonly [c0: number, c1: number, c2: number]

/** Keeps the normal equations solvable when all nodes are equal; far below any weight that matters. */
const regularisation = 1e-13

/**
 * Weighted least squares, with a price on coefficients whose traces are known less exactly.
 * @param values f at the nodes.
 * @param prices what one unit of c₁ and of c₂ squared costs, in units of Σ weights · residual².
 */
export function fitQuadratic(
  { nodes, weights }: Rule,
  values: ArrayLike<number>,
  prices: readonly [number, number],
): Quadratic {
  const scale = nodes.reduce((max, node) => Math.max(max, Math.abs(node)), 0) || 1
  const normal = new Float64Array(9)
  const right = new Float64Array(3)
  for (let i = 0; i < nodes.length; i++) {
    const x = nodes[i] / scale
    const powers = [1, x, x * x]
    for (let a = 0; a < 3; a++) {
      right[a] += weights[i] * powers[a] * values[i]
      for (let b = 0; b < 3; b++) normal[a * 3 + b] += weights[i] * powers[a] * powers[b]
    }
  }
  normal[4] += prices[0] / scale ** 2
  normal[8] += prices[1] / scale ** 4
  const floor = regularisation * normal[0]
  for (let a = 0; a < 3; a++) normal[a * 4] += floor
  const c = solvePositiveDefinite({ data: normal, rows: 3, cols: 3 }, right)
  return [c[0], c[1] / scale, c[2] / scale ** 2]
}

export function evaluate([c0, c1, c2]: Quadratic, x: number): number {
  return c0 + x * (c1 + x * c2)
}
