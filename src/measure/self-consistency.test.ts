import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { selfConsistency } from './self-consistency.ts'

test('it is the share of the most frequent answer, numbers by value', () => {
  assert.equal(selfConsistency(['12', '12.0', '13', 'twelve']), 0.5)
  assert.equal(selfConsistency(['Yes.', 'yes', 'YES']), 1)
  assert.equal(selfConsistency(['a', 'b', 'c', 'd']), 0.25)
  assert.ok(Number.isNaN(selfConsistency([])))
})

test('the measure is the mean over questions with two or more answers', async () => {
  const pool = createPool({
    text: ['4', '4', '5', '5', 'x', 'y', 'lone', 'none'],
    group: ['p', 'p', 'p', 'p', 'q', 'q', 'r', undefined],
  })
  const result = (await measure.call(pool, {}, createContext())) as Record<string, unknown>
  assert.equal(result.value, 0.5)
  assert.deepEqual(result.detail, { questions: 2, skipped: 1 })
})

test('without two answers to a question there is no value', async () => {
  const pool = createPool({ text: ['a', 'b'], group: ['p', 'q'] })
  assert.deepEqual(await measure.call(pool, {}, createContext()), {
    value: null,
    reason: 'no question has two answers',
    n: 2,
  })
})
