// Number of modes: how many different labels occur at all.

import { z } from 'zod'
import { defineLabelMeasure } from './label-counts.ts'

export default defineLabelMeasure({
  name: 'label-modes',
  title: 'Number of modes',
  summary: 'How many different labels occur, however rarely.',
  direction: 'higher',
  unit: 'labels',
  range: '[1, n]',
  params: z.object({}),
  of: ({ counts }) => ({ value: counts.size }),
})
