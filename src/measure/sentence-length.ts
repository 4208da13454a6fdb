// Sentence length: tokens a sentence, the part of reading difficulty that does not depend on the language.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { sentenceCount } from './sentences.ts'
import { poolTokens } from './tokens.ts'

export default defineItemMeasure({
  name: 'sentence-length',
  title: 'Sentence length',
  summary: 'How many words the sentences of an item have, on average.',
  family: 'complexity',
  direction: 'neither',
  unit: 'tokens a sentence',
  range: '(0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => {
    const { offsets } = poolTokens(pool)
    return Float64Array.from(pool.text, (text, i) => {
      const sentences = sentenceCount(text)
      return sentences === 0 ? Number.NaN : (offsets[i + 1] - offsets[i]) / sentences
    })
  },
})
