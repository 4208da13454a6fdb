// Instruction-following difficulty (IFD): how little the prompt helps a model to foretell the answer.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { meanLogProbs } from './log-probs.ts'
import { perplexity } from './perplexity.ts'

const params = z.object({
  conditional: z
    .string()
    .default('logprobs')
    .describe(
      'column with the log-probabilities of the answer given the prompt: a list a row, or their mean',
    ),
  unconditional: z
    .string()
    .default('logprobs_alone')
    .describe('column with those of the answer without the prompt'),
})

/**
 * PPL(answer | prompt) / PPL(answer): 1 when the prompt tells the model nothing, below 1 when it helps.
 * @param conditional natural log-probabilities of the answer's tokens given the prompt, @param unconditional without it.
 * Source: Li et al. 2024, "From quantity to quality".
 */
export function ifd(conditional: ArrayLike<number>, unconditional: ArrayLike<number>): number {
  return perplexity(conditional) / perplexity(unconditional)
}

export default defineItemMeasure({
  name: 'ifd',
  title: 'Instruction-following difficulty',
  summary: 'How little the prompt helps the model to foretell the answer: 1 when it does not help at all.',
  paper: {
    title:
      'From quantity to quality: Boosting LLM performance with self-guided data selection for instruction tuning',
    authors: 'Ming Li et al.',
    year: 2024,
  },
  family: 'complexity',
  direction: 'higher',
  unit: 'ratio of perplexities',
  range: '(0, ∞)',
  cost: 'linear',
  needs: [],
  params,
  items: (pool, { conditional, unconditional }) => {
    const given = meanLogProbs(pool, 'ifd', 'conditional', conditional)
    const alone = meanLogProbs(pool, 'ifd', 'unconditional', unconditional)
    return given.map((mean, i) => Math.exp(alone[i] - mean))
  },
})
