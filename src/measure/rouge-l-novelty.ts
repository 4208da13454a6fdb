// ROUGE-L novelty: the share of items that the filter of Self-Instruct keeps, which adds an item to the pool only if its
// ROUGE-L with everything kept so far is below a threshold.

import { z } from 'zod'
import { type Context, createContext, mix32 } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { CommonSubsequence, ones } from './lcs.ts'
import { cutWarning, maxTokens, rougeTokens } from './rouge-l.ts'
import { contentOrder, poolTokens, type Texts, type TokenOptions, type Tokens, tokensOf } from './tokens.ts'
import { valueOr } from './value.ts'

/** Self-Instruct's. */
const defaultThreshold = 0.7

const params = z.object({
  threshold: z
    .number()
    .gt(0)
    .max(1)
    .default(defaultThreshold)
    .describe('an item this alike to a kept one is dropped'),
  maxTokens,
})

export interface RougeNoveltyOptions extends TokenOptions {
  /** An item is kept if its best ROUGE-L F1 with the kept ones is below this; 0.7 when absent. */
  readonly threshold?: number
  /** Longer texts are compared by their first so many tokens; 256 when absent. */
  readonly maxTokens?: number
}

/**
 * Which texts are novel when they come in this order.
 * @returns positions of the kept texts, ascending. A text without tokens is kept once.
 * O(kept × texts) comparisons; most texts of up to about 100 tokens are told apart in some ten nanoseconds.
 * Source: Wang et al. 2023, "Self-Instruct", section 2.2.
 */
export function rougeNovel(texts: Texts, options: RougeNoveltyOptions = {}): Int32Array {
  const { threshold = defaultThreshold, maxTokens: limit = rougeTokens } = options
  const tokens = tokensOf(texts, options)
  const order = Int32Array.from({ length: tokens.offsets.length - 1 }, (_, i) => i)
  return novel(tokens, order, threshold, limit, createContext())
}

function novel(
  tokens: Tokens,
  order: Int32Array,
  threshold: number,
  limit: number,
  context: Context,
): Int32Array {
  const { ids, offsets } = tokens
  const common = new CommonSubsequence(tokens.types)
  const kept = new Int32Array(order.length)
  // Of the kept texts, side by side in the order of keeping: a pass over them reads memory straight on.
  const lengths = new Int32Array(order.length)
  const signatures = new Int32Array(4 * order.length)
  const signature = new Int32Array(4)
  let keptCount = 0
  let longest = 0

  function repeatsKept(length: number): boolean {
    const spare = spareTokens(length, longest, threshold)
    const [s0, s1, s2, s3] = signature
    for (let at = 0; at < keptCount; at++) {
      const most = spare[lengths[at]]
      // Each of the text's bits that the other lacks stands for a token that it lacks.
      const lacking = ones(s0 & ~signatures[4 * at]) + ones(s1 & ~signatures[4 * at + 1])
      if (lacking > most) continue
      const more = ones(s2 & ~signatures[4 * at + 2]) + ones(s3 & ~signatures[4 * at + 3])
      if (lacking + more > most) continue
      const start = offsets[kept[at]]
      if (length - common.lengthWith(ids, start, start + lengths[at]) <= most) return true
    }
    return false
  }

  order.forEach((i, done) => {
    context.signal.throwIfAborted()
    const length = Math.min(limit, offsets[i + 1] - offsets[i])
    sign(signature, ids, offsets[i], offsets[i] + length)
    common.of(ids, offsets[i], offsets[i] + length)
    if (!repeatsKept(length)) {
      kept[keptCount] = i
      lengths[keptCount] = length
      longest = Math.max(longest, length)
      signatures.set(signature, 4 * keptCount)
      keptCount++
    }
    context.progress(done + 1, order.length)
  })
  return kept.slice(0, keptCount)
}

/** By length of the other text, how many tokens a text may not share with it and still be a repeat; -1 if even none. */
function spareTokens(length: number, longest: number, threshold: number): Int32Array {
  return Int32Array.from({ length: longest + 1 }, (_, other) => {
    const tokens = length + other
    let needed = Math.ceil((threshold * tokens) / 2)
    // The product may round up what the quotient, which is the score, does not.
    if ((2 * (needed - 1)) / tokens >= threshold) needed--
    return needed > other ? -1 : Math.max(-1, length - needed)
  })
}

/** Sets one of 128 bits for each token: most pairs of texts are told apart without reading them. */
function sign(signature: Int32Array, ids: Int32Array, from: number, to: number): void {
  signature.fill(0)
  for (let p = from; p < to; p++) {
    const bit = mix32(ids[p]) & 127
    signature[bit >>> 5] |= 1 << (bit & 31)
  }
}

export default defineMeasure({
  name: 'rouge-l-novelty',
  title: 'ROUGE-L novelty',
  summary:
    'The share of items that stay when each item too alike to an earlier one (ROUGE-L of 0.7 or more) is dropped.',
  paper: {
    title: 'Self-Instruct: Aligning language models with self-generated instructions',
    authors: 'Yizhong Wang et al.',
    year: 2023,
  },
  family: 'diversity',
  direction: 'higher',
  unit: 'share of items',
  range: '(0, 1]',
  cost: 'quadratic',
  needs: ['text'],
  params,
  run: (pool, { threshold, maxTokens: limit }, context) => {
    const tokens = poolTokens(pool)
    const kept = novel(tokens, contentOrder(pool.text), threshold, limit, context)
    return valueOr('the pool is empty', kept.length / pool.size, pool.size, {
      warning: cutWarning(tokens, limit),
      detail: { kept: kept.length, threshold },
    })
  },
})
