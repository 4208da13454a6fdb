import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { order, orderValue, writableOrder } from './order.ts'

test('an order is a number from 0 on, "inf" or Infinity', () => {
  for (const q of [0, 0.1, 1, 2, 1e9, 'inf', Number.POSITIVE_INFINITY])
    assert.ok(order.safeParse(q).success, String(q))
  for (const q of [-1, Number.NaN, '2', 'infinity', null]) assert.ok(!order.safeParse(q).success, String(q))
})

test('both spellings of infinity mean the same, and are written "inf"', () => {
  assert.equal(orderValue('inf'), Number.POSITIVE_INFINITY)
  assert.equal(orderValue(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY)
  assert.equal(writableOrder(Number.POSITIVE_INFINITY), 'inf')
  assert.equal(writableOrder('inf'), 'inf')
  assert.equal(writableOrder(2), 2)
})

test('a negative order or NaN is refused', () => {
  assert.throws(() => orderValue(-0.5), { code: 'bad-order' })
  assert.throws(() => orderValue(Number.NaN), { code: 'bad-order' })
})

test('its JSON Schema has the two forms that JSON can hold', () => {
  assert.deepEqual(z.toJSONSchema(order).anyOf, [{ type: 'number', minimum: 0 }, { const: 'inf' }])
})
