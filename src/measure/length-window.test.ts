import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure from './length-window.ts'

test('it is the share of items between both bounds, bounds included', async () => {
  const pool = createPool({ text: ['', 'a b', 'a b c', 'a b c d'] })
  const items = async (params: Record<string, unknown>) => [
    ...(await measure.items(pool, params, createContext())),
  ]
  assert.deepEqual(await items({ min: 2, max: 3 }), [0, 1, 1, 0])
  assert.deepEqual(await items({}), [0, 0, 1, 1])
  assert.equal(((await measure.call(pool, {}, createContext())) as { value: number }).value, 0.5)
})
