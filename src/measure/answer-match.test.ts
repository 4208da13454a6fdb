import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { answerMatches } from './answer-match.ts'

test('the same words match, and numbers of one value do', () => {
  assert.ok(answerMatches('Paris.', 'paris'))
  assert.ok(answerMatches('1,000', '1000.0'))
  assert.ok(answerMatches('1/2', '0.5'))
  assert.ok(!answerMatches('It is 12', '12'))
  assert.ok(!answerMatches('Paris', 'London'))
})

test('exact takes no number for another, numeric takes the last one', () => {
  assert.ok(!answerMatches('1,000', '1000', 'exact'))
  assert.ok(answerMatches('So the total is 12.', '#### 12', 'numeric'))
  assert.ok(!answerMatches('none', 'none', 'numeric'))
})

test('the tolerance is relative', () => {
  assert.ok(answerMatches('3.1416', '3.14159265', 'auto', 1e-4))
  assert.ok(!answerMatches('3.1416', '3.14159265'))
  assert.ok(answerMatches('0', '0.0'))
})

test('no answer is wrong, no reference does not count', async () => {
  const pool = createPool({
    columns: {
      answer: { kind: 'string', values: ['4', undefined, '5', '6'] },
      reference: { kind: 'number', values: Float64Array.from([4, 4, 4, Number.NaN]) },
    },
  })
  assert.deepEqual([...(await measure.items(pool, {}, createContext()))], [1, 0, 0, Number.NaN])
})

test('texts are the answers where there is no such column', async () => {
  const pool = createPool({ text: ['yes'], columns: { reference: { kind: 'string', values: ['Yes'] } } })
  assert.deepEqual([...(await measure.items(pool, {}, createContext()))], [1])
})
