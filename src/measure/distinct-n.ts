// Distinct-n: how many of all n-grams are different ones. Texts that say the same in the same words score low.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { ngramsOf } from './ngrams.ts'
import { poolTokens, type Texts, type TokenOptions, tokensOf } from './tokens.ts'
import { valueOr } from './value.ts'

const params = z.object({ n: z.int().positive().max(16).default(2).describe('tokens in an n-gram') })

/**
 * Distinct n-grams over all n-grams; none crosses from one text into the next.
 * @returns a share in (0, 1]; NaN when no text has n tokens. Linear.
 * Source: Li et al. 2016, "A diversity-promoting objective function for neural conversation models".
 */
export function distinctN(texts: Texts, n = 2, options: TokenOptions = {}): number {
  const { counts, total } = ngramsOf(tokensOf(texts, options), n)
  return counts.length / total
}

export default defineMeasure({
  name: 'distinct-n',
  title: 'Distinct n-grams',
  summary: 'The share of n-grams that are different ones: low when texts repeat the same phrases.',
  family: 'diversity',
  direction: 'higher',
  unit: 'share of n-grams',
  range: '(0, 1]',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { n }) => {
    const { counts, total } = ngramsOf(poolTokens(pool), n)
    return valueOr(`no text has ${n} or more tokens`, counts.length / total, pool.size, {
      warning:
        'It falls as a pool grows: compare pools of equally many tokens, or use expectation-adjusted-distinct.',
      detail: { distinct: counts.length, total },
    })
  },
})
