// Measures that give each item a number which depends on all other items of the pool.

import type { z } from 'zod'
import { type PoolPart, parseParams, requireParts } from '../core/index.ts'
import { defineMeasure, type ItemMeasure, type ItemMeasureDescription, momentsOf } from './define.ts'
import { valueOr } from './value.ts'

export interface PoolItemMeasureDescription<Part extends PoolPart, Params extends z.ZodObject>
  extends ItemMeasureDescription<Part, Params> {
  /** Why there is no value when no item has one. */
  readonly reason: string
  /** What to mind in reading the number, one sentence. */
  readonly warning: string
}

/**
 * A measure whose value is the mean of one number an item. Unlike `defineItemMeasure` it gives no t-interval, because
 * the numbers depend on one another, and it cannot run in blocks, because a block is not the pool.
 */
export function definePoolItemMeasure<Part extends PoolPart, Params extends z.ZodObject>(
  description: PoolItemMeasureDescription<Part, Params>,
): ItemMeasure {
  const { name, needs, params, items, reason, warning } = description
  const measure = defineMeasure({
    ...description,
    run: async (pool, given, context) => {
      const values = await items(pool, given, context)
      const { count, mean } = momentsOf(values.filter((value) => !Number.isNaN(value)))
      return valueOr(reason, count === 0 ? Number.NaN : mean, pool.size, { warning })
    },
  })
  return {
    ...measure,
    items: async (pool, given, context) => {
      requireParts(name, pool, needs)
      return items(pool, parseParams(name, params, given), context)
    },
  }
}
