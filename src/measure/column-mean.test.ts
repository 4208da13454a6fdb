import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, GamutError } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure from './column-mean.ts'

const pool = createPool({
  columns: {
    reward: { kind: 'number', values: Float64Array.from([1, Number.NaN, 3]) },
    score: { kind: 'string', values: ['1', '2', '3'] },
  },
})

test('it is the mean of the numbers that are there', async () => {
  const result = (await measure.call(pool, { column: 'reward' }, createContext())) as {
    value: number
    n: number
  }
  assert.equal(result.value, 2)
  assert.equal(result.n, 3)
})

test('a column of texts is refused', async () => {
  await assert.rejects(
    async () => measure.call(pool, {}, createContext()),
    (error) => error instanceof GamutError && error.code === 'missing-column',
  )
})

test('read in blocks, a missing column shows before the first block', async () => {
  await assert.rejects(
    async () => measure.stream!({ column: 'nope' }, pool, createContext()),
    /no column `nope`/,
  )
})
