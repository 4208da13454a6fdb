import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { importanceWeights } from './importance-weight.ts'

const recipes = ['stir the soup and add salt', 'bake the bread with salt', 'add butter to the soup']
const news = ['the minister resigned today', 'shares fell today', 'the election was held']

test('texts like the target weigh more', () => {
  const weights = importanceWeights([...recipes, ...news], ['add salt to the bread', 'stir the butter'])
  const lightest = Math.min(...weights.subarray(0, 3))
  const heaviest = Math.max(...weights.subarray(3))
  assert.ok(lightest > heaviest)
})

test('a target like the rest weighs nothing', () => {
  for (const weight of importanceWeights(news, news)) assert.ok(Math.abs(weight) < 1e-12)
})

test('with as many buckets as words it is the mean log ratio of smoothed frequencies', () => {
  // One bucket: everything has the same frequency in both sets.
  for (const weight of importanceWeights(news, recipes, { buckets: 1 })) assert.ok(Math.abs(weight) < 1e-12)
})

test('the measure tells target from rest by a column, in any order of rows', async () => {
  const text = [...recipes, ...news, 'add salt to the soup', '']
  const set = [...new Array<string>(6).fill('raw'), 'target', 'raw']
  const poolOf = (order: number[]) =>
    createPool({
      text: order.map((i) => text[i]),
      columns: { set: { kind: 'string', values: order.map((i) => set[i]) } },
    })
  const items = await measure.items(poolOf([0, 1, 2, 3, 4, 5, 6, 7]), {}, createContext())
  assert.ok(Number.isNaN(items[6]) && Number.isNaN(items[7]))
  assert.ok(items[0] > items[3])
  const reversed = await measure.items(poolOf([7, 6, 5, 4, 3, 2, 1, 0]), {}, createContext())
  items.forEach((weight, i) => {
    assert.ok(
      Number.isNaN(weight) ? Number.isNaN(reversed[7 - i]) : Math.abs(weight - reversed[7 - i]) < 1e-12,
    )
  })
})
