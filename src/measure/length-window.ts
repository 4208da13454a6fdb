// Length window: the share of items that are neither too short nor too long, a common first filter for quality.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { poolTokens } from './tokens.ts'

const params = z.object({
  min: z.int().nonnegative().default(3).describe('fewest tokens'),
  max: z.int().nonnegative().default(2048).describe('most tokens'),
})

export default defineItemMeasure({
  name: 'length-window',
  title: 'Length within bounds',
  summary: 'The share of items that are neither too short nor too long.',
  family: 'quality',
  direction: 'higher',
  unit: 'share of items',
  range: '[0, 1]',
  cost: 'linear',
  needs: ['text'],
  params,
  items: (pool, { min, max }) => {
    const { offsets } = poolTokens(pool)
    return Float64Array.from({ length: pool.size }, (_, i) => {
      const length = offsets[i + 1] - offsets[i]
      return length >= min && length <= max ? 1 : 0
    })
  },
})
