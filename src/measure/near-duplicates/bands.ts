// Locality-sensitive hashing of sketches: b bands of r numbers each. Two sets of Jaccard similarity s agree in some band
// with probability 1 - (1 - s^r)^b, an S-shaped curve in s (Leskovec, Rajaraman & Ullman, section 3.4).

/** How a sketch is cut. */
export interface Banding {
  readonly bands: number
  readonly rows: number
  /** Probability that a pair exactly at the threshold agrees in some band; of a nearer pair it is higher. */
  readonly recall: number
}

/** A pair at the threshold may be missed with at most this probability, where the sketch is long enough. */
const missLimit = 0.005

/**
 * The banding with most rows, thus fewest chance candidates, that finds a pair at the threshold with probability 0.995;
 * one row a band when the sketch is too short for that. A sketch of 128 gives, for a threshold of
 * 0.9: 14 bands of 9 rows, recall 0.999, candidates among pairs of similarity 0.5: 3%;
 * 0.8: 21 bands of 6 rows, recall 0.998, at 0.5: 28%, at 0.2: 0.1%;
 * 0.7: 32 bands of 4 rows, recall 0.9998, at 0.5: 87%, at 0.2: 5%.
 */
export function bandingFor(threshold: number, k: number): Banding {
  for (let rows = k; rows > 1; rows--) {
    const bands = Math.floor(k / rows)
    const recall = agreement(threshold, bands, rows)
    if (recall >= 1 - missLimit) return { bands, rows, recall }
  }
  return { bands: k, rows: 1, recall: agreement(threshold, k, 1) }
}

/** The S-curve: probability that two sets of this similarity agree in at least one band. */
export function agreement(similarity: number, bands: number, rows: number): number {
  return 1 - (1 - similarity ** rows) ** bands
}

/** Items with equal keys, two and more, item numbers ascending. */
export interface Buckets {
  readonly offsets: Int32Array
  readonly items: Int32Array
}

/** Finds equal keys by one pass over a hash table. O(n). */
export function bucketsOf(keys: Uint32Array): Buckets {
  const n = keys.length
  const mask = 2 ** Math.ceil(Math.log2(2 * n + 2)) - 1
  // 1 + number of the bucket, 0 where free.
  const slots = new Int32Array(mask + 1)
  const bucketOf = new Int32Array(n)
  const firsts = new Int32Array(n)
  const counts = new Int32Array(n)
  let buckets = 0
  for (let i = 0; i < n; i++) {
    let slot = keys[i] & mask
    while (slots[slot] !== 0 && keys[firsts[slots[slot] - 1]] !== keys[i]) slot = (slot + 1) & mask
    if (slots[slot] === 0) {
      firsts[buckets] = i
      slots[slot] = ++buckets
    }
    bucketOf[i] = slots[slot] - 1
    counts[bucketOf[i]]++
  }
  return groupedBy(bucketOf, counts.subarray(0, buckets))
}

function groupedBy(bucketOf: Int32Array, counts: Int32Array): Buckets {
  const starts = new Int32Array(counts.length).fill(-1)
  const offsets: number[] = [0]
  let total = 0
  for (let b = 0; b < counts.length; b++) {
    if (counts[b] < 2) continue
    starts[b] = total
    total += counts[b]
    offsets.push(total)
  }
  const items = new Int32Array(total)
  for (let i = 0; i < bucketOf.length; i++) {
    if (starts[bucketOf[i]] >= 0) items[starts[bucketOf[i]]++] = i
  }
  return { offsets: Int32Array.from(offsets), items }
}
