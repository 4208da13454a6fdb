// MinHash sketches: k numbers a set, of which two sets share an expected share equal to their Jaccard similarity.
//
// Fast similarity sketching (Dahlgaard, Knudsen & Thorup 2017): one hash puts an element into one of k bins, where the
// smallest value stays; elements are hashed again in further rounds until every bin is taken, and a bin taken in one round
// is closed to later ones. O(|A| + k log k) hashes in place of the O(|A| k) of k permutations, unbiased, and at least as
// concentrated, for short texts with fewer shingles than bins too.

import { mix32, type Random } from '../../core/index.ts'

/** A sketch function: the k numbers of the set of these hashes (repeats do not matter), overwritten by the next call. */
export type Sketcher = (hashes: Uint32Array) => Uint32Array

/** @param hashes of a sketcher's call: at least one. */
export function createSketcher(k: number, random: Random): Sketcher {
  // From round k on, round k + b fills bin b, so that 2k rounds fill all of them.
  const seeds = Int32Array.from({ length: 2 * k }, () => random.integer(2 ** 32))
  const values = new Uint32Array(k)
  const roundOf = new Int32Array(k)
  const binsPerHash = k / 2 ** 32

  return (hashes) => {
    roundOf.fill(-1)
    let free = k
    for (let round = 0; free > 0; round++) {
      const seed = seeds[round]
      for (let i = 0; i < hashes.length; i++) {
        const mixed = mix32(hashes[i] ^ seed)
        const bin = round < k ? Math.floor(mixed * binsPerHash) : round - k
        // An odd multiplier keeps different hashes different and frees the value from the bin.
        const value = Math.imul(mixed, 0x9e3779b1) >>> 0
        if (roundOf[bin] < 0) {
          roundOf[bin] = round
          values[bin] = value
          free--
        } else if (roundOf[bin] === round && value < values[bin]) values[bin] = value
      }
    }
    return values
  }
}
