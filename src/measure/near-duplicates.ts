// The share of texts that say again what another says in nearly the same words.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { defaultShingle } from './near-duplicates/shingles.ts'
import { duplicateShare, poolDuplicates, repeatsThinOut } from './pool-duplicates.ts'

const params = z.object({
  threshold: z
    .number()
    .gt(0)
    .max(1)
    .default(0.8)
    .describe('least Jaccard similarity of the character shingles of a near pair'),
  shingle: z
    .int()
    .positive()
    .default(defaultShingle)
    .describe('characters in a shingle; 3 suits texts in Han, kana or Thai'),
})

export default defineMeasure({
  name: 'near-duplicates',
  title: 'Near duplicates',
  summary: 'The share of texts that could be removed because another says nearly the same in the same words.',
  family: 'diversity',
  direction: 'lower',
  unit: 'share of items',
  range: '[0, 1)',
  cost: 'linear',
  onSample: repeatsThinOut,
  needs: ['text'],
  params,
  run: async (pool, given, context) =>
    duplicateShare(await poolDuplicates(pool, { method: 'minhash', ...given }, context), pool),
})
