// How a user describes a grid over descriptor columns.

import { z } from 'zod'
import { GamutError, type Pool } from '../core/index.ts'
import { descriptorsOf, type Grid } from './grid.ts'

export const gridParams = {
  columns: z.array(z.string()).default([]).describe('numeric columns that describe the behaviour of an item'),
  bins: z
    .union([z.int().positive(), z.array(z.int().positive())])
    .default(10)
    .describe('cells a column: one number for all, or one each'),
  bounds: z
    .array(z.tuple([z.number(), z.number()]))
    .optional()
    .describe('lowest and highest value of each column; those of the pool when absent'),
}

/** The grid, or `undefined` when no columns are named. @throws GamutError `bad-grid`, `missing-column`. */
export function gridOver(
  pool: Pool,
  { columns, bins, bounds }: z.output<z.ZodObject<typeof gridParams>>,
): Grid | undefined {
  if (columns.length === 0) return undefined
  const perColumn = typeof bins === 'number' ? columns.map(() => bins) : bins
  return { bins: perColumn, bounds: bounds ?? observedBounds(pool, columns) }
}

function observedBounds(pool: Pool, columns: readonly string[]): [number, number][] {
  const D = descriptorsOf(pool, columns)
  return columns.map((name, c) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = 0; i < D.rows; i++) {
      low = Math.min(low, D.data[i * D.cols + c])
      high = Math.max(high, D.data[i * D.cols + c])
    }
    if (low < high) return [low, high]
    throw new GamutError(
      'bad-grid',
      `Column \`${name}\` does not vary, or holds no number in some row: give its range with bounds=[[low,high],…].`,
    )
  })
}
