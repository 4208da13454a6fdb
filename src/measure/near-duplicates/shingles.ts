// Texts as sets of shingles: the runs of `size` consecutive UTF-16 code units of the normalised text, as 32-bit hashes.
//
// Characters rather than words, so that one changed word in a text of twenty leaves a Jaccard similarity above 0.8 (words
// in threes would fall to 0.7), a typing error hardly counts, and scripts without spaces work. Five is long enough that
// unrelated documents share few of them (Leskovec, Rajaraman & Ullman, "Mining of massive datasets", section 3.2).

import { hash32, mix32 } from '../../core/index.ts'

/** Characters in a shingle, unless told otherwise. */
export const defaultShingle = 5

// An odd multiplier loses no bits in arithmetic modulo 2^32.
const base = 0x2c1b3c6d
const nonAscii = /[^\0-\x7f]/
const unevenSpace = /[^\S ]| {2}|^ | $/
const spaces = /\s+/g

/** Unicode NFKC, lower case, each run of white space one space, none at the ends. */
export function normalizeText(text: string): string {
  const folded = (nonAscii.test(text) ? text.normalize('NFKC') : text).toLowerCase()
  return unevenSpace.test(folded) ? folded.replace(spaces, ' ').trim() : folded
}

/** A hash of the whole text: a whole number below 2^53. */
export function hashText(text: string): number {
  return hash32(text, 1) * 2 ** 21 + (hash32(text, 2) >>> 11)
}

/**
 * A function that gives the shingle hashes of a text in order, repeats included, in memory that its next call overwrites.
 * A text shorter than a shingle is one shingle; the empty text has none. Linear.
 */
export function createShingler(size: number): (text: string) => Uint32Array {
  let hashes = new Uint32Array(1024)
  let leaving = 1
  for (let i = 0; i < size; i++) leaving = Math.imul(leaving, base)
  return (text) => {
    const end = text.length
    const count = end === 0 ? 0 : Math.max(1, end - size + 1)
    if (count > hashes.length) hashes = new Uint32Array(count * 2)
    let hash = 0
    for (let i = 0; i < end; i++) {
      hash = (Math.imul(hash, base) + text.charCodeAt(i) + 1) | 0
      if (i >= size) hash = (hash - Math.imul(leaving, text.charCodeAt(i - size) + 1)) | 0
      if (i >= size - 1) hashes[i - size + 1] = mix32(hash)
    }
    if (end > 0 && end < size) hashes[0] = mix32(hash)
    return hashes.subarray(0, count)
  }
}
