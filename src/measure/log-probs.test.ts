import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Column, createContext, GamutError } from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import ifdMeasure, { ifd } from './ifd.ts'
import { meanLogProbs } from './log-probs.ts'
import perplexityMeasure, { perplexity } from './perplexity.ts'

const half = Math.log(0.5)
const means = (column: Column) => [
  ...meanLogProbs(createPool({ columns: { logprobs: column } }), 'm', 'column', 'logprobs'),
]

test('log-probabilities come as lists, vectors, texts of lists or means', () => {
  assert.deepEqual(means({ kind: 'list', values: [['-1', '-3'], []] }), [-2, Number.NaN])
  assert.deepEqual(means({ kind: 'string', values: ['[-1, -3]', undefined, '-1 -2'] }), [
    -2,
    Number.NaN,
    -1.5,
  ])
  assert.deepEqual(means({ kind: 'number', values: Float64Array.from([-2, Number.NaN]) }), [-2, Number.NaN])
  assert.deepEqual(
    means({
      kind: 'vector',
      values: matrix([
        [-1, -3],
        [0, -4],
      ]),
    }),
    [-2, -2],
  )
})

test('a positive number or a word is no log-probability, and the item is named', () => {
  const values: Column[] = [
    { kind: 'list', values: [['-1'], ['-1', '0.5']] },
    { kind: 'string', values: ['-1', '-1 x'] },
    { kind: 'number', values: Float64Array.from([-1, 2]) },
  ]
  for (const column of values) {
    assert.throws(
      () => means(column),
      (error) =>
        error instanceof GamutError && error.code === 'bad-log-probability' && /Item 2 /.test(error.message),
    )
  }
})

test('perplexity is exp of the mean negative log-probability', async () => {
  assert.ok(Math.abs(perplexity([half, half, half]) - 2) < 1e-12)
  assert.equal(perplexity([0, 0]), 1)
  assert.ok(Number.isNaN(perplexity([])))
  const pool = createPool({ columns: { logprobs: { kind: 'list', values: [[`${half}`], ['0'], []] } } })
  const items = await perplexityMeasure.items(pool, {}, createContext())
  assert.ok(Math.abs(items[0] - 2) < 1e-12)
  assert.deepEqual([...items.subarray(1)], [1, Number.NaN])
})

test('difficulty is the ratio of perplexities with and without the prompt, 1 when they are equal', async () => {
  assert.equal(ifd([-1, -2], [-1, -2]), 1)
  assert.ok(Math.abs(ifd([half], [2 * half]) - 0.5) < 1e-12)
  const pool = createPool({
    columns: {
      logprobs: { kind: 'list', values: [['-1', '-2'], [`${half}`]] },
      logprobs_alone: { kind: 'list', values: [['-1', '-2'], [`${2 * half}`]] },
    },
  })
  const items = await ifdMeasure.items(pool, {}, createContext())
  assert.equal(items[0], 1)
  assert.ok(Math.abs(items[1] - 0.5) < 1e-12)
})

test('missing columns are named', async () => {
  const pool = createPool({ ids: ['1'] })
  await assert.rejects(async () => perplexityMeasure.call(pool, {}, createContext()), /no column `logprobs`/)
  await assert.rejects(
    async () => ifdMeasure.call(pool, {}, createContext()),
    /no column `logprobs`.*conditional=/,
  )
})
