// Vocabulary: how many different tokens the texts use.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { ngramsOf } from './ngrams.ts'
import { poolTokens, type Texts, type TokenOptions, tokensOf } from './tokens.ts'

/** The number of different tokens. Linear. */
export function vocabularySize(texts: Texts, options: TokenOptions = {}): number {
  return tokensOf(texts, options).types
}

export default defineMeasure({
  name: 'vocabulary',
  title: 'Vocabulary',
  summary: 'How many different tokens the texts use.',
  family: 'diversity',
  direction: 'higher',
  unit: 'tokens',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  run: (pool) => {
    const tokens = poolTokens(pool)
    const once = ngramsOf(tokens, 1).counts.reduce((sum, count) => sum + (count === 1 ? 1 : 0), 0)
    return {
      value: tokens.types,
      n: pool.size,
      warning: 'It grows with the pool: compare pools of equally many tokens, or use hdd.',
      detail: { tokens: tokens.ids.length, usedOnce: once },
    }
  },
})
