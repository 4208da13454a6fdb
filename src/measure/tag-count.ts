// Tag count (InsTag complexity): how many tags an item bears. An instruction that asks for more has more.

import { z } from 'zod'
import { listColumn } from './columns.ts'
import { defineItemMeasure } from './define.ts'

const params = z.object({
  column: z.string().default('tags').describe('column that holds a list of tags in every row'),
})

export default defineItemMeasure({
  name: 'tag-count',
  title: 'Tags an item',
  summary: 'How many different tags an item bears, on average (InsTag complexity).',
  paper: {
    title: '#InsTag: Instruction tagging for analyzing supervised fine-tuning of large language models',
    authors: 'Keming Lu et al.',
    year: 2023,
  },
  family: 'complexity',
  direction: 'higher',
  unit: 'tags',
  range: '[0, ∞)',
  cost: 'linear',
  needs: [],
  params,
  items: (pool, { column }) =>
    Float64Array.from(listColumn(pool, 'tag-count', 'column', column), (tags) => new Set(tags).size),
})
