// The measure `vendi`: the Vendi Score of a pool.

import { z } from 'zod'
import { defineMeasure } from '../define.ts'
import { order } from '../order.ts'
import { friedman2023 } from './papers.ts'
import { vendiOfPool, vendiOverBlocks } from './pool-score.ts'

const params = z.object({
  q: order
    .default(1)
    .describe(
      'order: below 1 rare kinds count more, above 1 common ones; "inf" sees the largest cluster only',
    ),
  kernel: z
    .string()
    .default('cosine')
    .describe(
      'how alike two vectors are: cosine, rbf, rbf(sigma=0.5), laplacian, polynomial(degree=3), tanimoto, …',
    ),
  method: z
    .enum(['dual', 'primal', 'lanczos', 'nystrom', 'rff'])
    .optional()
    .describe('how it is computed; the exact way where there is one, when absent'),
  landmarks: z.int().positive().default(256).describe('landmarks of the method nystrom'),
  features: z.int().min(4).default(256).describe('frequencies of the method rff'),
})

export default defineMeasure({
  name: 'vendi',
  title: 'Vendi Score',
  summary: 'How many really different items there are, in effect: copies and near copies count once.',
  paper: friedman2023,
  family: 'diversity',
  direction: 'higher',
  unit: 'effective items',
  range: '[1, n]',
  cost: 'linear',
  needs: ['vectors'],
  params,
  run: vendiOfPool,
  stream: vendiOverBlocks,
})
