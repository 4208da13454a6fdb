// Longest common subsequences of token sequences, 30 tokens at a time in the bits of a word.

// 30 and not 32: sums of two words and a carry stay small integers.
const bits = 30
const full = (1 << bits) - 1

/**
 * One sequence, to be compared with many. Source: Hyyrö 2004, "Bit-parallel LCS-length computation revisited".
 * `of` tells it the sequence; `lengthWith` costs O(tokens of the other × ⌈tokens of this / 30⌉), and tokens that this
 * sequence does not hold are skipped at once.
 */
export class CommonSubsequence {
  private readonly place: Int32Array
  private masks = new Int32Array(64)
  private row = new Int32Array(1)
  private words = 1
  private ids: Int32Array = new Int32Array(0)
  private from = 0
  private to = 0

  /** @param types number of different tokens; token numbers are 0 … types - 1. */
  constructor(types: number) {
    // By token, 1 + where its masks begin; 0 for a token that the sequence does not hold.
    this.place = new Int32Array(types)
  }

  /** Compare with `ids[from]` … `ids[to - 1]` from now on. */
  of(ids: Int32Array, from: number, to: number): void {
    for (let p = this.from; p < this.to; p++) this.place[this.ids[p]] = 0
    this.ids = ids
    this.from = from
    this.to = to
    this.words = Math.max(1, Math.ceil((to - from) / bits))
    const needed = (to - from) * this.words
    if (this.masks.length < needed) this.masks = new Int32Array(needed * 2)
    else this.masks.fill(0, 0, needed)
    if (this.row.length < this.words) this.row = new Int32Array(this.words)
    let used = 0
    for (let p = from; p < to; p++) {
      const id = ids[p]
      if (this.place[id] === 0) {
        this.place[id] = used + 1
        used += this.words
      }
      const position = p - from
      this.masks[this.place[id] - 1 + Math.floor(position / bits)] |= 1 << (position % bits)
    }
  }

  /** Length of the longest common subsequence with `ids[from]` … `ids[to - 1]`. */
  lengthWith(ids: Int32Array, from: number, to: number): number {
    return this.words === 1 ? this.short(ids, from, to) : this.long(ids, from, to)
  }

  private short(ids: Int32Array, from: number, to: number): number {
    const { place, masks } = this
    let row = full
    for (let p = from; p < to; p++) {
      const at = place[ids[p]]
      if (at === 0) continue
      const matched = row & masks[at - 1]
      row = ((row + matched) | (row - matched)) & full
    }
    return bits - ones(row)
  }

  private long(ids: Int32Array, from: number, to: number): number {
    const { place, masks, row, words } = this
    row.fill(full, 0, words)
    for (let p = from; p < to; p++) {
      const at = place[ids[p]] - 1
      if (at < 0) continue
      let carry = 0
      for (let w = 0; w < words; w++) {
        const matched = row[w] & masks[at + w]
        const sum = row[w] + matched + carry
        carry = sum >>> bits
        row[w] = (sum | (row[w] - matched)) & full
      }
    }
    let length = words * bits
    for (let w = 0; w < words; w++) length -= ones(row[w])
    return length
  }
}

/** Number of one bits. */
export function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
