// Importance weight: how much more likely an item is in a target set than in the raw pool, by hashed n-gram models. High for
// items that look like the target.

import { z } from 'zod'
import { mix32 } from '../core/index.ts'
import { textColumn } from './columns.ts'
import { definePoolItemMeasure } from './pool-item-measure.ts'
import { poolTokens, type TokenOptions, type Tokens, tokensOf } from './tokens.ts'

/** Buckets of hashed unigrams and bigrams (Xie et al. 2023). */
const defaultBuckets = 10_000
/** Added to every bucket, so that what one set lacks has some probability there. */
const pseudoCount = 1

const params = z.object({
  column: z.string().default('set').describe('column that tells which items are the target'),
  target: z.string().default('target').describe('what the column says of target items'),
  buckets: z.int().positive().default(defaultBuckets).describe('cells that n-grams are hashed into'),
})

export interface ImportanceOptions extends TokenOptions {
  /** Cells that unigrams and bigrams are hashed into; 10,000 when absent. */
  readonly buckets?: number
}

/**
 * For each raw text, ln p_target(text) / p_raw(text) a feature: the mean over its unigrams and bigrams of the log ratio of
 * their smoothed frequencies in the target and the raw texts. (The paper's weight is the sum, which grows with length.)
 * @returns numbers around 0, one a raw text; NaN for a text without tokens. Linear.
 * Source: Xie et al. 2023, "Data selection for language models via importance resampling".
 */
export function importanceWeights(
  raw: readonly string[],
  target: readonly string[],
  { buckets = defaultBuckets, ...options }: ImportanceOptions = {},
): Float64Array {
  const isTarget = Uint8Array.from({ length: raw.length + target.length }, (_, i) => (i < raw.length ? 0 : 1))
  return weights(tokensOf([...raw, ...target], options), isTarget, buckets).subarray(0, raw.length)
}

/** The weight of every text that is no target; NaN for targets. */
function weights(tokens: Tokens, isTarget: Uint8Array, buckets: number): Float64Array {
  const frequencies = [new Float64Array(buckets), new Float64Array(buckets)]
  forEachFeature(tokens, buckets, (text, bucket) => {
    frequencies[isTarget[text]][bucket]++
  })
  const [rawTotal, targetTotal] = frequencies.map((counts) => counts.reduce((sum, count) => sum + count, 0))
  const shift = Math.log((rawTotal + buckets * pseudoCount) / (targetTotal + buckets * pseudoCount))
  const [raw, target] = frequencies
  const logRatio = raw.map((count, b) => Math.log((target[b] + pseudoCount) / (count + pseudoCount)) + shift)
  const sums = new Float64Array(isTarget.length)
  const features = new Float64Array(isTarget.length)
  forEachFeature(tokens, buckets, (text, bucket) => {
    sums[text] += logRatio[bucket]
    features[text]++
  })
  return sums.map((sum, text) => (isTarget[text] ? Number.NaN : sum / features[text]))
}

function forEachFeature(
  { ids, offsets, hashes }: Tokens,
  buckets: number,
  visit: (text: number, bucket: number) => void,
): void {
  for (let text = 0; text + 1 < offsets.length; text++) {
    for (let p = offsets[text]; p < offsets[text + 1]; p++) {
      const hash = hashes[ids[p]]
      visit(text, mix32(hash) % buckets)
      if (p + 1 < offsets[text + 1]) {
        visit(text, mix32(Math.imul(hash, 0x9e3779b1) ^ hashes[ids[p + 1]]) % buckets)
      }
    }
  }
}

export default definePoolItemMeasure({
  name: 'importance-weight',
  title: 'Closeness to a target',
  summary:
    'How much more likely the words of an item are in the target set than in the rest: above 0 is like the target.',
  paper: {
    title: 'Data selection for language models via importance resampling',
    authors: 'Sang Michael Xie et al.',
    year: 2023,
  },
  family: 'quality',
  direction: 'higher',
  unit: 'nats an n-gram',
  range: '(-∞, ∞)',
  cost: 'linear',
  needs: ['text'],
  params,
  items: (pool, { column, target, buckets }) => {
    const marks = textColumn(pool, 'importance-weight', 'column', column)
    return weights(
      poolTokens(pool),
      Uint8Array.from(marks, (mark) => (mark === target ? 1 : 0)),
      buckets,
    )
  },
  reason: 'there are no items beside the target',
  warning: 'It compares words only, and says nothing where the target set is small.',
})
