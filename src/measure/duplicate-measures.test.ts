import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, GamutError, type Pool } from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { type Measure, measureValue } from './define.ts'
import exactDuplicates from './exact-duplicates.ts'
import nearDuplicateShare from './near-duplicates.ts'
import { poolDuplicates } from './pool-duplicates.ts'
import semanticDuplicates from './semantic-duplicates.ts'

const texts = [
  'How do I reset the password of my account?',
  'how do I reset the password of my account?',
  'How do I reset the password of my account??',
  'What is the capital of the largest country in Africa?',
  '',
]
const pool = createPool({
  ids: ['a', 'b', 'c', 'd', 'e'],
  text: texts,
  vectors: matrix([
    [1, 0],
    [2, 0],
    [1, 0.1],
    [0, 1],
    [-1, 0],
  ]),
})

const measured = async (measure: Measure, of: Pool, params: Record<string, unknown> = {}) =>
  measureValue.parse(await measure.call(of, params, createContext()))

test('each measure is the share of items that could be removed', async () => {
  assert.equal((await measured(exactDuplicates, pool)).value, 1 / 5)
  assert.equal((await measured(exactDuplicates, pool, { normalize: false })).value, 0)
  assert.equal((await measured(nearDuplicateShare, pool)).value, 2 / 5)
  assert.equal((await measured(nearDuplicateShare, pool, { threshold: 1 })).value, 1 / 5)
  assert.equal((await measured(semanticDuplicates, pool)).value, 2 / 5)
  assert.equal((await measured(semanticDuplicates, pool, { threshold: 0.999 })).value, 1 / 5)
})

test('the detail names the largest groups by id and is plain JSON', async () => {
  const { detail, n } = await measured(nearDuplicateShare, pool)
  assert.equal(n, 5)
  assert.deepEqual(JSON.parse(JSON.stringify(detail)), {
    duplicates: 2,
    groups: 1,
    threshold: 0.8,
    exact: true,
    recall: 1,
    largest: [
      {
        representative: 'a',
        size: 3,
        members: [
          { id: 'b', duplicateOf: 'a', similarity: 1 },
          { id: 'c', duplicateOf: 'a', similarity: 38 / 39 },
        ],
      },
    ],
  })
})

test('exact duplicates come out the same in blocks, merged', async () => {
  const context = createContext()
  const stream = await exactDuplicates.stream!({}, pool, context)
  const part = async (...indices: number[]) => stream.add(stream.init(), pool.take(indices))
  const merged = stream.merge(await stream.add(await part(0, 4), pool.take([3])), await part(2, 1))
  const { value, n } = await stream.finish(merged)
  assert.deepEqual({ value, n }, { value: 1 / 5, n: 5 })
  assert.equal((await stream.finish(stream.init())).value, null)
})

test('an empty pool has no value and says why', async () => {
  const nothing = createPool({ text: [], vectors: matrix([], 0, 2) })
  for (const measure of [exactDuplicates, nearDuplicateShare, semanticDuplicates]) {
    const { value, reason } = await measured(measure, nothing)
    assert.equal(value, null)
    assert.ok(reason)
  }
})

test('what the pool has not cannot be compared', async () => {
  const missing = (error: unknown) => error instanceof GamutError && error.code === 'missing-part'
  await assert.rejects(() => measured(semanticDuplicates, createPool({ text: texts })), missing)
  await assert.rejects(
    () => poolDuplicates(createPool({ vectors: matrix([[1]]) }), { method: 'minhash' }, createContext()),
    missing,
  )
})

test('the same question about the same pool is answered once', async () => {
  const context = createContext()
  const first = poolDuplicates(pool, { method: 'minhash', threshold: 0.7 }, context)
  assert.equal(poolDuplicates(pool, { threshold: 0.7, method: 'minhash' }, context), first)
  assert.notEqual(poolDuplicates(pool, { method: 'minhash', threshold: 0.6 }, context), first)
})

test('a stopped search can be asked for again', async () => {
  const fresh = createPool({ text: texts })
  const stopped = createContext({ signal: AbortSignal.abort() })
  await assert.rejects(() => poolDuplicates(fresh, { method: 'minhash' }, stopped), { name: 'AbortError' })
  assert.equal((await poolDuplicates(fresh, { method: 'minhash' }, createContext())).duplicates, 2)
})
