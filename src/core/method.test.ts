import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { createContext } from './context.ts'
import { GamutError } from './errors.ts'
import { defineMethod } from './method.ts'
import type { Pool } from './pool.ts'

const pool: Pool = { size: 2, ids: ['1', '2'], text: ['a', 'bb'], column: () => undefined, take: () => pool }

const longest = defineMethod({
  name: 'longest',
  room: 'measure',
  title: 'Longest text',
  summary: 'the length of the longest text',
  input: 'pool',
  needs: ['text'],
  params: z.strictObject({ factor: z.number().positive().default(1) }),
  result: z.number(),
  run: ({ text }, { factor }) => factor * Math.max(...text.map((item) => item.length)),
})

const coded = (code: string, pattern: RegExp) => (error: unknown) =>
  error instanceof GamutError && error.code === code && pattern.test(error.message)

test('a method runs on a pool with its default parameters', async () => {
  assert.equal(await longest.call(pool, {}, createContext()), 2)
  assert.equal(await longest.call(pool, { factor: 3 }, createContext()), 6)
})

test('a parameter out of range is named in one sentence', async () => {
  await assert.rejects(
    longest.call(pool, { factor: -1 }, createContext()),
    coded('bad-parameter', /longest: parameter `factor`/),
  )
})

test('an unknown parameter is named, with the known ones', async () => {
  await assert.rejects(
    longest.call(pool, { scale: 2 }, createContext()),
    coded('bad-parameter', /`scale`.*factor/s),
  )
})

test('a part that the pool lacks is named, with what to do', async () => {
  const vectors: Pool = { ...pool, text: undefined }
  await assert.rejects(
    longest.call(vectors, {}, createContext()),
    coded('missing-part', /longest needs text.*--text COLUMN/),
  )
})

test('a method over another input checks it against its schema', async () => {
  const total = defineMethod({
    name: 'total',
    room: 'frontier',
    title: 'Total',
    summary: 'the sum',
    input: z.object({ values: z.array(z.number()) }),
    params: z.object({}),
    result: z.number(),
    run: ({ values }) => values.reduce((sum, value) => sum + value, 0),
  })
  assert.equal(await total.call({ values: [1, 2] }, {}, createContext()), 3)
  await assert.rejects(total.call({ values: ['x'] }, {}, createContext()), coded('bad-input', /values\.0/))
})

test('a seed that is no finite number is refused', () => {
  assert.throws(() => createContext({ seed: Number.NaN }), coded('bad-seed', /finite/))
})

test('streams of one name agree and streams of two names do not', () => {
  const context = createContext({ seed: 7 })
  const again = createContext({ seed: 7 })
  assert.equal(context.random('a').uniform(), again.random('a').uniform())
  assert.notEqual(context.random('a').uniform(), context.random('b').uniform())
})
