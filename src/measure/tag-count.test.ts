import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, GamutError } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure from './tag-count.ts'

test('it is the mean number of different tags', async () => {
  const pool = createPool({ columns: { tags: { kind: 'list', values: [['a', 'b', 'a'], [], ['c']] } } })
  assert.deepEqual([...(await measure.items(pool, {}, createContext()))], [2, 0, 1])
  assert.equal(((await measure.call(pool, {}, createContext())) as { value: number }).value, 1)
})

test('a missing column, or one without lists, is named with what to do', async () => {
  const pool = createPool({ columns: { topic: { kind: 'string', values: ['x'] } } })
  const fails = (params: Record<string, unknown>, message: RegExp) =>
    assert.rejects(
      async () => measure.call(pool, params, createContext()),
      (error) =>
        error instanceof GamutError && error.code === 'missing-column' && message.test(error.message),
    )
  await fails({}, /tag-count needs a column of lists, and there is no column `tags`: .* column=COLUMN/)
  await fails({ column: 'topic' }, /the column `topic` holds texts/)
})
