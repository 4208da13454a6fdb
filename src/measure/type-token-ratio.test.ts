import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, GamutError } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { typeTokenRatio } from './type-token-ratio.ts'

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 })

test('it is the different tokens over all tokens', () => {
  const text = 'the cat sat on the mat the dog sat on the log a bird flew over the mat'
  assert.ok(Math.abs(typeTokenRatio(text) - 0.611111) < 5e-7)
  assert.equal(typeTokenRatio(text.split(' ')), 11 / 18)
})

test('with a window it is the mean over all windows', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (tokens, window) => {
      const width = Math.min(window, tokens.length)
      let sum = 0
      for (let i = 0; i + width <= tokens.length; i++) sum += new Set(tokens.slice(i, i + width)).size / width
      const expected = sum / (tokens.length - width + 1)
      assert.ok(Math.abs(typeTokenRatio(tokens, window) - expected) < 1e-12)
    }),
  )
})

test('no tokens, no ratio; a window of no tokens is refused', () => {
  assert.ok(Number.isNaN(typeTokenRatio('')))
  assert.throws(() => typeTokenRatio('a', 0), GamutError)
})

test('the measure warns of length unless a window makes up for it', async () => {
  const pool = createPool({ text: ['a b a c', 'd a b'] })
  const run = async (params: Record<string, unknown>) =>
    JSON.stringify(await measure.call(pool, params, createContext()))
  assert.match(await run({}), /It falls as a pool grows/)
  assert.doesNotMatch(await run({ window: 3 }), /warning/)
  assert.match(await run({ window: 50 }), /only 7 tokens, fewer than one window of 50/)
})
