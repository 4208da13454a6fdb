// When a Vendi Score does not mean what it seems to mean.

import type { VendiResult } from './result.ts'

const nearAll = 0.95
const nearOne = 1.05
const fewItems = 50
const nearDimensions = 0.8
const wellCaptured = 0.99

/**
 * One sentence about why this score could mislead, or nothing.
 * @param dimensions of the vectors, when the score cannot exceed them (cosine and linear kernels).
 */
export function misleading(
  { score, n, q, psd, negativeMass, captured }: VendiResult,
  dimensions?: number,
): string | undefined {
  if (n === 1) return undefined
  if (!psd) {
    return `The similarities are not positive semidefinite (negative mass ${negativeMass.toPrecision(2)}): the score is of their positive part only.`
  }
  if (captured !== undefined && captured < wellCaptured) {
    return `The landmarks hold ${Math.round(100 * captured)}% of the similarities only and the score is too low: give more landmarks.`
  }
  if (q === 0) {
    return 'Order 0 counts every direction however faint: it is the rank, and says little about variety.'
  }
  if (score > nearAll * n) {
    return 'The score is nearly the number of items: the kernel sees hardly any two items as alike, so it cannot tell pools apart.'
  }
  if (score < nearOne) {
    return 'The score is nearly 1: the items are almost all alike, or the kernel is too flat to tell them apart.'
  }
  if (n < fewItems) {
    return `Only ${n} items: the score still grows with their number, so compare it at equal n only.`
  }
  if (dimensions !== undefined && score > nearDimensions * dimensions) {
    return `The score cannot exceed the ${dimensions} dimensions of the vectors and is near them: longer vectors or another kernel would show more.`
  }
  return undefined
}
