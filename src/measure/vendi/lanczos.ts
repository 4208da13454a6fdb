// Vendi Scores of a spectrum that is too large to compute: sums over it by deflated stochastic quadrature.

import { GamutError, type Random } from '../../core/index.ts'
import { deflatedQuadrature, type SymmetricOperator } from '../../numeric/index.ts'
import { writableOrder } from '../order.ts'
import type { VendiResult } from './result.ts'

/** Negative eigenvalues with more mass than this, and than rounding explains, are no rounding. */
const psdTolerance = 1e-6

export interface QuadratureOptions {
  /** Whether the kernel is known to be positive semidefinite: then negative eigenvalues are rounding. */
  readonly definite: boolean
  readonly random: Random
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number, note: string) => void
}

/**
 * The Vendi Score of each order of a density matrix, with its standard error.
 * @param operator trace 1.
 * @param orders above 0, or Infinity. Order 2 is exact, order infinity needs the largest eigenvalue only.
 * @throws GamutError `rank-needs-spectrum` for order 0, which no sample of the spectrum can tell.
 * Cost: see `deflatedQuadrature`. Source: Ubaru, Chen & Saad 2017, with deflation as in Hutch++ (Meyer et al. 2021).
 */
export async function quadratureScores(
  operator: SymmetricOperator,
  orders: readonly number[],
  { definite, random, signal, progress }: QuadratureOptions,
): Promise<VendiResult[]> {
  if (orders.includes(0)) {
    throw new GamutError(
      'rank-needs-spectrum',
      "Order 0 is the rank, which only the whole spectrum tells: ask for method 'primal', or an order above 0.",
    )
  }
  const negative = (lambda: number): number => (lambda < 0 ? -lambda : 0)
  const functions = [negative, ...orders.map(summandOf)]
  const { estimates, top, residuals } = await deflatedQuadrature(operator, functions, {
    random,
    signal,
    progress,
  })
  const [below, ...sums] = estimates
  const negativeMass = definite ? 0 : Math.max(0, below.value)
  const positive = operator.trace + negativeMass
  const scoreAt = (q: number, i: number): Estimate => {
    if (q === Number.POSITIVE_INFINITY) {
      const score = positive / top[0]
      return { score, standardError: (score * topError(top, residuals)) / top[0] }
    }
    if (q === 2 && definite) return { score: 1 / operator.squaredTrace, standardError: 0 }
    return scoreFromSum(q, sums[i], positive)
  }
  return orders.map((q, i) => {
    const { score, standardError } = scoreAt(q, i)
    return {
      score,
      entropy: Math.log(score),
      q: writableOrder(q),
      n: operator.size,
      method: 'lanczos',
      topShare: top[0] / positive,
      standardError,
      negativeMass,
      psd: negativeMass < psdTolerance + operator.noise * operator.size,
    }
  })
}

interface Estimate {
  readonly score: number
  readonly standardError: number
}

/** Within this distance of q = 1, Tsallis' entropy is summed: Σ λ^q itself would lose digits to 1/(1 - q). */
const nearOne = 0.5

/** What is summed over the eigenvalues for order q; nothing is needed for infinity. */
function summandOf(q: number): (lambda: number) => number {
  if (q === Number.POSITIVE_INFINITY) return () => 0
  if (q === 1) return (lambda) => (lambda > 0 ? -lambda * Math.log(lambda) : 0)
  if (Math.abs(q - 1) > nearOne) return (lambda) => (lambda > 0 ? lambda ** q : 0)
  return (lambda) => (lambda > 0 ? (lambda * Math.expm1((q - 1) * Math.log(lambda))) / (1 - q) : 0)
}

/** With Σλ = s over the positive eigenvalues the shares are λ/s. */
function scoreFromSum(
  q: number,
  { value, standardError }: { value: number; standardError: number },
  s: number,
): Estimate {
  if (Math.abs(q - 1) > nearOne) {
    const score = Math.exp((Math.log(value) - q * Math.log(s)) / (1 - q))
    return { score, standardError: (score * standardError) / (Math.abs(1 - q) * value) }
  }
  const excess = ((1 - q) * value) / s
  const score = s * Math.exp(q === 1 ? value / s : Math.log1p(excess) / (1 - q))
  return { score, standardError: (score * standardError) / (s * (1 + excess)) }
}

/** A Ritz value errs by at most its residual, and by its square over the gap when the next eigenvalue is far. */
function topError(top: Float64Array, residuals: Float64Array): number {
  const gap = top.length > 1 ? top[0] - top[1] : 0
  return gap > residuals[0] ? residuals[0] ** 2 / gap : residuals[0]
}
