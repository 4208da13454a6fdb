import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { tokenEntropy } from './token-entropy.ts'

test('equally frequent tokens have the logarithm of their number, in bits', () => {
  assert.equal(tokenEntropy(['a b', 'c d']), 2)
  assert.equal(tokenEntropy(['a a a']), 0)
})

test('it is -Σ p log₂ p, and copies of the pool do not change it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), (tokens) => {
      const counts = Map.groupBy(tokens, (token) => token)
      let entropy = 0
      for (const { length } of counts.values()) {
        entropy -= (length / tokens.length) * Math.log2(length / tokens.length)
      }
      const text = tokens.join(' ')
      assert.ok(Math.abs(tokenEntropy([text]) - entropy) < 1e-9)
      assert.ok(Math.abs(tokenEntropy([text, text]) - entropy) < 1e-9)
    }),
  )
})

test('the measure gives the effective number of tokens beside it', async () => {
  const result = await measure.call(createPool({ text: ['a b', 'c d'] }), {}, createContext())
  assert.deepEqual(result, {
    value: 2,
    n: 2,
    warning: 'It grows with the pool: compare pools of equally many tokens.',
    detail: { effectiveNumber: 4 },
  })
})
