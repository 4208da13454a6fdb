// Mean pairwise Jaccard similarity of the texts' sets of n-grams.

import { z } from 'zod'
import { type Context, createContext } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { ngramsOf } from './ngrams.ts'
import { pairMean } from './pair-mean.ts'
import { poolTokens, type Texts, type TokenOptions, type Tokens, tokensOf } from './tokens.ts'

const params = z.object({ n: z.int().positive().max(16).default(2).describe('tokens in an n-gram') })

/**
 * The mean over pairs of |A ∩ B| / |A ∪ B|, of texts with at least one n-gram.
 * @returns a share in [0, 1], lower is more diverse; NaN with fewer than two such texts.
 * O(shared n-grams of all pairs), at worst quadratic in the number of texts.
 */
export function ngramJaccard(texts: Texts, n = 2, options: TokenOptions = {}): number {
  const sums = jaccardSums(tokensOf(texts, options), n, createContext())
  return pairMean(sums, sums.length).value ?? Number.NaN
}

/** For each text with an n-gram, the sum of its similarities to the others. */
function jaccardSums(tokens: Tokens, n: number, context: Context): Float64Array {
  const { sets, ends } = ngramSets(tokens, n)
  const size = ends.length
  const kinds = ngramsOf(tokens, n).counts.length
  // The texts met so far that hold an n-gram, as linked lists: last entry by n-gram, the entry before by entry.
  const lastEntry = new Int32Array(kinds).fill(-1)
  const before = new Int32Array(sets.length)
  const owner = new Int32Array(sets.length)
  const shared = new Int32Array(size)
  const sums = new Float64Array(size)
  for (let text = 0; text < size; text++) {
    context.signal.throwIfAborted()
    const start = text === 0 ? 0 : ends[text - 1]
    const touched: number[] = []
    for (let entry = start; entry < ends[text]; entry++) {
      for (let other = lastEntry[sets[entry]]; other >= 0; other = before[other]) {
        if (shared[owner[other]]++ === 0) touched.push(owner[other])
      }
      before[entry] = lastEntry[sets[entry]]
      lastEntry[sets[entry]] = entry
      owner[entry] = text
    }
    for (const other of touched) {
      const otherSize = ends[other] - (other === 0 ? 0 : ends[other - 1])
      const similarity = shared[other] / (ends[text] - start + otherSize - shared[other])
      sums[text] += similarity
      sums[other] += similarity
      shared[other] = 0
    }
    context.progress(text + 1, size)
  }
  return sums
}

/** The sets of n-grams one after another, empty ones left out, and where each ends. */
function ngramSets(tokens: Tokens, n: number): { sets: Int32Array; ends: Int32Array } {
  const { ids, counts, total } = ngramsOf(tokens, n)
  const { offsets } = tokens
  const sets = new Int32Array(total)
  const ends = new Int32Array(offsets.length - 1)
  const lastText = new Int32Array(counts.length).fill(-1)
  let end = 0
  let kept = 0
  for (let text = 0; text + 1 < offsets.length; text++) {
    const start = end
    for (let p = offsets[text]; p < offsets[text + 1]; p++) {
      if (ids[p] < 0 || lastText[ids[p]] === text) continue
      lastText[ids[p]] = text
      sets[end++] = ids[p]
    }
    if (end > start) ends[kept++] = end
  }
  return { sets: sets.subarray(0, end), ends: ends.subarray(0, kept) }
}

export default defineMeasure({
  name: 'ngram-jaccard',
  title: 'Mean n-gram overlap',
  summary: 'The share of n-grams that two texts have in common, averaged over all pairs.',
  family: 'diversity',
  direction: 'lower',
  unit: 'share of n-grams',
  range: '[0, 1]',
  cost: 'quadratic',
  needs: ['text'],
  params,
  run: (pool, { n }, context) => {
    const sums = jaccardSums(poolTokens(pool), n, context)
    const left = pool.size - sums.length
    return {
      ...pairMean(sums, pool.size),
      warning:
        left > 0 ? `${left} of ${pool.size} texts have fewer than ${n} tokens and are left out.` : undefined,
    }
  },
})
