// BLEU of one text against references: how much of its phrasing they contain.

import { ngramsOf } from './ngrams.ts'
import { type TokenOptions, tokensOf } from './tokens.ts'

/** What a match count of zero becomes, so that one missing order does not make the whole score zero. */
const zeroMatches = 0.1

/**
 * Sentence BLEU: the geometric mean of the clipped n-gram precisions of orders 1 … n times the brevity penalty.
 * A match count of zero becomes 0.1, denominators are at least 1, and without a matching token the score is 0.
 * The reference length is the one closest to the candidate's, the shorter of two.
 * @returns a number in [0, 1]; NaN without references.
 * Source: Papineni et al. 2002, "BLEU"; smoothing 1 of Chen & Cherry 2014.
 */
export function bleu(
  candidate: string,
  references: readonly string[],
  n = 4,
  options: TokenOptions = {},
): number {
  if (references.length === 0) return Number.NaN
  const tokens = tokensOf([candidate, ...references], options)
  const { offsets } = tokens
  const matches = new Float64Array(n)
  for (let order = 1; order <= n; order++) {
    const { ids } = ngramsOf(tokens, order)
    const own = tally(ids, offsets[0], offsets[1])
    const most = new Map<number, number>()
    for (let r = 1; r <= references.length; r++) {
      for (const [id, count] of tally(ids, offsets[r], offsets[r + 1])) {
        most.set(id, Math.max(count, most.get(id) ?? 0))
      }
    }
    for (const [id, count] of own) matches[order - 1] += Math.min(count, most.get(id) ?? 0)
  }
  const lengths = references.map((_, r) => offsets[r + 2] - offsets[r + 1])
  return bleuOf(matches, offsets[1], closestLength(offsets[1], lengths))
}

/** BLEU from the match counts of orders 1, 2, … and the lengths in tokens. */
export function bleuOf(matches: Float64Array, candidateLength: number, referenceLength: number): number {
  if (matches[0] === 0) return 0
  let logSum = 0
  for (let i = 0; i < matches.length; i++) {
    const numerator = matches[i] === 0 ? zeroMatches : matches[i]
    logSum += Math.log(numerator / Math.max(1, candidateLength - i))
  }
  const brevity = candidateLength < referenceLength ? 1 - referenceLength / candidateLength : 0
  return Math.exp(brevity + logSum / matches.length)
}

/** The length closest to `length`, the shorter of two equally close. */
export function closestLength(length: number, lengths: Iterable<number>): number {
  let best = Number.NaN
  let distance = Number.POSITIVE_INFINITY
  for (const other of lengths) {
    const d = Math.abs(other - length)
    if (d < distance || (d === distance && other < best)) {
      best = other
      distance = d
    }
  }
  return best
}

function tally(ids: Int32Array, from: number, to: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (let p = from; p < to; p++) if (ids[p] >= 0) counts.set(ids[p], (counts.get(ids[p]) ?? 0) + 1)
  return counts
}
