// The share of texts that repeat another.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { hashText, normalizeText } from './near-duplicates/shingles.ts'
import { duplicateShare, poolDuplicates, repeatsThinOut } from './pool-duplicates.ts'

const params = z.object({
  normalize: z
    .boolean()
    .default(true)
    .describe('texts that differ in case, white space or Unicode form alone are equal'),
})

/** Texts seen, by their 53-bit hashes, in sets that stay below the largest size of one. */
interface Seen {
  n: number
  readonly hashes: readonly Set<number>[]
}

const parts = 64

function add(state: Seen, texts: readonly string[]): Seen {
  for (const text of texts) insert(state, hashText(text))
  return { ...state, n: state.n + texts.length }
}

function insert({ hashes }: Seen, hash: number): void {
  hashes[hash % parts].add(hash)
}

function merge(a: Seen, b: Seen): Seen {
  for (const set of b.hashes) for (const hash of set) insert(a, hash)
  return { ...a, n: a.n + b.n }
}

export default defineMeasure({
  name: 'exact-duplicates',
  title: 'Exact duplicates',
  summary: 'The share of texts that could be removed because another is the same.',
  family: 'diversity',
  direction: 'lower',
  unit: 'share of items',
  range: '[0, 1)',
  cost: 'linear',
  onSample: repeatsThinOut,
  needs: ['text'],
  params,
  run: async (pool, given, context) =>
    duplicateShare(await poolDuplicates(pool, { method: 'exact', ...given }, context), pool),
  stream: ({ normalize }) => ({
    init: (): Seen => ({ n: 0, hashes: Array.from({ length: parts }, () => new Set<number>()) }),
    add: (state: Seen, { text = [] }) => add(state, normalize ? text.map(normalizeText) : text),
    merge,
    finish: ({ n, hashes }: Seen) => {
      if (n === 0) return { value: null, reason: 'there are no items', n }
      const duplicates = n - hashes.reduce((sum, set) => sum + set.size, 0)
      return { value: duplicates / n, n, detail: { duplicates } }
    },
  }),
})
