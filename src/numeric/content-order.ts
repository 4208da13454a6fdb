// An order of rows that depends on what they hold and not on where they stand, so that random choices made along it
// do not change when the rows are shuffled.

import type { Matrix } from '../core/index.ts'

/**
 * Row numbers sorted by a hash of the row's numbers (and of its weight, when given). Equal rows stand together, in their
 * original order: they cannot be told apart anyway. A row of f32 numbers hashes like the same numbers in f64.
 * Time O(n d + n log n).
 */
export function contentOrder(X: Matrix, weights?: ArrayLike<number>): Int32Array {
  return orderBy(contentHashes(X, weights))
}

/**
 * At most `limit` rows, the same whatever the order of the rows. Copies of one row are drawn independently of each
 * other, so that a pool of duplicates gives as fair a sample as any other pool.
 * @returns row numbers, all of them when there are no more than `limit`.
 */
export function contentSample(X: Matrix, limit: number): Int32Array {
  if (X.rows <= limit) return Int32Array.from({ length: X.rows }, (_, i) => i)
  const hashes = contentHashes(X)
  const copies = new Map<number, number>()
  const keys = hashes.map((hash) => {
    const copy = copies.get(hash) ?? 0
    copies.set(hash, copy + 1)
    return copy === 0 ? hash : mixCopy(hash, copy)
  })
  return orderBy(keys).slice(0, limit)
}

function orderBy(keys: Float64Array): Int32Array {
  const order = Int32Array.from({ length: keys.length }, (_, i) => i)
  return order.sort((a, b) => keys[a] - keys[b] || a - b)
}

/** One hash a row, in [0, 2^53). */
function contentHashes(X: Matrix, weights?: ArrayLike<number>): Float64Array {
  const width = X.cols + (weights === undefined ? 0 : 1)
  const values = new Float64Array(width)
  const words = new Uint32Array(values.buffer)
  const hashes = new Float64Array(X.rows)
  for (let i = 0; i < X.rows; i++) {
    // Adding zero turns -0 into 0, which equals it.
    for (let j = 0; j < X.cols; j++) values[j] = X.data[i * X.cols + j] + 0
    if (weights !== undefined) values[X.cols] = weights[i] + 0
    let a = 0x9747b28c
    let b = 0x3c074a61
    for (let k = 0; k < words.length; k++) {
      a = Math.imul(a ^ words[k], 0x01000193)
      a ^= a >>> 15
      b = Math.imul((b << 13) | (b >>> 19), 5) ^ Math.imul(words[k], 0x85ebca6b)
    }
    hashes[i] = join(finish(a), finish(b))
  }
  return hashes
}

function mixCopy(hash: number, copy: number): number {
  const low = hash % 0x100000000
  const high = Math.floor(hash / 0x100000000)
  return join(finish(low ^ Math.imul(copy, 0x9e3779b9)), finish(high + Math.imul(copy, 0x85ebca6b)))
}

function join(a: number, b: number): number {
  return (b & 0x1fffff) * 0x100000000 + a
}

function finish(value: number): number {
  let h = value ^ (value >>> 16)
  h = Math.imul(h, 0x7feb352d)
  h ^= h >>> 15
  h = Math.imul(h, 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}
