// Similarity of texts by the word sequences that they share, and the Vendi Score under it: no model, any language that
// writes spaces.

import { z } from 'zod'
import { GamutError, type Matrix } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { order } from './order.ts'
import { vendiScoreFromKernel } from './vendi/from-kernel.ts'
import { misleading } from './vendi/misleading.ts'
import { friedman2023 } from './vendi/papers.ts'

/** Runs of letters, digits and underscores, and every other character that is no space on its own. Case matters. */
export function wordsAndMarks(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|\S/gu) ?? []
}

const defaultLengths = [1, 2, 3, 4]

/**
 * Cosine similarity of n-gram counts, averaged over the lengths n, scaled to 1 on the diagonal (a text shorter than n has no
 * n-grams of that length).
 * @param docs m texts.
 * @param ns lengths of the n-grams.
 * @returns m×m, f64, values in [0, 1].
 * @throws GamutError `no-items`, `bad-ngram-length`, `empty-text` when a text has no n-gram of any length.
 * Time O(tokens + Σ over n-grams of (texts that hold it)²), memory O(m²). Source: Friedman & Dieng 2023, section 5.3.
 */
export function ngramKernel(
  docs: readonly string[],
  ns: readonly number[] = defaultLengths,
  tokenizer: (text: string) => readonly string[] = wordsAndMarks,
): Matrix {
  if (docs.length === 0) throw new GamutError('no-items', 'There are no texts: give at least one.')
  if (ns.length === 0 || ns.some((n) => !Number.isInteger(n) || n < 1)) {
    throw new GamutError(
      'bad-ngram-length',
      `The lengths of n-grams must be whole numbers from 1 on, not [${ns}].`,
    )
  }
  const tokens = numberTokens(docs.map(tokenizer))
  const m = docs.length
  const K = new Float64Array(m * m)
  for (const n of ns) addCosines(K, m, gramCounts(tokens, n))
  const scales = Float64Array.from({ length: m }, (_, i) => {
    const self = K[i * m + i]
    if (self === 0) {
      throw new GamutError('empty-text', `Text ${i} is too short for n-grams of ${ns} words: leave it out.`)
    }
    return 1 / Math.sqrt(self)
  })
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) {
      const value = K[i * m + j] * scales[i] * scales[j]
      K[i * m + j] = value
      K[j * m + i] = value
    }
    K[i * m + i] = 1
  }
  return { data: K, rows: m, cols: m }
}

interface Tokens {
  readonly docs: readonly Int32Array[]
  readonly vocabulary: number
}

function numberTokens(docs: readonly (readonly string[])[]): Tokens {
  const ids = new Map<string, number>()
  const numbered = docs.map((words) =>
    Int32Array.from(words, (word) => {
      const known = ids.get(word)
      if (known !== undefined) return known
      ids.set(word, ids.size)
      return ids.size - 1
    }),
  )
  return { docs: numbered, vocabulary: ids.size }
}

/** For each text the number of times each n-gram occurs in it. */
function gramCounts({ docs, vocabulary }: Tokens, n: number): Map<number, number>[] {
  let grams = docs
  for (let length = 2; length <= n; length++) {
    // An n-gram is known by its first n - 1 tokens, which have a number already, and its last one.
    const ids = new Map<number, number>()
    grams = grams.map((prefixes, i) =>
      Int32Array.from({ length: Math.max(0, docs[i].length - length + 1) }, (_, at) => {
        const key = prefixes[at] * vocabulary + docs[i][at + length - 1]
        const known = ids.get(key)
        if (known !== undefined) return known
        ids.set(key, ids.size)
        return ids.size - 1
      }),
    )
  }
  return grams.map((list) => {
    const counts = new Map<number, number>()
    for (const gram of list) counts.set(gram, (counts.get(gram) ?? 0) + 1)
    return counts
  })
}

/** Adds the cosine of each pair to the lower triangle of K, by way of the texts that hold each n-gram. */
function addCosines(K: Float64Array, m: number, counts: readonly ReadonlyMap<number, number>[]): void {
  const holders = new Map<number, { docs: number[]; shares: number[] }>()
  for (let i = 0; i < m; i++) {
    let squares = 0
    for (const count of counts[i].values()) squares += count * count
    const norm = Math.sqrt(squares)
    for (const [gram, count] of counts[i]) {
      const share = count / norm
      const known = holders.get(gram) ?? { docs: [], shares: [] }
      holders.set(gram, known)
      known.docs.push(i)
      known.shares.push(share)
      for (let k = 0; k < known.docs.length; k++) K[i * m + known.docs[k]] += share * known.shares[k]
    }
  }
}

export default defineMeasure({
  name: 'ngram-vendi',
  title: 'Vendi Score of word sequences',
  summary: 'How many texts share no word sequences with each other, in effect.',
  paper: friedman2023,
  family: 'diversity',
  direction: 'higher',
  unit: 'effective texts',
  range: '[1, n]',
  cost: 'quadratic',
  needs: ['text'],
  params: z.object({
    q: order.default(1).describe('order: below 1 rare kinds of texts count more, above 1 common ones; "inf"'),
    ns: z.array(z.int().positive()).min(1).default(defaultLengths).describe('lengths of the word sequences'),
  }),
  run: async (pool, { q, ns }) => {
    const texts = pool.text.filter((text) => wordsAndMarks(text).length >= Math.min(...ns))
    const empty = pool.size - texts.length
    if (texts.length === 0) {
      return { value: null, reason: 'no text is long enough for these n-grams', n: 0, detail: { empty } }
    }
    const result = await vendiScoreFromKernel(ngramKernel(texts, ns), { q })
    const { score, topShare } = result
    return { value: score, n: texts.length, warning: misleading(result), detail: { ns, empty, topShare } }
  },
})
