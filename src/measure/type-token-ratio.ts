// Type-token ratio: different tokens over all tokens, of everything or, so that length does not matter, as the mean over
// all windows of a fixed number of tokens (moving average, MATTR).

import { z } from 'zod'
import { GamutError } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { sequenceOf, type TokensOrText } from './token-sequence.ts'
import { poolTokenSequence } from './tokens.ts'
import { valueOr } from './value.ts'

const params = z.object({
  window: z
    .int()
    .positive()
    .optional()
    .describe(
      'tokens in a window; the ratio is the mean over all windows. Without it, one ratio of everything',
    ),
})

/**
 * Different tokens over all tokens.
 * @param window when given, the mean over all windows of that many tokens (one window of everything when there are fewer).
 * @returns a share in (0, 1]; NaN without tokens. Linear, whatever the window.
 * Source of the moving average: Covington & McFall 2010, "Cutting the Gordian knot: the moving-average type-token ratio".
 */
export function typeTokenRatio(tokensOrText: TokensOrText, window?: number): number {
  if (window !== undefined && !(Number.isInteger(window) && window > 0)) {
    throw new GamutError(
      'bad-parameter',
      `The window must be a whole number of tokens from 1, not ${window}.`,
    )
  }
  const { ids, types } = sequenceOf(tokensOrText)
  return ratio(ids, types, window)
}

function ratio(ids: Int32Array, types: number, window = ids.length): number {
  if (ids.length === 0) return Number.NaN
  const width = Math.min(window, ids.length)
  const inside = new Int32Array(types)
  let different = 0
  let sum = 0
  for (let p = 0; p < ids.length; p++) {
    if (inside[ids[p]]++ === 0) different++
    if (p >= width && --inside[ids[p - width]] === 0) different--
    if (p >= width - 1) sum += different
  }
  return sum / (ids.length - width + 1) / width
}

export default defineMeasure({
  name: 'type-token-ratio',
  title: 'Type-token ratio',
  summary: 'Different tokens over all tokens: low when few words are used again and again.',
  family: 'diversity',
  direction: 'higher',
  unit: 'share of tokens',
  range: '(0, 1]',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { window }) => {
    const { ids, types } = poolTokenSequence(pool)
    return valueOr('no text has a token', ratio(ids, types, window), pool.size, {
      warning: warningFor(ids.length, window),
      detail: { types, tokens: ids.length },
    })
  },
})

function warningFor(tokens: number, window: number | undefined): string | undefined {
  if (window === undefined)
    return 'It falls as a pool grows: give a window, such as window=100, or use mtld or hdd.'
  if (tokens >= window) return undefined
  return `There are only ${tokens} tokens, fewer than one window of ${window}.`
}
