// ROUGE-L of each item with its reference.

import { z } from 'zod'
import { answersOf } from './answers.ts'
import { textColumn } from './columns.ts'
import { defineItemMeasure } from './define.ts'
import { rougeL, rougePairTokens } from './rouge-l.ts'

const params = z.object({
  answer: z.string().optional().describe('column of the answers; `answer` when there is one, else the text'),
  reference: z.string().default('reference').describe('column of the references'),
  maxTokens: z
    .int()
    .positive()
    .default(rougePairTokens)
    .describe('a longer text is compared by its first so many tokens'),
})

export default defineItemMeasure({
  name: 'reference-rouge-l',
  title: 'ROUGE-L with the reference',
  summary: 'How much of its reference an item has in the same order of words (ROUGE-L F1).',
  family: 'quality',
  direction: 'higher',
  unit: 'ROUGE-L F1',
  range: '[0, 1]',
  cost: 'linear',
  needs: [],
  params,
  items: (pool, { answer, reference, maxTokens }) => {
    const references = textColumn(pool, 'reference-rouge-l', 'reference', reference)
    const answers = answersOf(pool, 'reference-rouge-l', answer)
    return Float64Array.from(references, (text, i) =>
      text === undefined ? Number.NaN : rougeL(answers[i] ?? '', text, { maxTokens }),
    )
  },
})
