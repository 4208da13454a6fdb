import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { distinctN } from './distinct-n.ts'
import measure, { ngramDiversity } from './ngram-diversity.ts'

const docs = ['the cat sat on the mat', 'the dog sat on the log', 'a bird flew over the mat']

test('it is the mean of distinct-1 to distinct-n', () => {
  const mean = [1, 2, 3, 4].reduce((sum, n) => sum + distinctN(docs, n), 0) / 4
  assert.ok(Math.abs(ngramDiversity(docs) - mean) < 1e-12)
  assert.equal(ngramDiversity(docs, 1), distinctN(docs, 1))
})

test('without a text of n tokens it has no value', async () => {
  const result = await measure.call(createPool({ text: ['a b c', 'a'] }), {}, createContext())
  assert.deepEqual(result, { value: null, reason: 'no text has 4 or more tokens', n: 2 })
})
