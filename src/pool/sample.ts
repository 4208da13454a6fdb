// A seeded sample that does not depend on the order of the rows: the items whose hash, keyed by the seed, is smallest
// (bottom-k sampling, Cohen & Kaplan 2007, "Summarizing data using bottom-k sketches").

import { type Context, GamutError, mix32, type Pool, type PoolSource } from '../core/index.ts'
import { concatPools } from './concat.ts'
import { contentHasher } from './content-hash.ts'
import { Tally } from './tally.ts'

/** Rows read at a time. */
const blockRows = 8192

export interface Sample {
  /** The drawn items in the order of their hashes, which is random but the same for the same seed and items. */
  readonly pool: Pool
  /** Items of the whole source. */
  readonly total: number
}

/**
 * Draws `size` items in one pass, without replacement and each equally likely; all of them when there are no more. The
 * hash is of what the item holds (text, vector, quality, label; its id when it has nothing else) and of how many equal
 * items came before, so that copies are drawn independently. The random numbers are those of `context.random('sample')`.
 * @throws GamutError `bad-sample-size` unless size >= 1, `empty-file` when there are no items.
 * Time O(n), memory O(size) items and 12 to 24 bytes for each different item of the source.
 */
export async function sampleSource(source: PoolSource, size: number, context: Context): Promise<Sample> {
  const keysOf = keyReader(context)
  const kept = new Smallest(size)
  let total = 0
  for await (const block of source.blocks(blockRows)) {
    context.signal.throwIfAborted()
    kept.add(block, keysOf(block))
    total += block.size
    context.progress(total, source.size, 'sampling')
  }
  if (total === 0) throw new GamutError('empty-file', `${source.name} holds no items.`)
  return { pool: kept.pool(), total }
}

/** The same sample of a pool in memory as `sampleSource` draws from its file. */
export function samplePool(pool: Pool, size: number, context: Context): Pool {
  const keys = keyReader(context)(pool)
  checkSize(size)
  return pool.take(smallest(keys, size))
}

function checkSize(size: number): void {
  if (size >= 1) return
  throw new GamutError('bad-sample-size', `A sample must have at least one item, not ${size}.`)
}

/** Gives each item of each block its key in [0, 2^53); the blocks must come one after the other. */
function keyReader(context: Context): (block: Pool) => Float64Array {
  const random = context.random('sample')
  const hashesOf = contentHasher(random.integer(2 ** 32), random.integer(2 ** 32))
  const copies = new Tally()
  return (block) =>
    hashesOf(block).map((hash) => {
      const copy = copies.increment(hash)
      const low = hash % 2 ** 32
      const high = Math.floor(hash / 2 ** 32)
      const a = mix32(low ^ Math.imul(copy, 0x9e3779b9))
      const b = mix32(high ^ Math.imul(copy, 0x85ebca6b) ^ a)
      return (b >>> 11) * 2 ** 32 + a
    })
}

/** Keeps the items of the smallest keys that it was given. */
class Smallest {
  readonly #size: number
  #parts: Pool[] = []
  #keys: Float64Array[] = []
  #held = 0
  /** No item beyond it can be in the sample any more. */
  #limit = Number.POSITIVE_INFINITY

  constructor(size: number) {
    checkSize(size)
    this.#size = size
  }

  add(block: Pool, keys: Float64Array): void {
    const indices: number[] = []
    for (let i = 0; i < keys.length; i++) if (keys[i] < this.#limit) indices.push(i)
    if (indices.length === 0) return
    this.#parts.push(block.take(indices))
    this.#keys.push(Float64Array.from(indices, (i) => keys[i]))
    this.#held += indices.length
    if (this.#held > 2 * this.#size) this.#shrink()
  }

  pool(): Pool {
    this.#shrink()
    return this.#parts[0]
  }

  #shrink(): void {
    const keys = new Float64Array(this.#held)
    let start = 0
    for (const part of this.#keys) {
      keys.set(part, start)
      start += part.length
    }
    const order = smallest(keys, this.#size)
    this.#parts = [concatPools(this.#parts).take(order)]
    this.#keys = [Float64Array.from(order, (i) => keys[i])]
    this.#held = order.length
    if (order.length === this.#size) this.#limit = keys[order[order.length - 1]]
  }
}

/** Positions of the `size` smallest keys, in their order. */
function smallest(keys: Float64Array, size: number): Int32Array {
  const order = Int32Array.from({ length: keys.length }, (_, i) => i)
  return order.sort((a, b) => keys[a] - keys[b] || a - b).slice(0, size)
}
