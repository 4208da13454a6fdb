// Compressed length: the bytes that are left of an item when it is compressed alone, a stand-in for its Kolmogorov
// complexity. Unlike length, it does not count what repeats.

import { deflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { defineItemMeasure } from './define.ts'

const itemsBetweenChecks = 1000

/** Bytes of a text after raw deflate at level 9; 0 for an empty text. The exact size differs between versions of zlib. */
export function compressedLength(text: string): number {
  return text === '' ? 0 : deflateRawSync(text, { level: 9 }).length
}

export default defineItemMeasure({
  name: 'compressed-length',
  title: 'Compressed length',
  summary:
    'How many bytes are left of an item when it is compressed: long only when there is much that is not repeated.',
  family: 'complexity',
  direction: 'higher',
  unit: 'bytes',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool, _, context) =>
    Float64Array.from(pool.text, (text, i) => {
      if (i % itemsBetweenChecks === 0) {
        context.signal.throwIfAborted()
        context.progress(i, pool.size)
      }
      return compressedLength(text)
    }),
})
