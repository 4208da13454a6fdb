// ROUGE-L: how alike two texts are by their longest common subsequence of tokens, averaged over all pairs of a pool.

import { z } from 'zod'
import { type Context, createContext } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { CommonSubsequence } from './lcs.ts'
import { pairMean } from './pair-mean.ts'
import { poolTokens, type Texts, type TokenOptions, type Tokens, tokensOf } from './tokens.ts'

/** In comparing all pairs, longer texts are cut here, so that a pair never costs more than about 2,000 steps. */
export const rougeTokens = 256
/** In comparing two texts, longer ones are cut here: 600,000 steps. */
export const rougePairTokens = 4096

export const maxTokens = z
  .int()
  .positive()
  .default(rougeTokens)
  .describe('a longer text is compared by its first so many tokens')

const params = z.object({ maxTokens })

/**
 * ROUGE-L F1 of two texts: 2 LCS / (tokens of a + tokens of b).
 * @returns a number in [0, 1]; NaN when neither has a token. Texts are cut at `maxTokens` (4,096).
 * Source: Lin 2004, "ROUGE", section 3, with precision and recall weighing the same.
 */
export function rougeL(a: string, b: string, options: TokenOptions & { maxTokens?: number } = {}): number {
  const tokens = tokensOf([a, b], options)
  return rougeLOf(tokens, 0, 1, new CommonSubsequence(tokens.types), options.maxTokens ?? rougePairTokens)
}

/** ROUGE-L F1 of texts i and j of these tokens. */
export function rougeLOf(
  { ids, offsets }: Tokens,
  i: number,
  j: number,
  common: CommonSubsequence,
  limit: number,
): number {
  const a = Math.min(limit, offsets[i + 1] - offsets[i])
  const b = Math.min(limit, offsets[j + 1] - offsets[j])
  common.of(ids, offsets[i], offsets[i] + a)
  return (2 * common.lengthWith(ids, offsets[j], offsets[j] + b)) / (a + b)
}

/**
 * The mean ROUGE-L over all pairs of texts with a token.
 * @returns a number in [0, 1], lower is more diverse; NaN with fewer than two such texts.
 * O(n² tokens) time for texts up to 30 tokens, O(n² tokens²/30) beyond; texts are cut at `maxTokens` (256).
 */
export function pairwiseRougeL(texts: Texts, options: TokenOptions & { maxTokens?: number } = {}): number {
  const sums = rougeSums(tokensOf(texts, options), options.maxTokens ?? rougeTokens, createContext())
  return pairMean(sums, sums.length).value ?? Number.NaN
}

function rougeSums({ ids, offsets, types }: Tokens, limit: number, context: Context): Float64Array {
  const starts = offsets.subarray(0, -1).filter((start, i) => offsets[i + 1] > start)
  const ends = Int32Array.from(starts, (start, i) => Math.min(start + limit, starts[i + 1] ?? ids.length))
  const sums = new Float64Array(starts.length)
  const common = new CommonSubsequence(types)
  for (let i = 0; i < starts.length; i++) {
    context.signal.throwIfAborted()
    common.of(ids, starts[i], ends[i])
    for (let j = 0; j < i; j++) {
      const length = common.lengthWith(ids, starts[j], ends[j])
      if (length === 0) continue
      const score = (2 * length) / (ends[i] - starts[i] + ends[j] - starts[j])
      sums[i] += score
      sums[j] += score
    }
    context.progress(i + 1, starts.length)
  }
  return sums
}

/** How many texts are longer than the limit, as a sentence, if any. */
export function cutWarning({ offsets }: Tokens, limit: number): string | undefined {
  let cut = 0
  for (let i = 0; i + 1 < offsets.length; i++) if (offsets[i + 1] - offsets[i] > limit) cut++
  return cut === 0
    ? undefined
    : `${cut} of ${offsets.length - 1} texts are longer than ${limit} tokens and were compared by their first ${limit}.`
}

export default defineMeasure({
  name: 'rouge-l',
  title: 'Mean pairwise ROUGE-L',
  summary: 'How alike two texts are by their longest common subsequence of words, averaged over all pairs.',
  family: 'diversity',
  direction: 'lower',
  unit: 'ROUGE-L F1',
  range: '[0, 1]',
  cost: 'quadratic',
  needs: ['text'],
  params,
  run: (pool, { maxTokens: limit }, context) => {
    const tokens = poolTokens(pool)
    return { ...pairMean(rougeSums(tokens, limit, context), pool.size), warning: cutWarning(tokens, limit) }
  },
})
