import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { createContext, randomStream } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { compressionRatio } from './compression-ratio.ts'

const random = randomStream(3, 'texts')
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const noise = (length: number) => Array.from({ length }, () => letters[random.integer(36)]).join('')

test('copies compress better and better, random letters hardly at all', () => {
  const texts = Array.from({ length: 50 }, () => noise(100))
  const once = compressionRatio(texts)
  // A letter of 36 holds log₂ 36 = 5.2 of its 8 bits.
  assert.ok(once > 1.3 && once < 8 / Math.log2(36) + 0.05, `${once}`)
  assert.ok(compressionRatio([...texts, ...texts, ...texts]) > 2.5 * once)
  assert.ok(compressionRatio(new Array(50).fill(texts[0])) > 25)
})

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string()),
      fc.constantFrom('deflate' as const, 'zstd' as const),
      (texts, codec) => {
        assert.equal(compressionRatio(texts, { codec }), compressionRatio(texts.toReversed(), { codec }))
      },
    ),
  )
})

test('a large pool is compressed in pieces as well as in one', () => {
  // One random text, shorter than the window of 32 kB, over several pieces.
  const copies = new Array<string>(150).fill(noise(20_000))
  const whole = Buffer.from(copies.join('\n'))
  const ratio = whole.length / deflateRawSync(whole, { level: 9 }).length
  assert.ok(Math.abs(compressionRatio(copies) / ratio - 1) < 0.01)
})

test('zstd sees repeats that lie farther apart than 32 kB', () => {
  const text = noise(100_000)
  const texts = [`a${text}`, `b${text}`]
  assert.ok(compressionRatio(texts) < 1.7)
  assert.ok(compressionRatio(texts, { codec: 'zstd' }) > 2.3)
})

test('a single long text and one of a single letter are no trouble', () => {
  assert.ok(compressionRatio([noise(2_000_000)]) > 1)
  assert.ok(compressionRatio(['a'.repeat(2_000_000)]) > 500)
  assert.ok(compressionRatio(['a']) > 0)
})

test('empty texts have no ratio, and the measure says why', async () => {
  assert.ok(Number.isNaN(compressionRatio([])))
  assert.ok(Number.isNaN(compressionRatio(['', ''])))
  const result = await measure.call(createPool({ text: ['', ''] }), {}, createContext())
  assert.deepEqual(result, { value: null, reason: 'all texts are empty', n: 2 })
})

test('bytes count, not characters', async () => {
  const result = await measure.call(createPool({ text: ['é', '我'] }), {}, createContext())
  const { detail } = result as { detail: { bytes: number } }
  assert.equal(detail.bytes, 2 + 1 + 3)
})
