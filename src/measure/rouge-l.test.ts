import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { pairwiseRougeL, rougeL } from './rouge-l.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 })
  .map((words) => words.join(' '))

test('it is twice the common subsequence over both lengths', () => {
  // After the examples of Lin 2004, section 3.1.
  assert.equal(rougeL('police killed the gunman', 'police kill the gunman'), 6 / 8)
  assert.equal(rougeL('police killed the gunman', 'the gunman kill police'), 4 / 8)
  assert.equal(rougeL('a b', 'c'), 0)
  assert.ok(Number.isNaN(rougeL('', '')))
})

test('it is symmetric, and 1 for equal texts', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(rougeL(a, b), rougeL(b, a))
      assert.equal(rougeL(a, a), 1)
    }),
  )
})

test('the pairwise mean is that of all pairs', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (texts) => {
      let sum = 0
      let pairs = 0
      for (let i = 0; i < texts.length; i++) {
        for (let j = 0; j < i; j++) {
          sum += rougeL(texts[i], texts[j])
          pairs++
        }
      }
      assert.ok(Math.abs(pairwiseRougeL(texts) - sum / pairs) < 1e-12)
    }),
  )
})

test('long texts are cut at the stated length, and the measure says how many', async () => {
  const long = (word: string) => `${'a '.repeat(10)}${word}`
  assert.equal(pairwiseRougeL([long('x'), long('y')], { maxTokens: 10 }), 1)
  assert.equal(rougeL(long('x'), long('y'), { maxTokens: 10 }), 1)
  assert.equal(rougeL(long('x'), long('y')), 20 / 22)
  const pool = createPool({ text: [long('x'), long('y'), 'a'] })
  const result = await measure.call(pool, { maxTokens: 10 }, createContext())
  assert.match(
    JSON.stringify(result),
    /2 of 3 texts are longer than 10 tokens and were compared by their first 10\./,
  )
})

test('texts without tokens are left out', () => {
  assert.equal(pairwiseRougeL(['a b', '', 'a b', '?']), 1)
  assert.ok(Number.isNaN(pairwiseRougeL(['a b', ''])))
})
