// What `measure()` returns and `gamut measure --json` prints.

import { z } from 'zod'
import { measureValue } from './define.ts'

const measuredEntry = measureValue.extend({
  measure: z.string().describe('the measure as `--only` takes it, such as vendi(q=2)'),
  name: z.string().describe('its name without parameters'),
  params: z.record(z.string(), z.unknown()).describe('its parameters; an infinite one is written "inf"'),
  title: z.string(),
  summary: z.string().describe('what the number tells'),
  family: z.enum(['quality', 'diversity', 'complexity']),
  direction: z.enum(['higher', 'lower', 'neither']).describe('which way is better, other things equal'),
  unit: z.string(),
  range: z.string(),
  scope: z
    .enum(['all', 'sample'])
    .describe('`sample`: computed on a seeded sample of n items, because the pool is large'),
})

const groupRow = z.object({
  group: z.string(),
  size: z.int(),
  values: z.record(z.string(), z.number().nullable()).describe('value by measure'),
})

const perGroup = z.object({
  column: z.string(),
  groups: z.int().describe('groups in the pool'),
  measured: z
    .int()
    .describe('groups of two or more items that were measured: of a large pool, a seeded sample of them'),
  summary: z.array(
    z.object({
      measure: z.string(),
      mean: z.number().nullable(),
      interval: z.tuple([z.number(), z.number()]).optional(),
      worst: z.array(groupRow.omit({ values: true }).extend({ value: z.number() })),
    }),
  ),
  rows: z.array(groupRow),
})

export const poolReport = z.object({
  gamut: z.string().describe('version that computed it'),
  input: z.object({
    name: z.string(),
    digest: z.string().optional().describe('SHA-256 of the content'),
    items: z.int(),
    parts: z.record(z.string(), z.string()).describe('which column plays which part'),
    vectors: z
      .string()
      .optional()
      .describe('where vectors came from: a column, or the embedder and its settings'),
  }),
  seed: z.number(),
  measures: z.array(measuredEntry),
  skipped: z.array(z.object({ measure: z.string(), reason: z.string() })),
  by: perGroup.optional(),
})

export type PoolReport = z.infer<typeof poolReport>
export type MeasuredEntry = z.infer<typeof measuredEntry>
export type PerGroup = z.infer<typeof perGroup>
