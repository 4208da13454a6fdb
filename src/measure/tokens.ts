// Texts as sequences of token numbers: what every lexical measure counts. A pool is read once, whatever is measured.

import { hash32, type PoolWith } from '../core/index.ts'
import { perPool } from './memo.ts'
import { readWords, type Tokens } from './words.ts'

export type { Tokens } from './words.ts'

/** Splits a text into its tokens. */
export type Tokenizer = (text: string) => readonly string[]

export interface TokenOptions {
  /** Lower-case words when absent, see words.ts. */
  readonly tokenizer?: Tokenizer
}

/** What lexical measures accept: plain texts, or texts tokenised before. */
export type Texts = readonly string[] | Tokens

/** The tokens of plain texts; texts already tokenised are returned as they are. Linear in the total length. */
export function tokensOf(texts: Texts, { tokenizer }: TokenOptions = {}): Tokens {
  if (isTokens(texts)) return texts
  return tokenizer === undefined ? readWords(texts) : numberTokens(texts.map(tokenizer))
}

/** The tokens of a pool's texts, computed once a pool. */
export const poolTokens = perPool((pool: PoolWith<'text'>) => tokensOf(pool.text))

/** Token lists as numbers. */
export function numberTokens(lists: readonly (readonly string[])[]): Tokens {
  const offsets = new Int32Array(lists.length + 1)
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i] + list.length
  })
  const ids = new Int32Array(offsets[lists.length])
  const numbers = new Map<string, number>()
  let position = 0
  for (const list of lists) {
    for (const token of list) {
      let id = numbers.get(token)
      if (id === undefined) {
        id = numbers.size
        numbers.set(token, id)
      }
      ids[position++] = id
    }
  }
  const hashes = Int32Array.from(numbers.keys(), (token) => hash32(token))
  return { ids, offsets, types: numbers.size, hashes }
}

/** How often each token occurs, by token number. */
export function tokenCounts({ ids, types }: Pick<Tokens, 'ids' | 'types'>): Int32Array {
  const counts = new Int32Array(types)
  for (let p = 0; p < ids.length; p++) counts[ids[p]]++
  return counts
}

/**
 * An order of texts that depends on what they say and not on their rows: by a hash of the text, so that similar
 * texts do not become neighbours as they would in alphabetical order.
 */
export function contentOrder(texts: readonly string[]): Int32Array {
  const hashes = Float64Array.from(texts, (text) => hash32(text))
  const compare = (a: number, b: number) => {
    if (hashes[a] !== hashes[b]) return hashes[a] - hashes[b]
    return texts[a] < texts[b] ? -1 : texts[a] > texts[b] ? 1 : a - b
  }
  return Int32Array.from(texts, (_, i) => i).sort(compare)
}

/** The token numbers of all texts, one text after another in content order. */
export const poolTokenSequence = perPool((pool: PoolWith<'text'>) => {
  const { ids, offsets, types } = poolTokens(pool)
  const sequence = new Int32Array(ids.length)
  let end = 0
  for (const i of contentOrder(pool.text)) {
    sequence.set(ids.subarray(offsets[i], offsets[i + 1]), end)
    end += offsets[i + 1] - offsets[i]
  }
  return { ids: sequence, types }
})

function isTokens(texts: Texts): texts is Tokens {
  return 'offsets' in texts
}
