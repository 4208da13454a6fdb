// The order q of a diversity: how strongly common kinds outweigh rare ones. 0 counts kinds, 1 is Shannon's, infinity sees
// only the commonest kind.

import { z } from 'zod'
import { GamutError } from '../core/index.ts'

/** An order as people give it: a number from 0 on, or infinity, which JSON and the command line write `inf`. */
export const order = z
  .union([z.number().nonnegative(), z.literal('inf'), z.literal(Number.POSITIVE_INFINITY)])
  // JSON Schema has no infinity: it lists the two forms that JSON can hold.
  .meta({ anyOf: [{ type: 'number', minimum: 0 }, { const: 'inf' }] })

export type Order = z.infer<typeof order>

/** The order as a number. @throws GamutError `bad-order` unless q >= 0, `Infinity` or `'inf'`. */
export function orderValue(q: Order): number {
  const value = q === 'inf' ? Number.POSITIVE_INFINITY : q
  if (typeof value === 'number' && value >= 0) return value
  throw new GamutError('bad-order', `The order q must be a number from 0 on or "inf", not ${q}.`)
}

/** The order as JSON can hold it. */
export function writableOrder(q: Order): Order {
  return q === Number.POSITIVE_INFINITY ? 'inf' : q
}
