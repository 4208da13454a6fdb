// What a spectrum must become before its entropy means anything: no negative mass, no rounding noise, sum 1.

import { effectiveNumber } from '../effective-number.ts'

/** Negative eigenvalues with more mass than this are no rounding: the similarity is not positive semidefinite. */
const psdTolerance = 1e-6
/** Eigenvalues below this are noise whatever the size of the problem. */
const floor = 1e-12

export interface Spectrum {
  /** Eigenvalues above the noise, descending, sum 1. */
  readonly eigenvalues: Float64Array
  /** Σ|λ| over the negative eigenvalues, as shares of the trace. */
  readonly negativeMass: number
  /** Whether the kernel is positive semidefinite up to rounding. */
  readonly psd: boolean
}

/**
 * The support of a spectrum: eigenvalues at most max(n·ε·λ_max, 1e-12) count as 0, the rest is scaled to sum 1. Without this,
 * about half of the rounding eigenvalues (~1e-17 each) are positive and dominate the orders below 1.
 * @param raw eigenvalues of a matrix of trace 1, in any order.
 * @param n number of items.
 */
export function supportOf(raw: ArrayLike<number>, n: number): Spectrum {
  const sorted = Float64Array.from(raw).sort().reverse()
  const threshold = noiseLevel(sorted[0], n)
  let negativeMass = 0
  let sum = 0
  let rank = 0
  for (const value of sorted) {
    if (value < 0) negativeMass -= value
    if (value > threshold) {
      sum += value
      rank++
    }
  }
  const eigenvalues = sorted.slice(0, rank).map((value) => value / sum)
  return { eigenvalues, negativeMass, psd: negativeMass < psdTolerance }
}

/** At and below this an eigenvalue cannot be told from 0. */
export function noiseLevel(largest: number, n: number): number {
  return Math.max(n * Number.EPSILON * largest, floor)
}

/** The Vendi Score of order q of a spectrum that is its own support. In [1, number of eigenvalues]. */
export function scoreOf({ eigenvalues }: Spectrum, q: number): number {
  return effectiveNumber(eigenvalues, q)
}
