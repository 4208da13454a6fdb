// HD-D: the type-token ratio expected of a small random sample of the tokens, computed exactly.

import { z } from 'zod'
import { GamutError } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { sequenceOf, type TokensOrText } from './token-sequence.ts'
import { poolTokens, tokenCounts } from './tokens.ts'
import { valueOr } from './value.ts'

/** Tokens drawn (McCarthy & Jarvis 2007). */
const defaultDraws = 42

const params = z.object({ s: z.int().positive().default(defaultDraws).describe('tokens drawn') })

/**
 * The expected share of different tokens among s drawn without replacement: Σ over types (1 - P(type not drawn)) / s.
 * @param s tokens drawn, at most all: with s >= the number of tokens it is the type-token ratio.
 * @returns a share in (0, 1]; NaN without tokens. O(tokens + s × different counts).
 * Source: McCarthy & Jarvis 2007, "vocd: A theoretical and empirical evaluation".
 */
export function hdd(tokensOrText: TokensOrText, s = defaultDraws): number {
  if (!Number.isInteger(s) || s < 1) {
    throw new GamutError(
      'bad-parameter',
      `The number of tokens drawn must be a whole number from 1, not ${s}.`,
    )
  }
  return expectedRatio(tokenCounts(sequenceOf(tokensOrText)), s)
}

function expectedRatio(counts: Int32Array, draws: number): number {
  const typesByCount = new Map<number, number>()
  let tokens = 0
  for (const count of counts) {
    tokens += count
    typesByCount.set(count, (typesByCount.get(count) ?? 0) + 1)
  }
  const s = Math.min(draws, tokens)
  let drawn = 0
  for (const [count, types] of typesByCount) drawn += types * (1 - probabilityOfNone(tokens, count, s))
  return drawn / s
}

/** Hypergeometric probability that s draws from `tokens`, of which `count` are marked, hit no marked one. */
function probabilityOfNone(tokens: number, count: number, s: number): number {
  let probability = 1
  for (let i = 0; i < s && probability > 0; i++) probability *= Math.max(0, tokens - count - i) / (tokens - i)
  return probability
}

export default defineMeasure({
  name: 'hdd',
  title: 'Lexical diversity (HD-D)',
  summary: 'The share of different words expected among a few words drawn at random.',
  paper: {
    title: 'vocd: A theoretical and empirical evaluation',
    authors: 'Philip M. McCarthy, Scott Jarvis',
    year: 2007,
  },
  family: 'diversity',
  direction: 'higher',
  unit: 'share of tokens',
  range: '(0, 1]',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { s }) => {
    const tokens = poolTokens(pool)
    const { length } = tokens.ids
    return valueOr('no text has a token', expectedRatio(tokenCounts(tokens), s), pool.size, {
      warning:
        length < s
          ? `There are only ${length} tokens, fewer than ${s}: it is the type-token ratio.`
          : undefined,
    })
  },
})
