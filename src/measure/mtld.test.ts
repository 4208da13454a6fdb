import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { mtld } from './mtld.ts'

const text = 'the cat sat on the mat the dog sat on the log a bird flew over the mat'

/** The definition, word for word. */
function factors(tokens: readonly string[], threshold: number): number {
  let complete = 0
  let running: string[] = []
  for (const token of tokens) {
    running.push(token)
    if (new Set(running).size / running.length <= threshold) {
      complete++
      running = []
    }
  }
  if (running.length === 0) return complete
  return complete + (1 - new Set(running).size / running.length) / (1 - threshold)
}

test('three known sentences, one after another', () => {
  assert.ok(Math.abs(mtld(text) - 15.794118) < 5e-7)
  assert.equal(mtld(text), mtld(text.split(' ')))
})

test('it follows the definition, forward and backward', () => {
  const tokens = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(tokens, fc.double({ min: 0.1, max: 0.95, noNaN: true }), (list, threshold) => {
      const mean =
        (list.length / factors(list, threshold) + list.length / factors(list.toReversed(), threshold)) / 2
      const value = mtld(list, threshold)
      if (Number.isFinite(mean)) assert.ok(Math.abs(value - mean) <= 1e-9 * mean)
      else assert.equal(value, mean)
    }),
  )
})

test('one word said again and again has factors of two tokens', () => {
  assert.equal(mtld('so so so so so so'), 2)
})

test('all different tokens never end a factor: the measure has no value and says so', async () => {
  assert.equal(mtld('one two three'), Number.POSITIVE_INFINITY)
  const result = await measure.call(createPool({ text: ['one two', 'three'] }), {}, createContext())
  assert.deepEqual(result, {
    value: null,
    reason: 'no token occurs twice, so there is no end to the first factor',
    n: 2,
  })
})

test('without tokens there is nothing', async () => {
  assert.ok(Number.isNaN(mtld('')))
  const result = await measure.call(createPool({ text: ['', '?'] }), {}, createContext())
  assert.deepEqual(result, { value: null, reason: 'no text has a token', n: 2 })
})
