// Hashed n-grams of characters. The inner loop of the `ngrams` embedder: code points in, one row of numbers out,
// without making a string for any n-gram.

import { averageWindows, planWindows } from '../window.ts'
import { kind, kindOf } from './characters.ts'

/** n-grams of a word with a blank at either end. */
const shortest = 3
const longest = 5
/** n-grams in a script whose characters are syllables or words. */
const longestDense = 3
/** Words up to this many letters, and runs of signs, weigh less: most are grammar. */
const shortWord = 3
const shortWeight = 0.7
/** Texts longer than this many UTF-16 units are cut into windows, so that memory stays bounded. */
const windowUnits = 65_536

const blank = 0x20
const seed = 0x9747b28c
const pairSeed = 0x3c6ef372

/** Writes the unit vector of a text to `out`, which holds `dimensions` numbers. */
export type TextHasher = (text: string, out: Float32Array) => void

/** A hasher with its own working memory, which grows with the longest text it meets. */
export function createTextHasher(dimensions: number): TextHasher {
  const counter = createCounter()
  const sum = new Float64Array(dimensions)
  let word = new Int32Array(256)

  function countText(text: string): void {
    const normal = text.normalize('NFKC').toLowerCase()
    // A word of k letters has at most 3k n-grams, and one pair with the word before it.
    counter.reserve(4 * normal.length)
    if (word.length < normal.length + 2) word = new Int32Array(2 * normal.length + 2)
    let length = 0
    let present: number = kind.space
    let before = 0
    const end = () => {
      if (length === 0) return
      before = countWord(counter, word, length, present, before)
      length = 0
    }
    for (let i = 0; i < normal.length; i++) {
      const point = normal.codePointAt(i)!
      if (point > 0xffff) i++
      const now = kindOf(point)
      if (now === kind.ignored) continue
      if (now !== present) {
        end()
        present = now
      }
      if (now !== kind.space) word[1 + length++] = point
    }
    end()
  }

  function hashWindow(text: string, out: Float32Array): void {
    countText(text)
    sum.fill(0)
    counter.spread(sum)
    let squares = 0
    for (let j = 0; j < dimensions; j++) squares += sum[j] * sum[j]
    if (squares === 0) {
      // No n-gram at all, or, in very few dimensions, n-grams that cancel out: the vector of the empty text.
      out.fill(0)
      out[0] = 1
      return
    }
    const scale = 1 / Math.sqrt(squares)
    for (let j = 0; j < dimensions; j++) out[j] = sum[j] * scale
  }

  return (text, out) => {
    if (text.length <= windowUnits) {
      hashWindow(text, out)
      return
    }
    const plan = planWindows([text.length], windowUnits)
    const windows = plan.text.length
    const data = new Float32Array(windows * dimensions)
    for (let w = 0; w < windows; w++) {
      hashWindow(text.slice(plan.start[w], plan.end[w]), data.subarray(w * dimensions, (w + 1) * dimensions))
    }
    out.set(averageWindows({ data, rows: windows, cols: dimensions }, plan).data)
  }
}

/**
 * Counts the n-grams of one word, whose letters stand from position 1, and the pair that it makes with the word before.
 * @returns the hash of the word, for the next pair.
 */
function countWord(
  counter: Counter,
  word: Int32Array,
  length: number,
  wordKind: number,
  before: number,
): number {
  if (wordKind === kind.dense) {
    counter.addRun(word, 1, length + 1, 1, longestDense, 1)
  } else {
    word[0] = blank
    word[length + 1] = blank
    const weight = wordKind === kind.other || length <= shortWord ? shortWeight : 1
    counter.addRun(word, 0, length + 2, shortest, longest, weight)
  }
  let hash = seed
  for (let i = 1; i <= length; i++) hash = absorb(hash, word[i])
  if (before !== 0) counter.add(finish(absorb(absorb(pairSeed, before), hash)), 1)
  return hash === 0 ? seed : hash
}

interface Counter {
  /** Makes room for this many different n-grams. */
  reserve(features: number): void
  add(hash: number, weight: number): void
  /** Adds all n-grams of `shortest` to `longest` code points within `points[from … to)`. */
  addRun(
    points: Int32Array,
    from: number,
    to: number,
    shortest: number,
    longest: number,
    weight: number,
  ): void
  /**
   * Adds w·(1 + ln f) for each n-gram, f its count and w its mean weight, at the place and with the sign that its hash
   * gives (signed feature hashing, Weinberger et al. 2009), and forgets all n-grams.
   */
  spread(sum: Float64Array): void
}

/** Counts by hash: an open-addressing table in typed arrays. */
function createCounter(): Counter {
  let mask = 1023
  let hashes = new Uint32Array(mask + 1)
  let counts = new Int32Array(mask + 1)
  let weights = new Float64Array(mask + 1)
  /** Slots in the order of first use, so that sums do not depend on the size of the table. */
  let used = new Int32Array(mask + 1)
  let size = 0

  function add(hash: number, weight: number): void {
    let slot = hash & mask
    while (counts[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask
    if (counts[slot] === 0) {
      hashes[slot] = hash
      weights[slot] = 0
      used[size++] = slot
    }
    counts[slot]++
    weights[slot] += weight
  }

  return {
    reserve(features) {
      let slots = 256
      while (slots < 2 * features) slots *= 2
      mask = slots - 1
      if (slots <= counts.length) return
      hashes = new Uint32Array(slots)
      counts = new Int32Array(slots)
      weights = new Float64Array(slots)
      used = new Int32Array(slots)
    },
    add,
    addRun(points, from, to, min, max, weight) {
      for (let start = from; start + min <= to; start++) {
        const stop = Math.min(to, start + max)
        let hash = seed
        for (let i = start; i < stop; i++) {
          hash = absorb(hash, points[i])
          if (i - start + 1 >= min) add(finish(hash), weight)
        }
      }
    },
    spread(sum) {
      const dimensions = sum.length
      for (let u = 0; u < size; u++) {
        const slot = used[u]
        const count = counts[slot]
        const hash = hashes[slot]
        const value = (weights[slot] / count) * (1 + Math.log(count))
        const place = Math.floor((hash * dimensions) / 0x100000000)
        sum[place] += hash & 1 ? value : -value
        counts[slot] = 0
      }
      size = 0
    },
  }
}

/** MurmurHash3's step and finish (Appleby 2011), with a code point as the block. */
function absorb(hash: number, point: number): number {
  let k = Math.imul(point, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  let h = hash ^ Math.imul(k, 0x1b873593)
  h = (h << 13) | (h >>> 19)
  return (Math.imul(h, 5) + 0xe6546b64) | 0
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
