// The options that several commands share, checked and turned into what the rooms take.

import { z } from 'zod'
import { parseParams } from '../core/index.ts'
import type { PoolOptions } from '../pool/index.ts'

/** How to read the file. */
export const readingOptions = z.object({
  text: z.string().optional(),
  vectors: z.string().optional(),
  quality: z.string().optional(),
  group: z.string().optional(),
  id: z.string().optional(),
  header: z.boolean().optional(),
  maxText: z.int().positive().optional(),
  format: z.enum(['jsonl', 'json', 'csv', 'tsv', 'parquet', 'npy', 'txt']).optional(),
})

/** What to measure and how. */
export const measuringOptions = readingOptions.extend({
  only: z.array(z.string()).optional(),
  all: z.boolean().default(false),
  by: z.string().optional(),
  embed: z.string().default('ngrams'),
  sample: z.int().min(10),
  seed: z.number(),
  quiet: z.boolean().default(false),
  progress: z.boolean().default(false),
})

export type MeasuringOptions = z.output<typeof measuringOptions>

/** Options of a command checked against their schema, with the command's name in the sentence when one is off. */
export function checkOptions<S extends z.ZodType>(command: string, schema: S, options: unknown): z.output<S> {
  return parseParams(`gamut ${command}`, schema, options)
}

/** The part of the options that says how to read a file. */
export function readingOf(options: z.output<typeof readingOptions>): PoolOptions {
  const { text, vectors, quality, group, id, header, maxText, format } = options
  return { text, vectors, quality, group, id, header, maxText, format }
}
