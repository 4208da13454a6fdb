import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import ngramVendi, { ngramKernel, wordsAndMarks } from './ngram-kernel.ts'
import { vendiScoreFromKernel } from './vendi/from-kernel.ts'

const sentences = ['Look, Jane.', 'See Spot.', 'See Spot run.', 'Run, Spot, run.', 'Jane sees Spot run.']

test('the published five sentences score 3.906574 with words and pairs, 4.595427 with up to four words', async () => {
  const two = await vendiScoreFromKernel(ngramKernel(sentences, [1, 2]))
  assert.ok(Math.abs(two.score - 3.906574) < 5e-7, String(two.score))
  const four = await vendiScoreFromKernel(ngramKernel(sentences))
  assert.ok(Math.abs(four.score - 4.595427) < 1e-6, String(four.score))
})

test('words are runs of letters, digits and underscores; every other mark stands alone; case matters', () => {
  assert.deepEqual(wordsAndMarks('Look, a_1 naïve\tÉté…ok!'), [
    'Look',
    ',',
    'a_1',
    'naïve',
    'Été',
    '…',
    'ok',
    '!',
  ])
  assert.deepEqual(wordsAndMarks('  \n'), [])
})

test('the kernel is the dense cosine of counts, averaged', () => {
  const K = ngramKernel(['a b a', 'a b', 'c d'], [1, 2])
  // Counts of words: (2,1,0,0), (1,1,0,0); of pairs: {ab, ba}, {ab}.
  const expected = (3 / Math.sqrt(10) + 1 / Math.sqrt(2)) / 2
  assert.ok(Math.abs(K.data[1] - expected) < 1e-12)
  assert.equal(K.data[2], 0)
  assert.deepEqual([K.data[0], K.data[4], K.data[8]], [1, 1, 1])
})

test('a text of one word beside longer ones still has similarity 1 to itself and to its copy', () => {
  const K = ngramKernel(['word', 'word', 'one word more'], [1, 2, 3])
  assert.ok(Math.abs(K.data[1] - 1) < 1e-12)
  assert.ok(K.data[2] > 0 && K.data[2] < 1)
})

test('copies of all texts leave the score unchanged, and their order does not matter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 }), {
        minLength: 1,
        maxLength: 6,
      }),
      async (docs) => {
        const texts = docs.map((words) => words.join(' '))
        const { score } = await vendiScoreFromKernel(ngramKernel(texts))
        const doubled = await vendiScoreFromKernel(ngramKernel([...texts, ...texts].reverse()))
        assert.ok(Math.abs(score - doubled.score) < 1e-9)
      },
    ),
    { numRuns: 50 },
  )
})

test('another tokenizer sees other words', () => {
  const letters = ngramKernel(['ab', 'ba'], [1], (text) => [...text])
  assert.ok(Math.abs(letters.data[1] - 1) < 1e-12)
})

test('no texts, an empty text and a length of 0 are refused', () => {
  assert.throws(() => ngramKernel([]), { code: 'no-items' })
  assert.throws(() => ngramKernel(['a', ' ']), { code: 'empty-text' })
  assert.throws(() => ngramKernel(['a'], [0]), { code: 'bad-ngram-length' })
  assert.throws(() => ngramKernel(['a'], []), { code: 'bad-ngram-length' })
})

test('the measure leaves empty texts out and says how many', async () => {
  const pool = createPool({ text: [...sentences, '', '  '] })
  const { value, n, detail } = measureValue.parse(
    await ngramVendi.call(pool, { ns: [1, 2] }, createContext()),
  )
  assert.ok(Math.abs(value! - 3.906574) < 5e-7)
  assert.equal(n, 5)
  assert.equal(detail?.empty, 2)
})
