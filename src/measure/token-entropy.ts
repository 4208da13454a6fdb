// Token entropy: how evenly the texts use their tokens.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { ngramsOf } from './ngrams.ts'
import { poolTokens, type Texts, type TokenOptions, tokensOf } from './tokens.ts'
import { valueOr } from './value.ts'

const params = z.object({ n: z.int().positive().max(16).default(1).describe('tokens in an n-gram') })

/**
 * Shannon entropy -Σ p log₂ p of the n-grams' frequencies.
 * @returns bits, from 0 to log₂ of the number of n-grams; NaN when no text has n tokens. Linear.
 */
export function tokenEntropy(texts: Texts, n = 1, options: TokenOptions = {}): number {
  const { counts, total } = ngramsOf(tokensOf(texts, options), n)
  if (total === 0) return Number.NaN
  let sum = 0
  for (const count of counts) sum += count * Math.log2(count)
  // Rounding can push the entropy of a single token below 0.
  return Math.max(0, Math.log2(total) - sum / total)
}

export default defineMeasure({
  name: 'token-entropy',
  title: 'Token entropy',
  summary: 'How evenly the texts use their words: one bit more is like twice as many equally common words.',
  family: 'diversity',
  direction: 'higher',
  unit: 'bits',
  range: '[0, log₂ tokens]',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { n }) => {
    const value = tokenEntropy(poolTokens(pool), n)
    return valueOr(`no text has ${n} or more tokens`, value, pool.size, {
      warning: 'It grows with the pool: compare pools of equally many tokens.',
      detail: { effectiveNumber: 2 ** value },
    })
  },
})
