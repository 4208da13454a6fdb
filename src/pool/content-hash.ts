// Hashes of what items hold, for choosing among them independently of their order.

import { hash32, type Matrix, mix32, type Pool } from '../core/index.ts'

/**
 * A function that gives each item of a pool a hash in [0, 2^53) of its text, vector, quality and label; of its id when it
 * has none of these. Equal items have equal hashes, whatever pool they are in. Not for secrets.
 * @param seedA, @param seedB whole numbers below 2^32; other seeds give independent hashes.
 */
export function contentHasher(seedA: number, seedB: number): (pool: Pool) => Float64Array {
  return (pool) => {
    const lanes = { a: new Int32Array(pool.size).fill(seedA), b: new Int32Array(pool.size).fill(seedB) }
    const { text, vectors, quality, group } = pool
    const texts = text ?? (vectors || quality || group ? undefined : pool.ids)
    if (texts) addTexts(lanes, texts)
    if (vectors) addRows(lanes, vectors)
    if (quality) addRows(lanes, { data: quality, rows: pool.size, cols: 1 })
    if (group) addTexts(lanes, group.codes, group.labels)
    return Float64Array.from(lanes.a, (a, i) => {
      const low = mix32(a ^ lanes.b[i])
      const high = mix32(lanes.b[i] ^ Math.imul(low, 0x9e3779b9))
      return (high >>> 11) * 2 ** 32 + low
    })
  }
}

/** Two hashes of 32 bits an item. */
interface Lanes {
  readonly a: Int32Array
  readonly b: Int32Array
}

function addTexts(lanes: Lanes, texts: readonly string[]): void
function addTexts(lanes: Lanes, codes: Int32Array, labels: readonly string[]): void
function addTexts({ a, b }: Lanes, items: readonly string[] | Int32Array, labels?: readonly string[]): void {
  for (let i = 0; i < a.length; i++) {
    const item = items[i]
    const text = typeof item === 'string' ? item : (labels?.[item] ?? '')
    a[i] = hash32(text, a[i])
    b[i] = hash32(text, b[i])
  }
}

function addRows({ a, b }: Lanes, { data, rows, cols }: Matrix): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4)
  const width = (cols * data.BYTES_PER_ELEMENT) / 4
  for (let i = 0, k = 0; i < rows; i++) {
    let first = a[i]
    let second = b[i]
    for (const end = k + width; k < end; k++) {
      first = Math.imul(first ^ words[k], 0x01000193)
      first ^= first >>> 15
      second = Math.imul(((second << 13) | (second >>> 19)) ^ words[k], 0x85ebca6b)
    }
    a[i] = mix32(first)
    b[i] = mix32(second)
  }
}
