import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { ngramFrequency } from './ngram-frequency.ts'

test('each item gets the mean count of its n-grams in the whole pool', () => {
  // Pairs: a b (2), b c (1) | a b (2) | none.
  assert.deepEqual([...ngramFrequency(['a b c', 'a b', 'a'], 2)], [1.5, 2, Number.NaN])
  assert.deepEqual([...ngramFrequency(['a b', 'c'], 1)], [1, 1])
})

test('the measure is the mean over items that have n-grams', async () => {
  const result = await measure.call(createPool({ text: ['a b c', 'a b', 'a'] }), {}, createContext())
  assert.deepEqual(result, {
    value: 1.75,
    n: 3,
    warning: 'It rises with the number of texts: compare pools of equal size.',
  })
})

test('it cannot run in blocks, whose counts are not those of the pool', () => {
  assert.equal(measure.stream, undefined)
})

test('its items are at hand', async () => {
  const pool = createPool({ text: ['a b c', 'a b', 'a'] })
  assert.deepEqual([...(await measure.items(pool, { n: 1 }, createContext()))], [2, 2.5, 3])
  await assert.rejects(
    measure.items(createPool({ ids: ['x'] }), {}, createContext()),
    /ngram-frequency needs text/,
  )
})
