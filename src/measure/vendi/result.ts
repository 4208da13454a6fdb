// What every way to compute a Vendi Score returns.

import type { Order } from '../order.ts'
import { type Spectrum, scoreOf } from './spectrum.ts'

/**
 * How it was computed. `primal`: the n×n similarities; `dual`: the d×d second moment of the vectors, which has the same
 * spectrum; `lanczos`: stochastic quadrature of the spectrum; `nystrom`: similarities to landmarks; `rff`: random features.
 */
export type VendiMethod = 'primal' | 'dual' | 'lanczos' | 'nystrom' | 'rff'

export interface VendiResult {
  /** Effective number of dissimilar items, in [1, n]. */
  readonly score: number
  /** ln(score), in nats. */
  readonly entropy: number
  readonly q: Order
  readonly n: number
  readonly method: VendiMethod
  /** The spectrum above the noise, descending, sum 1; absent where the score was found without it. */
  readonly eigenvalues?: Float64Array
  /** The largest eigenvalue: the share of the commonest kind. */
  readonly topShare?: number
  /** Standard error of the score, when the method is random. */
  readonly standardError?: number
  /** Share of the trace that landmarks hold (`nystrom`): what is missing would raise the score. */
  readonly captured?: number
  /** Σ|λ| over negative eigenvalues: 0 up to rounding for a positive semidefinite kernel. */
  readonly negativeMass: number
  /** Whether the similarities are positive semidefinite; when not, the score is of the positive part. */
  readonly psd: boolean
}

/** The result from a whole spectrum. */
export function resultFrom(
  spectrum: Spectrum,
  { q, n, method }: { q: number; n: number; method: VendiMethod },
): VendiResult {
  const score = scoreOf(spectrum, q)
  return {
    score,
    entropy: Math.log(score),
    q: q === Number.POSITIVE_INFINITY ? 'inf' : q,
    n,
    method,
    eigenvalues: spectrum.eigenvalues,
    topShare: spectrum.eigenvalues[0],
    negativeMass: spectrum.negativeMass,
    psd: spectrum.psd,
  }
}
