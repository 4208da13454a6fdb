import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, GamutError, randomStream } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { distinctN } from './distinct-n.ts'
import measure, { expectationAdjustedDistinct } from './expectation-adjusted-distinct.ts'

const docs = ['the cat sat on the mat', 'the dog sat on the log', 'a bird flew over the mat']

test('three known sentences, vocabularies of 1,000 and 50', () => {
  assert.ok(Math.abs(expectationAdjustedDistinct(docs, { vocabulary: 1000 }) - 0.616322) < 5e-7)
  assert.ok(Math.abs(expectationAdjustedDistinct(docs, { vocabulary: 50 }) - 0.721632) < 5e-7)
})

test('it tends to distinct-n as the vocabulary grows', () => {
  fc.assert(
    fc.property(fc.array(fc.lorem({ maxCount: 8 }), { minLength: 1 }), (texts) => {
      const limit = distinctN(texts, 1)
      assert.ok(Math.abs(expectationAdjustedDistinct(texts, { vocabulary: 1e12 }) - limit) < 1e-9)
      assert.equal(expectationAdjustedDistinct(texts, { vocabulary: Number.POSITIVE_INFINITY }), limit)
      assert.ok(expectationAdjustedDistinct(texts, { vocabulary: 500 }) >= limit)
    }),
  )
})

test('uniform draws from the vocabulary score about 1 at any length', () => {
  const random = randomStream(1, 'words')
  const texts = Array.from({ length: 3000 }, () => `w${random.integer(1009)}`)
  for (const length of [300, 3000]) {
    const value = expectationAdjustedDistinct(texts.slice(0, length), { vocabulary: 1009 })
    assert.ok(Math.abs(value - 1) < 0.03, `${value}`)
  }
})

test('a vocabulary of one token is all used; none at all is refused', () => {
  assert.equal(expectationAdjustedDistinct(['a a a'], { vocabulary: 1 }), 1)
  for (const vocabulary of [0, -5, Number.NaN]) {
    assert.throws(
      () => expectationAdjustedDistinct(docs, { vocabulary }),
      (error) => error instanceof GamutError && error.code === 'bad-parameter',
    )
  }
})

test('the measure warns when the pool has more n-grams than the assumed vocabulary', async () => {
  const result = await measure.call(createPool({ text: docs }), { vocabulary: 5 }, createContext())
  assert.match(JSON.stringify(result), /11 different n-grams, more than the assumed 5/)
})
