import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { sentenceCount } from './sentences.ts'

test('end marks before a space and line breaks end sentences', () => {
  assert.equal(sentenceCount('One. Two! Three? Four'), 4)
  assert.equal(sentenceCount('He said “go.” She went.'), 2)
  assert.equal(sentenceCount('a list\n- of\n\n- lines'), 3)
  assert.equal(sentenceCount('Wait... what?! Yes.'), 3)
})

test('marks inside numbers and names do not', () => {
  assert.equal(sentenceCount('Pi is 3.14 at example.com and so on.'), 1)
})

test('marks of scripts without spaces end a sentence wherever they stand', () => {
  assert.equal(sentenceCount('我爱猫。你呢？我也是！'), 3)
})

test('what holds no letter or digit is no sentence', () => {
  assert.equal(sentenceCount(''), 0)
  assert.equal(sentenceCount('... !!! \n 😀'), 0)
})

test('a long run of full stops takes no time', () => {
  assert.equal(sentenceCount(`${'.'.repeat(1_000_000)}x`), 1)
})

test('the measure counts them for each item', async () => {
  const pool = createPool({ text: ['One. Two.', ''] })
  assert.deepEqual([...(await measure.items(pool, {}, createContext()))], [2, 0])
})
