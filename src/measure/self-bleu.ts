// Self-BLEU: the mean BLEU of each text with all others as references. High when texts are made of one another's phrases.
//
// By definition it compares all pairs. Its clip is the largest count of an n-gram in any other text, though, which is
// known from the largest and the second largest count over all texts: the same value in linear time.

import { z } from 'zod'
import { bleuOf, closestLength } from './bleu.ts'
import { ngramsOf } from './ngrams.ts'
import { definePoolItemMeasure } from './pool-item-measure.ts'
import { poolTokens, type Texts, type TokenOptions, type Tokens, tokensOf } from './tokens.ts'

const params = z.object({ n: z.int().positive().max(16).default(4).describe('largest order of n-grams') })

/**
 * The mean BLEU of each text against all others.
 * @returns a number in [0, 1], lower is more diverse; NaN with fewer than two texts. O(n × tokens).
 * Source: Zhu et al. 2018, "Texygen", with the BLEU of `bleu`.
 */
export function selfBleu(texts: Texts, n = 4, options: TokenOptions = {}): number {
  const scores = selfBleuOfEach(texts, n, options)
  return scores.length < 2 ? Number.NaN : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** The BLEU of each text against all others: how much of it the others already say. NaN for a lone text. */
export function selfBleuOfEach(texts: Texts, n = 4, options: TokenOptions = {}): Float64Array {
  const tokens = tokensOf(texts, options)
  const size = tokens.offsets.length - 1
  if (size < 2) return new Float64Array(size).fill(Number.NaN)
  const matches = Array.from({ length: n }, (_, i) => clippedMatches(tokens, i + 1))
  const lengths = Int32Array.from({ length: size }, (_, i) => tokens.offsets[i + 1] - tokens.offsets[i])
  const referenceLength = closestOtherLengths(lengths)
  const ofText = new Float64Array(n)
  return Float64Array.from(lengths, (length, i) => {
    for (let order = 0; order < n; order++) ofText[order] = matches[order][i]
    return bleuOf(ofText, length, referenceLength.get(length)!)
  })
}

/** For each text Σ over its n-grams of min(its count, the largest count in another text). */
function clippedMatches(tokens: Tokens, order: number): Float64Array {
  const { offsets } = tokens
  const { ids, counts } = ngramsOf(tokens, order)
  const size = offsets.length - 1
  const largest = new Int32Array(counts.length)
  const second = new Int32Array(counts.length)
  const holder = new Int32Array(counts.length)
  const inText = new Int32Array(counts.length)
  for (let text = 0; text < size; text++) {
    countInText(text)
    for (let p = offsets[text]; p < offsets[text + 1]; p++) {
      const id = ids[p]
      if (id < 0 || inText[id] === 0) continue
      const count = inText[id]
      inText[id] = 0
      if (count > largest[id]) {
        second[id] = largest[id]
        largest[id] = count
        holder[id] = text
      } else if (count > second[id]) second[id] = count
    }
  }
  const matches = new Float64Array(size)
  for (let text = 0; text < size; text++) {
    countInText(text)
    for (let p = offsets[text]; p < offsets[text + 1]; p++) {
      const id = ids[p]
      if (id < 0 || inText[id] === 0) continue
      matches[text] += Math.min(inText[id], holder[id] === text ? second[id] : largest[id])
      inText[id] = 0
    }
  }
  return matches

  // What occurs once in the pool matches nothing, and most long n-grams do.
  function countInText(text: number): void {
    for (let p = offsets[text]; p < offsets[text + 1]; p++) {
      const id = ids[p]
      if (id >= 0 && counts[id] > 1) inText[id]++
    }
  }
}

/** By length of a text, the closest length of another text. */
function closestOtherLengths(lengths: Int32Array): Map<number, number> {
  const texts = new Map<number, number>()
  for (const length of lengths) texts.set(length, (texts.get(length) ?? 0) + 1)
  const different = Int32Array.from(texts.keys()).sort()
  const closest = new Map<number, number>()
  different.forEach((length, i) => {
    const neighbours = [different[i - 1], different[i + 1]].filter((other) => other !== undefined)
    closest.set(length, texts.get(length) === 1 ? closestLength(length, neighbours) : length)
  })
  return closest
}

export default definePoolItemMeasure({
  name: 'self-bleu',
  title: 'Self-BLEU',
  summary: 'How much of each text is made of phrases of the others (mean BLEU): 1 when all say the same.',
  paper: {
    title: 'Texygen: A benchmarking platform for text generation models',
    authors: 'Yaoming Zhu et al.',
    year: 2018,
  },
  family: 'diversity',
  direction: 'lower',
  unit: 'BLEU',
  range: '[0, 1]',
  cost: 'linear',
  needs: ['text'],
  params,
  items: (pool, { n }) => selfBleuOfEach(poolTokens(pool), n),
  reason: 'a single text has no others to be compared with',
  warning: 'It rises with the number of texts: compare pools of equal size.',
})
