// Repetition within an item: the share of its n-grams that it has said before. What loops of a language model look like.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { ngramsOf } from './ngrams.ts'
import { poolTokens, type Texts, type TokenOptions, tokensOf } from './tokens.ts'

const params = z.object({ n: z.int().positive().max(16).default(3).describe('tokens in an n-gram') })

/**
 * For each text 1 - distinct n-grams / n-grams, counted within the text.
 * @returns shares in [0, 1), one a text; NaN for a text without n tokens. Linear.
 * Source: Welleck et al. 2020, "Neural text generation with unlikelihood training" (seq-rep-n).
 */
export function repetition(texts: Texts, n = 3, options: TokenOptions = {}): Float64Array {
  const tokens = tokensOf(texts, options)
  const { ids, counts } = ngramsOf(tokens, n)
  const { offsets } = tokens
  const lastText = new Int32Array(counts.length).fill(-1)
  const shares = new Float64Array(offsets.length - 1)
  for (let text = 0; text < shares.length; text++) {
    const end = offsets[text + 1] - n + 1
    let repeated = 0
    for (let p = offsets[text]; p < end; p++) {
      if (lastText[ids[p]] === text) repeated++
      else lastText[ids[p]] = text
    }
    shares[text] = end > offsets[text] ? repeated / (end - offsets[text]) : Number.NaN
  }
  return shares
}

export default defineItemMeasure({
  name: 'repetition',
  title: 'Repetition within items',
  summary: 'The share of an item that repeats n-grams it has used before: high where a generator loops.',
  family: 'quality',
  direction: 'lower',
  unit: 'share of n-grams',
  range: '[0, 1)',
  cost: 'linear',
  needs: ['text'],
  params,
  items: (pool, { n }) => repetition(poolTokens(pool), n),
})
