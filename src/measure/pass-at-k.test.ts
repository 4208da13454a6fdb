import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, GamutError } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { passAtK } from './pass-at-k.ts'

test('known values', () => {
  assert.ok(Math.abs(passAtK(10, 3, 4) - 0.833333) < 5e-7)
  assert.equal(passAtK(10, 0, 4), 0)
  assert.equal(passAtK(10, 7, 4), 1)
  assert.equal(passAtK(2, 1, 5), 1)
  assert.equal(passAtK(2, 0, 5), 0)
})

test('it is 1 - C(n - c, k) / C(n, k)', () => {
  const choose = (n: number, k: number) => {
    let value = 1
    for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i
    return n < k ? 0 : value
  }
  const counts = fc
    .integer({ min: 1, max: 40 })
    .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 1, max: n })))
  fc.assert(
    fc.property(counts, ([n, c, k]) => {
      assert.ok(Math.abs(passAtK(n, c, k) - (1 - choose(n - c, k) / choose(n, k))) < 1e-9)
      assert.ok(Math.abs(passAtK(n, c, 1) - c / n) < 1e-12)
    }),
  )
})

test('it stays exact where binomials overflow', () => {
  assert.ok(Math.abs(passAtK(100_000, 1, 1000) - 0.01) < 1e-9)
})

test('impossible counts are refused', () => {
  for (const [n, c, k] of [
    [3, 4, 1],
    [3, -1, 1],
    [3, 1, 0],
    [3, 1.5, 1],
  ]) {
    assert.throws(
      () => passAtK(n, c, k),
      (error) => error instanceof GamutError && error.code === 'bad-count',
    )
  }
})

test('the measure is the mean over tasks, with its interval over tasks and its growth with k', async () => {
  const pool = createPool({
    group: ['a', 'a', 'b', 'b', 'c', undefined, 'c', 'c'],
    quality: [1, 0, 0, 0, 1, 1, 1, Number.NaN],
  })
  const result = (await measure.call(pool, {}, createContext())) as Record<string, unknown>
  assert.equal(result.value, 0.5)
  assert.equal(result.n, 8)
  assert.deepEqual(result.detail, { tasks: 3, fewestAnswers: 2, passAt: { 1: 0.5, 2: 2 / 3 } })
  const wider = (await measure.call(pool, { k: 3 }, createContext())) as Record<string, unknown>
  assert.match(String(wider.warning), /3 of 3 tasks have fewer than 3 answers/)
})

test('the threshold says which quality solves a task', async () => {
  const pool = createPool({ group: ['a', 'a'], quality: [0.8, 0.2] })
  const value = async (threshold: number) =>
    ((await measure.call(pool, { threshold }, createContext())) as { value: number }).value
  assert.deepEqual([await value(1), await value(0.5), await value(0)], [0, 0.5, 1])
})

test('without a judged answer there is no value', async () => {
  const pool = createPool({ group: ['a'], quality: [Number.NaN] })
  assert.deepEqual(await measure.call(pool, {}, createContext()), {
    value: null,
    reason: 'no task has an answer with a quality',
    n: 1,
  })
})
