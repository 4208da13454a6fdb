// Numbering n-grams: each n-gram of a pool gets one number, exactly, so that counting them is array work.

import { GamutError, mix32 } from '../core/index.ts'
import { type Tokens, tokenCounts } from './tokens.ts'

/** The n-grams of tokenised texts; none crosses from one text into the next. */
export interface Ngrams {
  readonly order: number
  /** By token position: the number of the n-gram that starts there, -1 where its text ends too soon. */
  readonly ids: Int32Array
  /** Occurrences by n-gram number; its length is the number of different n-grams. */
  readonly counts: Int32Array
  /** Number of n-grams, repeats included. */
  readonly total: number
}

const known = new WeakMap<Tokens, Ngrams[]>()

/**
 * The n-grams of order n, remembered as long as the tokens live.
 * An n-gram is numbered as the pair of its first n - 1 tokens' number and its last token, so equal numbers mean equal
 * n-grams without exception. O(n × tokens) time, 4 bytes a token and order.
 * @throws GamutError `bad-parameter` unless n is a positive whole number.
 */
export function ngramsOf(tokens: Tokens, n: number): Ngrams {
  if (!Number.isInteger(n) || n < 1) {
    throw new GamutError('bad-parameter', `The order of n-grams must be a whole number from 1, not ${n}.`)
  }
  let orders = known.get(tokens)
  if (orders === undefined) {
    const { ids } = tokens
    orders = [{ order: 1, ids, counts: tokenCounts(tokens), total: ids.length }]
    known.set(tokens, orders)
  }
  for (let order = orders.length + 1; order <= n; order++) orders.push(extend(tokens, orders[order - 2]))
  return orders[n - 1]
}

/** From order n - 1 to order n. */
function extend(tokens: Tokens, shorter: Ngrams): Ngrams {
  const { offsets } = tokens
  const n = shorter.order + 1
  const ids = new Int32Array(tokens.ids.length).fill(-1)
  const pairs = new PairTable()
  let total = 0
  let different = 0
  for (let text = 0; text + 1 < offsets.length; text++) {
    const last = offsets[text + 1] - n
    for (let p = offsets[text]; p <= last; p++) {
      const head = shorter.ids[p]
      // What begins or ends with something unique is unique itself: most long n-grams never need the table.
      if (shorter.counts[head] === 1 || shorter.counts[shorter.ids[p + 1]] === 1) ids[p] = different++
      else {
        const id = pairs.numberOf(head, tokens.ids[p + n - 1], different)
        if (id === different) different++
        ids[p] = id
      }
      total++
    }
  }
  const counts = new Int32Array(different)
  for (let p = 0; p < ids.length; p++) if (ids[p] >= 0) counts[ids[p]]++
  return { order: n, ids, counts, total }
}

/** A hash table from pairs of non-negative 32-bit numbers to a number; linear probing, at most half full. */
class PairTable {
  private size = 0
  private mask = 63
  // Three words a slot: first, second, 1 + number (0 where free). Side by side, a look-up costs one cache miss.
  private slots = new Int32Array(3 * 64)

  /** The number stored for the pair, or `fresh`, which is then stored. */
  numberOf(first: number, second: number, fresh: number): number {
    const { slots, mask } = this
    let at = 3 * (pairHash(first, second) & mask)
    while (slots[at + 2] !== 0) {
      if (slots[at] === first && slots[at + 1] === second) return slots[at + 2] - 1
      at = at === 3 * mask ? 0 : at + 3
    }
    slots[at] = first
    slots[at + 1] = second
    slots[at + 2] = fresh + 1
    this.size++
    if (this.size * 2 > mask) this.grow()
    return fresh
  }

  private grow(): void {
    const old = this.slots
    const mask = this.mask * 4 + 3
    const slots = new Int32Array(3 * (mask + 1))
    for (let from = 0; from < old.length; from += 3) {
      if (old[from + 2] === 0) continue
      let at = 3 * (pairHash(old[from], old[from + 1]) & mask)
      while (slots[at + 2] !== 0) at = at === 3 * mask ? 0 : at + 3
      slots[at] = old[from]
      slots[at + 1] = old[from + 1]
      slots[at + 2] = old[from + 2]
    }
    this.slots = slots
    this.mask = mask
  }
}

function pairHash(first: number, second: number): number {
  return mix32(Math.imul(first, 0x9e3779b1) ^ second)
}
