// The mean of any numeric column: a reward, a judge's score, a verifier's probability, tests passed, attacks succeeded.

import { z } from 'zod'
import { numberColumn } from './columns.ts'
import { defineItemMeasure } from './define.ts'

const params = z.object({ column: z.string().default('score').describe('column of numbers') })

export default defineItemMeasure({
  name: 'column-mean',
  title: 'Mean of a column',
  summary: 'The mean of a numeric column, such as a reward, a judge’s score or the success of a test.',
  family: 'quality',
  direction: 'higher',
  unit: 'unit of the column',
  range: '(-∞, ∞)',
  cost: 'linear',
  needs: [],
  params,
  items: (pool, { column }) => numberColumn(pool, 'column-mean', 'column', column),
})
