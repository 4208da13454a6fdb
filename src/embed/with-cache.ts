// Vectors through the content-addressed cache: each different text is embedded once, in this run or an earlier one.

import type { Cache } from '../core/index.ts'
import { cacheKey } from '../run/index.ts'
import type { Embedder } from './embedder.ts'

/** Different texts looked up, embedded and stored at a time: what a killed run has to do again at most. */
const batchTexts = 1024

/**
 * The same embedder, asking the cache first and storing after every batch. The key of a vector is the embedder's name
 * and the text; the value its Float32 numbers in the machine's byte order (little-endian on all that Node runs on).
 * A value of another length counts as missing.
 * @param batch different texts a batch. Cancelled between batches; progress counts different texts.
 */
export function withCache(
  embedder: Embedder,
  cache: Cache,
  { batch = batchTexts }: { batch?: number } = {},
): Embedder {
  const { name, dimensions } = embedder

  /** Fills the rows of these different texts. */
  async function fill(texts: readonly string[], rows: readonly Float32Array[], signal?: AbortSignal) {
    const keys = texts.map((text) => cacheKey('embedding', name, text))
    const missing: number[] = []
    cache.get(keys).forEach((value, i) => {
      if (value?.byteLength !== rows[i].byteLength) missing.push(i)
      else bytesOf(rows[i]).set(value)
    })
    if (missing.length === 0) return
    const { data } = await embedder.embed(
      missing.map((i) => texts[i]),
      { signal },
    )
    for (const [m, i] of missing.entries()) {
      rows[i].set(data.subarray(m * dimensions, (m + 1) * dimensions))
    }
    cache.set(missing.map((i) => [keys[i], bytesOf(rows[i])]))
  }

  return {
    ...embedder,
    async embed(texts, { signal, progress } = {}) {
      const data = new Float32Array(texts.length * dimensions)
      const rowAt = (i: number) => data.subarray(i * dimensions, (i + 1) * dimensions)
      const firstOf = new Map<string, number>()
      texts.forEach((text, i) => {
        if (!firstOf.has(text)) firstOf.set(text, i)
      })
      const distinct = [...firstOf.values()]
      for (let start = 0; start < distinct.length; start += batch) {
        signal?.throwIfAborted()
        const firsts = distinct.slice(start, start + batch)
        await fill(
          firsts.map((i) => texts[i]),
          firsts.map(rowAt),
          signal,
        )
        progress?.(start + firsts.length, distinct.length, 'embedding')
      }
      texts.forEach((text, i) => {
        const first = firstOf.get(text)
        if (first !== undefined && first !== i) rowAt(i).set(rowAt(first))
      })
      return { data, rows: texts.length, cols: dimensions }
    },
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
