// BLEU of each item with its reference.

import { z } from 'zod'
import { answersOf } from './answers.ts'
import { bleu } from './bleu.ts'
import { textColumn } from './columns.ts'
import { defineItemMeasure } from './define.ts'

const params = z.object({
  n: z.int().positive().max(16).default(4).describe('largest order of n-grams'),
  answer: z.string().optional().describe('column of the answers; `answer` when there is one, else the text'),
  reference: z.string().default('reference').describe('column of the references'),
})

export default defineItemMeasure({
  name: 'reference-bleu',
  title: 'BLEU with the reference',
  summary: 'How much of the phrasing of an item its reference has too (sentence BLEU).',
  family: 'quality',
  direction: 'higher',
  unit: 'BLEU',
  range: '[0, 1]',
  cost: 'linear',
  needs: [],
  params,
  items: (pool, { n, answer, reference }) => {
    const references = textColumn(pool, 'reference-bleu', 'reference', reference)
    const answers = answersOf(pool, 'reference-bleu', answer)
    return Float64Array.from(references, (text, i) =>
      text === undefined ? Number.NaN : bleu(answers[i] ?? '', [text], n),
    )
  },
})
