// Duplicate lines within an item: boilerplate and loops.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { linesOf } from './lines.ts'

/**
 * The share of non-blank lines that the text has had before; white space around a line does not count.
 * @returns a share in [0, 1); NaN for a blank text. Linear.
 * Source: a filter of Gopher (Rae et al. 2021).
 */
export function duplicateLines(text: string): number {
  const lines = linesOf(text)
  return lines.length === 1 ? 0 : 1 - new Set(lines).size / lines.length
}

export default defineItemMeasure({
  name: 'duplicate-lines',
  title: 'Duplicate lines',
  summary: "The share of an item's lines that it has had before.",
  family: 'quality',
  direction: 'lower',
  unit: 'share of lines',
  range: '[0, 1)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => Float64Array.from(pool.text, duplicateLines),
})
