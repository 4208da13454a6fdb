// Shingle sets as sorted arrays, made when they are first asked for, and their Jaccard similarity.
//
// An element holds in its upper bits how common its hash is in the pool, so that the rarest elements come first: unrelated
// sets then part within a few steps, and the first elements of a set are the ones to look it up by.

/** Counts how often hashes occur, roughly: hashes that share a counter are counted together. */
export interface Rarity {
  count(hashes: Uint32Array): void
  /** 0 for the rarest: the whole part of log2 of the count, at most 15. */
  level(hash: number): number
}

/** @param expected about how many hashes will be counted. */
export function createRarity(expected: number): Rarity {
  const [fewest, most] = [10, 22]
  const bits = Math.min(most, Math.max(fewest, Math.ceil(Math.log2(expected + 1))))
  const counts = new Uint32Array(2 ** bits)
  const mask = counts.length - 1
  const highestLevel = 15
  return {
    count(hashes) {
      for (let i = 0; i < hashes.length; i++) counts[hashes[i] & mask]++
    },
    level: (hash) => Math.min(highestLevel, 31 - Math.clz32(counts[hash & mask] | 1)),
  }
}

/** The sets of n texts. */
export interface ShingleSets {
  /** Makes the set of text i if it is not there yet; the numbers below are undefined before. */
  make(i: number): void
  /** Number of elements. */
  size(i: number): number
  /** Where the ascending elements of set i begin in `elements()`. */
  start(i: number): number
  /** All sets made so far; `make` may replace the array. */
  elements(): Uint32Array
}

/**
 * @param hashesOf shingle hashes of text i, repeats included.
 * Memory: 4 bytes an element of the sets that were asked for.
 */
export function createShingleSets(
  n: number,
  hashesOf: (i: number) => Uint32Array,
  rarity: Rarity,
): ShingleSets {
  const starts = new Float64Array(n)
  const sizes = new Int32Array(n).fill(-1)
  let elements = new Uint32Array(1024)
  let used = 0

  function make(i: number): void {
    if (sizes[i] >= 0) return
    const hashes = hashesOf(i)
    // 28 bits of the hash stay: two different shingles of one level are taken for the same once in 2^28 pairs.
    for (let s = 0; s < hashes.length; s++) {
      hashes[s] = ((rarity.level(hashes[s]) << 28) | (hashes[s] >>> 4)) >>> 0
    }
    hashes.sort()
    if (used + hashes.length > elements.length) elements = grown(elements, used + hashes.length)
    starts[i] = used
    for (let s = 0; s < hashes.length; s++) {
      if (s === 0 || hashes[s] !== hashes[s - 1]) elements[used++] = hashes[s]
    }
    sizes[i] = used - starts[i]
  }

  return { make, size: (i) => sizes[i], start: (i) => starts[i], elements: () => elements }
}

function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, array.length * 2))
  larger.set(array)
  return larger
}

/** The least whole number that is no less, with room for rounding, so that no pair is lost to it. */
export function atLeast(bound: number): number {
  const slack = 1e-9
  return Math.ceil(bound * (1 - slack))
}

/** Elements that two sets of these sizes must share to reach the threshold: |A ∩ B| >= t/(1+t) (|A| + |B|). */
export function sharedNeeded(threshold: number, sizeA: number, sizeB: number): number {
  return atLeast((threshold / (1 + threshold)) * (sizeA + sizeB))
}

/**
 * Elements shared by elements[i … endI) and elements[j … endJ), or -1 as soon as they cannot be `needed` any more.
 * Both ranges ascend.
 */
export function sharedElements(
  elements: Uint32Array,
  i: number,
  endI: number,
  j: number,
  endJ: number,
  needed: number,
): number {
  let shared = 0
  // Elements that may still be passed over on either side.
  let spareI = endI - i - needed
  let spareJ = endJ - j - needed
  while (i < endI && j < endJ) {
    const [a, b] = [elements[i], elements[j]]
    if (a === b) {
      shared++
      i++
      j++
    } else if (a < b) {
      i++
      if (--spareI < 0) return -1
    } else {
      j++
      if (--spareJ < 0) return -1
    }
  }
  return shared >= needed ? shared : -1
}

/** The Jaccard similarity of sets a and b, |A ∩ B| / |A ∪ B|, or -1 when it is below `threshold`. */
export function jaccard(sets: ShingleSets, a: number, b: number, threshold: number): number {
  sets.make(a)
  sets.make(b)
  const [sizeA, sizeB] = [sets.size(a), sets.size(b)]
  if (sizeA + sizeB === 0) return 1
  const needed = sharedNeeded(threshold, sizeA, sizeB)
  if (needed > Math.min(sizeA, sizeB)) return -1
  const [startA, startB] = [sets.start(a), sets.start(b)]
  const shared = sharedElements(sets.elements(), startA, startA + sizeA, startB, startB + sizeB, needed)
  const similarity = shared / (sizeA + sizeB - shared)
  return shared >= 0 && similarity >= threshold ? similarity : -1
}
