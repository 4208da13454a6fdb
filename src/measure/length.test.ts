import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure from './length.ts'

test('it counts tokens', async () => {
  const pool = createPool({ text: ['one two', 'three', ''] })
  assert.deepEqual([...(await measure.items(pool, {}, createContext()))], [2, 1, 0])
  const { value, interval } = (await measure.call(pool, {}, createContext())) as {
    value: number
    interval: [number, number]
  }
  assert.equal(value, 1)
  assert.ok(interval[0] < 1 && interval[1] > 1)
})

test('it runs in blocks to the same result', async () => {
  const text = Array.from({ length: 20 }, (_, i) => 'word '.repeat((i * 7) % 11))
  const pool = createPool({ text })
  const whole = (await measure.call(pool, {}, createContext())) as { value: number; standardError: number }
  const mergeable = await measure.stream!({}, pool, createContext())
  let state = mergeable.init()
  for (const rows of [[0, 1, 2], Array.from({ length: 17 }, (_, i) => i + 3)]) {
    state = mergeable.merge(state, await mergeable.add(mergeable.init(), pool.take(rows)))
  }
  const blocks = await mergeable.finish(state)
  assert.ok(Math.abs(blocks.value! - whole.value) < 1e-12)
  assert.ok(Math.abs(blocks.standardError! - whole.standardError) < 1e-12)
})
