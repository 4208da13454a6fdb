// Perplexity of the items under the model that their log-probabilities come from.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { meanLogProbs } from './log-probs.ts'

const params = z.object({
  column: z
    .string()
    .default('logprobs')
    .describe('column with natural log-probabilities: a list a row, or their mean'),
})

/** exp(-mean ln p) of the log-probabilities of a text's tokens; NaN without any. */
export function perplexity(logProbs: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < logProbs.length; i++) sum += logProbs[i]
  return Math.exp(-sum / logProbs.length)
}

export default defineItemMeasure({
  name: 'perplexity',
  title: 'Perplexity',
  summary: 'How unlikely an item is to the model that scored it: 1 is certain.',
  family: 'quality',
  direction: 'lower',
  unit: 'equally likely tokens',
  range: '[1, ∞)',
  cost: 'linear',
  needs: [],
  params,
  items: (pool, { column }) =>
    meanLogProbs(pool, 'perplexity', 'column', column).map((mean) => Math.exp(-mean)),
})
