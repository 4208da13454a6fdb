import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { compressedLength } from './compressed-length.ts'

test('what repeats hardly adds to it', () => {
  const text = 'colourless green ideas sleep furiously. '
  assert.ok(compressedLength(text.repeat(50)) < 2 * compressedLength(text))
  assert.ok(compressedLength('colourless green ideas') > compressedLength('aaaaaaaaaaaaaaaaaaaaaa'))
})

test('nothing is left of nothing', () => {
  assert.equal(compressedLength(''), 0)
})

test('the measure is the mean over items, and stops when cancelled', async () => {
  const pool = createPool({ text: ['', 'one two three'] })
  const result = (await measure.call(pool, {}, createContext())) as { value: number }
  assert.equal(result.value, compressedLength('one two three') / 2)
  const signal = AbortSignal.abort(new Error('stopped'))
  await assert.rejects(async () => measure.call(pool, {}, createContext({ signal })), /stopped/)
})
