// Length of the items in tokens: the plainest complexity, and the usual reason why two other measures agree.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { poolTokens } from './tokens.ts'

export default defineItemMeasure({
  name: 'length',
  title: 'Length',
  summary: 'How many words an item has, on average (letters, in scripts without spaces).',
  family: 'complexity',
  direction: 'neither',
  unit: 'tokens',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => {
    const { offsets } = poolTokens(pool)
    return Float64Array.from({ length: pool.size }, (_, i) => offsets[i + 1] - offsets[i])
  },
})
