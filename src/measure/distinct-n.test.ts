import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { distinctN } from './distinct-n.ts'

const docs = ['the cat sat on the mat', 'the dog sat on the log', 'a bird flew over the mat']

test('three known sentences: 11 of 18 words and 12 of 15 pairs are different', () => {
  assert.ok(Math.abs(distinctN(docs, 1) - 0.611111) < 5e-7)
  assert.equal(distinctN(docs, 1), 11 / 18)
  assert.equal(distinctN(docs, 2), 0.8)
  assert.equal(distinctN(docs), distinctN(docs, 2))
})

test('all different tokens give 1', () => {
  assert.equal(distinctN(['one two', 'three four five'], 1), 1)
})

test('every further copy of the texts divides it', () => {
  assert.equal(distinctN([...docs, ...docs], 2), distinctN(docs, 2) / 2)
})

test('texts too short for an n-gram have no value, and the measure says why', async () => {
  assert.ok(Number.isNaN(distinctN(['a', 'b'], 2)))
  const result = await measure.call(createPool({ text: ['a', ''] }), { n: 2 }, createContext())
  assert.deepEqual(result, { value: null, reason: 'no text has 2 or more tokens', n: 2 })
})

test('the measure counts on the pool and warns of its length', async () => {
  const result = await measure.call(createPool({ text: docs }), { n: 1 }, createContext())
  assert.deepEqual(result, {
    value: 11 / 18,
    n: 3,
    warning:
      'It falls as a pool grows: compare pools of equally many tokens, or use expectation-adjusted-distinct.',
    detail: { distinct: 11, total: 18 },
  })
})
