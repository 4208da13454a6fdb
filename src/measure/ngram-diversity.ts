// n-gram diversity: distinct-n averaged over several orders, as a baseline of the Vendi Score paper counts it.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { ngramsOf } from './ngrams.ts'
import { poolTokens, type Texts, type TokenOptions, tokensOf } from './tokens.ts'
import { valueOr } from './value.ts'

const params = z.object({
  n: z.int().positive().max(16).default(4).describe('largest order; orders 1 … n count'),
})

/**
 * The mean of distinct-1 … distinct-n.
 * @returns a share in (0, 1]; NaN when no text has n tokens. Linear.
 * Source: Friedman & Dieng 2023, "The Vendi Score".
 */
export function ngramDiversity(texts: Texts, n = 4, options: TokenOptions = {}): number {
  const tokens = tokensOf(texts, options)
  let sum = 0
  for (let order = 1; order <= n; order++) {
    const { counts, total } = ngramsOf(tokens, order)
    sum += counts.length / total
  }
  return sum / n
}

export default defineMeasure({
  name: 'ngram-diversity',
  title: 'n-gram diversity',
  summary: 'The share of n-grams that are different ones, averaged over n-grams of one token up to n.',
  family: 'diversity',
  direction: 'higher',
  unit: 'share of n-grams',
  range: '(0, 1]',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { n }) =>
    valueOr(`no text has ${n} or more tokens`, ngramDiversity(poolTokens(pool), n), pool.size, {
      warning: 'It falls as a pool grows: compare pools of equally many tokens.',
    }),
})
