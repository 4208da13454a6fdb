// The share of items whose vectors say again what another's says.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { duplicateShare, poolDuplicates, repeatsThinOut } from './pool-duplicates.ts'

const params = z.object({
  threshold: z
    .number()
    .gt(0)
    .max(1)
    .default(0.9)
    .describe('least cosine of a near pair; what is near depends on the embedder'),
})

export default defineMeasure({
  name: 'semantic-duplicates',
  title: 'Semantic duplicates',
  summary: 'The share of items that could be removed because the vector of another is nearly the same.',
  family: 'diversity',
  direction: 'lower',
  unit: 'share of items',
  range: '[0, 1)',
  // Quadratic, but fast; a sample of 2,000 would hold few of the pool's near pairs and say nothing of it.
  cost: 'linear',
  onSample: repeatsThinOut,
  needs: ['vectors'],
  params,
  run: async (pool, given, context) =>
    duplicateShare(await poolDuplicates(pool, { method: 'cosine', ...given }, context), pool),
})
