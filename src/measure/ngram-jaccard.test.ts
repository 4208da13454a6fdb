import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { ngramJaccard } from './ngram-jaccard.ts'

const docs = ['the cat sat on the mat', 'the dog sat on the log', 'a bird flew over the mat']

test('three known sentences, words and pairs of words', () => {
  assert.ok(Math.abs(ngramJaccard(docs, 1) - 0.250265) < 5e-7)
  assert.ok(Math.abs(ngramJaccard(docs, 2) - 0.12037) < 5e-7)
})

test('identical texts overlap wholly, texts without a common word not at all', () => {
  assert.equal(ngramJaccard(['a b', 'a b', 'a b'], 1), 1)
  assert.equal(ngramJaccard(['a b', 'c d'], 1), 0)
})

test('it is the mean of |A ∩ B| / |A ∪ B| over all pairs', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(words, { minLength: 2, maxLength: 7 }), (lists) => {
      const sets = lists.map((list) => new Set(list))
      let sum = 0
      let pairs = 0
      for (let i = 0; i < sets.length; i++) {
        for (let j = 0; j < i; j++) {
          sum += sets[i].intersection(sets[j]).size / sets[i].union(sets[j]).size
          pairs++
        }
      }
      const value = ngramJaccard(
        lists.map((list) => list.join(' ')),
        1,
      )
      assert.ok(Math.abs(value - sum / pairs) < 1e-12)
    }),
  )
})

test('texts without an n-gram are left out, and the measure says so', async () => {
  const result = await measure.call(createPool({ text: ['a b', 'a b', 'a'] }), { n: 2 }, createContext())
  assert.deepEqual(result, {
    value: 1,
    n: 3,
    warning: '1 of 3 texts have fewer than 2 tokens and are left out.',
  })
})

test('fewer than two texts with n-grams have no value', async () => {
  assert.ok(Number.isNaN(ngramJaccard(['a b c', ''], 2)))
  const { reason } = (await measure.call(createPool({ text: ['a', ''] }), {}, createContext())) as {
    reason: string
  }
  assert.equal(reason, 'fewer than two items can be compared')
})

test('cancelling stops it', async () => {
  const signal = AbortSignal.abort(new Error('stopped'))
  await assert.rejects(
    async () => measure.call(createPool({ text: docs }), {}, createContext({ signal })),
    /stopped/,
  )
})
