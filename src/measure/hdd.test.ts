import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, GamutError } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { hdd } from './hdd.ts'
import { typeTokenRatio } from './type-token-ratio.ts'

const text = 'the cat sat on the mat the dog sat on the log a bird flew over the mat'

test('three known sentences, ten tokens drawn', () => {
  assert.ok(Math.abs(hdd(text, 10) - 0.733333) < 5e-7)
})

test('drawing everything gives the type-token ratio', () => {
  assert.ok(Math.abs(hdd(text) - 11 / 18) < 1e-12)
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), (tokens) => {
      assert.ok(Math.abs(hdd(tokens, tokens.length) - typeTokenRatio(tokens)) < 1e-12)
    }),
  )
})

test('it is the mean type-token ratio over all draws', () => {
  const tokens = ['a', 'a', 'b', 'c', 'c', 'c']
  let sum = 0
  let draws = 0
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < i; j++) {
      for (let k = 0; k < j; k++) {
        sum += new Set([tokens[i], tokens[j], tokens[k]]).size / 3
        draws++
      }
    }
  }
  assert.ok(Math.abs(hdd(tokens, 3) - sum / draws) < 1e-12)
})

test('copies of a long text hardly change it', () => {
  const long = Array.from({ length: 500 }, (_, i) => `w${(i * i) % 97}`)
  assert.ok(Math.abs(hdd(long) - hdd([...long, ...long, ...long])) < 0.02)
})

test('no tokens, no value; no draws are refused', () => {
  assert.ok(Number.isNaN(hdd('')))
  assert.throws(() => hdd(text, 0), GamutError)
})

test('the measure says when there are fewer tokens than draws', async () => {
  const result = await measure.call(createPool({ text: ['a b', 'a'] }), {}, createContext())
  assert.match(JSON.stringify(result), /only 3 tokens, fewer than 42: it is the type-token ratio/)
})
