import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PoolReport } from '../../measure/index.ts'
import { createPool } from '../../pool/index.ts'
import { qualityByGroup, worstGroups } from './groups.ts'

function worstOf(...groups: string[]): NonNullable<PoolReport['by']> {
  const worst = groups.map((group) => ({ group, size: 2, value: 1 }))
  return {
    column: 'prompt',
    groups: 3,
    measured: 3,
    summary: [{ measure: 'vendi', mean: 2, worst }],
    rows: [],
  }
}

test('the worst groups are shown with their first items', () => {
  const prompts = ['a', 'b', undefined, 'a', ...Array(12).fill('c')]
  const pool = createPool({
    ids: prompts.map(String),
    columns: { prompt: { kind: 'string', values: prompts } },
  })
  assert.deepEqual(worstGroups(pool, worstOf('a', 'c')), { a: [0, 3], c: [4, 5, 6, 7, 8, 9, 10, 11] })
})

test('groups may be numbers, and have any name', () => {
  const numbers = createPool({
    columns: { prompt: { kind: 'number', values: Float64Array.of(1, Number.NaN, 1) } },
  })
  assert.deepEqual(worstGroups(numbers, worstOf('1')), { 1: [0, 2] })
  const odd = createPool({ columns: { prompt: { kind: 'string', values: ['__proto__', 'constructor'] } } })
  const items = worstGroups(odd, worstOf('__proto__', 'constructor'))
  assert.deepEqual(Object.entries(items), [
    ['__proto__', [0]],
    ['constructor', [1]],
  ])
})

test('the mean quality of each group has its t-interval, the largest group first', () => {
  const pool = createPool({ group: ['x', 'y', 'y', 'y', undefined], quality: [0.5, 0.2, 0.4, 0.6, 1] })
  const [y, x] = qualityByGroup(pool)!
  assert.deepEqual(x, { name: 'x', size: 1, value: 0.5 })
  assert.equal(y.size, 3)
  assert.ok(Math.abs(y.value - 0.4) < 1e-12)
  // t of 2 degrees of freedom at 0.975 is 4.30265; the deviation is 0.2.
  assert.ok(Math.abs(y.interval![1] - (0.4 + (4.30265 * 0.2) / Math.sqrt(3))) < 1e-4)
})

test('one group, or more than a chart can hold, are not charted', () => {
  assert.equal(qualityByGroup(createPool({ group: ['x', 'x'], quality: [1, 2] })), undefined)
  const many = Array.from({ length: 30 }, (_, i) => `g${i}`)
  assert.equal(qualityByGroup(createPool({ group: many, quality: many.map((_, i) => i) })), undefined)
})
