import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bleu, closestLength } from './bleu.ts'

test('a text that a reference repeats scores 1', () => {
  assert.equal(bleu('the cat sat on it', ['the cat sat on it', 'other']), 1)
})

test('matches are clipped at the largest count in one reference', () => {
  // Papineni et al. 2002: 2 of 7 words, as "the" occurs twice in the first reference.
  const references = ['the cat is on the mat', 'there is a cat on the mat']
  assert.ok(Math.abs(bleu('the the the the the the the', references, 1) - 2 / 7) < 1e-12)
})

test('a zero match count becomes 0.1, but without a common word the score is 0', () => {
  // Unigrams 1/2, bigrams 0.1/1.
  assert.ok(Math.abs(bleu('a b', ['a c'], 2) - Math.sqrt(0.5 * 0.1)) < 1e-12)
  assert.equal(bleu('a b', ['c d'], 2), 0)
  assert.equal(bleu('', ['a'], 2), 0)
})

test('denominators are at least 1', () => {
  assert.ok(Math.abs(bleu('a', ['a'], 2) - Math.sqrt(0.1)) < 1e-12)
})

test('a text shorter than the closest reference is punished', () => {
  assert.ok(Math.abs(bleu('a b', ['a b c'], 1) - Math.exp(1 - 3 / 2)) < 1e-12)
  assert.equal(bleu('a b', ['a b c', 'x y'], 1), 1)
})

test('of two equally close lengths the shorter counts', () => {
  assert.equal(closestLength(4, [6, 2]), 2)
  assert.equal(closestLength(4, [2, 6, 5]), 5)
})

test('without references there is no score', () => {
  assert.ok(Number.isNaN(bleu('a', [])))
})
