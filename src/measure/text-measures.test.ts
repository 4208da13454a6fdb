// What all measures of texts have in common.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import characters from './characters.ts'
import compressedLength from './compressed-length.ts'
import compressionRatio from './compression-ratio.ts'
import cyclomaticComplexity from './cyclomatic-complexity.ts'
import type { Measure, MeasureValue } from './define.ts'
import distinctN from './distinct-n.ts'
import duplicateLines from './duplicate-lines.ts'
import expectationAdjustedDistinct from './expectation-adjusted-distinct.ts'
import hdd from './hdd.ts'
import length from './length.ts'
import lengthWindow from './length-window.ts'
import mtld from './mtld.ts'
import nestingDepth from './nesting-depth.ts'
import ngramDiversity from './ngram-diversity.ts'
import ngramFrequency from './ngram-frequency.ts'
import ngramJaccard from './ngram-jaccard.ts'
import punctuationLines from './punctuation-lines.ts'
import repetition from './repetition.ts'
import rougeL from './rouge-l.ts'
import rougeLNovelty from './rouge-l-novelty.ts'
import selfBleu from './self-bleu.ts'
import sentenceLength from './sentence-length.ts'
import sentences from './sentences.ts'
import tokenEntropy from './token-entropy.ts'
import typeTokenRatio from './type-token-ratio.ts'
import vocabulary from './vocabulary.ts'

const diversity = [
  compressionRatio,
  distinctN,
  expectationAdjustedDistinct,
  hdd,
  mtld,
  ngramDiversity,
  ngramFrequency,
  ngramJaccard,
  rougeL,
  rougeLNovelty,
  selfBleu,
  tokenEntropy,
  typeTokenRatio,
  vocabulary,
]
const ofItems = [
  characters,
  compressedLength,
  cyclomaticComplexity,
  duplicateLines,
  length,
  lengthWindow,
  nestingDepth,
  punctuationLines,
  repetition,
  sentenceLength,
  sentences,
]
const all = [...diversity, ...ofItems]

async function measured(measure: Measure, text: readonly string[]): Promise<MeasureValue> {
  return measure.result.parse(await measure.call(createPool({ text }), {}, createContext())) as MeasureValue
}

const texts = fc.array(
  fc
    .oneof(
      fc.array(fc.constantFrom('the', 'a', 'cat', 'dog', 'sat', 'ran', '.', '\n'), { maxLength: 12 }),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 6 }),
    )
    .map((words) => words.join(' ')),
  { minLength: 1, maxLength: 12 },
)

for (const measure of all) {
  test(`${measure.name} does not depend on the order of rows, stays in its range and says why it has no value`, async () => {
    const [lower, upper] = measure.range.slice(1, -1).split(', ').map(Number)
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { value, reason, n } = await measured(measure, text)
        assert.equal(n, text.length)
        const again = await measured(measure, text.toReversed())
        if (value === null) {
          assert.ok(reason !== undefined && reason.length > 0)
          assert.equal(again.value, null)
          return
        }
        assert.ok(Math.abs(again.value! - value) <= 1e-9 * Math.abs(value))
        assert.ok(value >= lower - 1e-9)
        assert.ok(!(value > upper + 1e-9))
      }),
      { numRuns: 40 },
    )
  })
}

test('repeating one text makes a varied pool worse by every measure of diversity', async () => {
  const varied = [
    'the quick brown fox jumps over the lazy dog',
    'a heavy storm hit the northern coast on monday',
    'please list three reasons to learn how to cook',
    'solve the equation and explain each step of it',
    'my grandmother kept bees behind the old mill',
    'stock prices fell sharply after the announcement',
  ]
  const alike = new Array<string>(6).fill(varied[0])
  for (const measure of diversity) {
    const [of, against] = [await measured(measure, varied), await measured(measure, alike)]
    const better = measure.direction === 'higher' ? of.value! > against.value! : of.value! < against.value!
    assert.ok(better, `${measure.name}: ${of.value} and ${against.value}`)
  }
})

test('a single text of ten megabytes is no trouble', async () => {
  const words = Array.from({ length: 200 }, (_, i) => `word${(i * i) % 173}`).join(' ')
  const long = `${words}. `.repeat(Math.ceil(1e7 / words.length))
  for (const measure of [length, distinctN, selfBleu, rougeL, mtld, hdd, sentences, repetition]) {
    const { value } = await measured(measure, [long, words])
    assert.ok(value !== null && value >= 0, measure.name)
  }
})

test('every measure needs texts and says so', async () => {
  for (const measure of all) {
    await assert.rejects(
      async () => measure.call(createPool({ ids: ['1', '2'] }), {}, createContext()),
      /needs text, and the pool has none/,
    )
  }
})
