import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GamutError } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { measure } from './measure.ts'

const nouns = ['river', 'engine', 'violin', 'desert', 'market', 'signal', 'garden', 'theorem']
const verbs = ['sings about', 'repairs', 'forgets', 'measures', 'paints', 'questions', 'borrows', 'explains']

/** Six prompts of six answers; the answers of `p3` are all the same. */
function answers() {
  const text: string[] = []
  const prompt: string[] = []
  for (let p = 0; p < 6; p++) {
    for (let a = 0; a < 6; a++) {
      prompt.push(`p${p}`)
      text.push(
        p === 3
          ? 'As a model I would say it depends.'
          : `The ${nouns[(p + a) % 8]} ${verbs[(a * 3 + p) % 8]} a ${nouns[(a * 5 + 1) % 8]}.`,
      )
    }
  }
  return createPool({ text, columns: { prompt: { kind: 'string', values: prompt } } })
}

test('the prompt that is always answered alike is the worst of its measures', async () => {
  const { by } = await measure(answers(), { only: ['vendi', 'mean-similarity'], by: 'prompt' })
  assert.equal(by!.groups, 6)
  assert.equal(by!.measured, 6)
  for (const summary of by!.summary) assert.equal(summary.worst[0].group, 'p3')
  const row = by!.rows.find(({ group }) => group === 'p3')!
  assert.ok(Math.abs(row.values.vendi! - 1) < 1e-4)
})

test('the mean over groups lies in its interval', async () => {
  const { by } = await measure(answers(), { only: ['vendi'], by: 'prompt' })
  const { mean, interval } = by!.summary[0]
  assert.ok(interval![0] < mean! && mean! < interval![1])
})

test('groups of one item are counted and not measured', async () => {
  const pool = createPool({
    text: ['a b', 'a c', 'd e'],
    columns: { k: { kind: 'string', values: ['x', 'x', 'y'] } },
  })
  const { by } = await measure(pool, { only: ['vendi'], by: 'k' })
  assert.equal(by!.groups, 2)
  assert.equal(by!.measured, 1)
})

test('numbers can be groups, and missing labels belong to none', async () => {
  const pool = createPool({
    text: ['a b', 'a c', 'd e', 'f g', 'h i'],
    columns: { k: { kind: 'number', values: Float64Array.of(1, 1, 2, 2, Number.NaN) } },
  })
  const { by } = await measure(pool, { only: ['vendi'], by: 'k' })
  assert.deepEqual(
    by!.rows.map(({ group, size }) => [group, size]),
    [
      ['1', 2],
      ['2', 2],
    ],
  )
})

test('a missing column and a column without repeats are refused', async () => {
  const coded = (code: string) => (error: unknown) => error instanceof GamutError && error.code === code
  await assert.rejects(measure(answers(), { only: ['vendi'], by: 'promt' }), coded('missing-column'))
  const distinct = createPool({ text: ['a', 'b'], columns: { k: { kind: 'string', values: ['x', 'y'] } } })
  await assert.rejects(measure(distinct, { only: ['length'], by: 'k' }), coded('no-groups'))
})
