import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, GamutError } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { bleu } from './bleu.ts'
import referenceBleu from './reference-bleu.ts'
import referenceRougeL from './reference-rouge-l.ts'

const text = ['the cat sat on the mat', 'a dog', 'anything']
const reference = { kind: 'string', values: ['the cat is on the mat', 'two birds', undefined] } as const
const pool = createPool({ text, columns: { reference } })

test('BLEU of each item with its reference', async () => {
  const items = await referenceBleu.items(pool, { n: 2 }, createContext())
  assert.deepEqual([...items], [bleu(text[0], ['the cat is on the mat'], 2), 0, Number.NaN])
})

test('ROUGE-L of each item with its reference', async () => {
  const items = await referenceRougeL.items(pool, {}, createContext())
  assert.deepEqual([...items], [10 / 12, 0, Number.NaN])
})

test('both name a missing column', async () => {
  for (const measure of [referenceBleu, referenceRougeL]) {
    await assert.rejects(
      async () => measure.call(createPool({ text }), {}, createContext()),
      (error) =>
        error instanceof GamutError && error.code === 'missing-column' && /reference/.test(error.message),
    )
  }
})
