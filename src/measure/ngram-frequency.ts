// Inter-sample n-gram frequency: how often, on average, the phrases of an item occur in the whole pool.

import { z } from 'zod'
import { ngramsOf } from './ngrams.ts'
import { definePoolItemMeasure } from './pool-item-measure.ts'
import { poolTokens, type Texts, type TokenOptions, tokensOf } from './tokens.ts'

const params = z.object({ n: z.int().positive().max(16).default(2).describe('tokens in an n-gram') })

/**
 * For each text the mean, over its n-grams, of their number of occurrences in all texts (its own included).
 * @returns numbers from 1, one a text; NaN for a text without n tokens. Linear.
 */
export function ngramFrequency(texts: Texts, n = 2, options: TokenOptions = {}): Float64Array {
  const tokens = tokensOf(texts, options)
  const { ids, counts } = ngramsOf(tokens, n)
  const { offsets } = tokens
  const means = new Float64Array(offsets.length - 1)
  for (let text = 0; text < means.length; text++) {
    const end = offsets[text + 1] - n + 1
    let sum = 0
    for (let p = offsets[text]; p < end; p++) sum += counts[ids[p]]
    means[text] = end > offsets[text] ? sum / (end - offsets[text]) : Number.NaN
  }
  return means
}

export default definePoolItemMeasure({
  name: 'ngram-frequency',
  title: 'n-gram frequency',
  summary: "How often an item's n-grams occur in the whole pool, on average: high for stock phrases.",
  family: 'diversity',
  direction: 'lower',
  unit: 'occurrences',
  range: '[1, ∞)',
  cost: 'linear',
  needs: ['text'],
  params,
  items: (pool, { n }) => ngramFrequency(poolTokens(pool), n),
  reason: 'no text is as long as one n-gram',
  warning: 'It rises with the number of texts: compare pools of equal size.',
})
