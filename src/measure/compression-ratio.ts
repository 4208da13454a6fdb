// Compression ratio: how much shorter the texts become when they are compressed together. It counts every kind of
// redundancy that a compressor finds, word for word or within words, in any language.

import { constants, deflateRawSync, zstdCompressSync } from 'node:zlib'
import { z } from 'zod'
import { type Context, createContext } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { valueOr } from './value.ts'

/** `deflate` sees repeats within 32 kB, as in the literature; `zstd` within 128 MB. */
export type Codec = 'deflate' | 'zstd'

const params = z.object({
  codec: z
    .enum(['deflate', 'zstd'])
    .default('deflate')
    .describe('deflate sees repeats within 32 kB of sorted texts, zstd within 128 MB'),
})

const deflateWindow = 32768
/** Deflate works on pieces of about this many characters, each primed with the window before it. */
const pieceLength = 1 << 20
const zstdLevel = 9
const zstdWindowLog = 27

/**
 * Bytes of the texts over bytes compressed, higher is more redundant. Texts are sorted and joined by newlines, so that
 * the order of rows does not matter and texts that begin alike are neighbours. Raw deflate at level 9, or zstd at level 9
 * with long-distance matching. The exact size differs between versions of the compressors.
 * @returns a number, about 1 for few random characters and hundreds for repeats; NaN when all texts are empty.
 * Linear; deflate holds about a megabyte at a time, zstd everything.
 * Source: Shaib et al. 2024, "Standardizing the measurement of text diversity".
 */
export function compressionRatio(
  texts: readonly string[],
  { codec = 'deflate' }: { codec?: Codec } = {},
): number {
  const { bytes, compressed } = sizes(texts, codec, createContext())
  return bytes / compressed
}

function sizes(
  texts: readonly string[],
  codec: Codec,
  context: Context,
): { bytes: number; compressed: number } {
  const sorted = texts.toSorted()
  if (sorted.at(-1) === '') return { bytes: 0, compressed: 0 }
  const whole = codec === 'zstd' ? Number.POSITIVE_INFINITY : pieceLength
  let bytes = 0
  let compressed = 0
  let window = Buffer.alloc(0)
  let next = 0
  while (next < sorted.length) {
    context.signal.throwIfAborted()
    const start = next
    let characters = 0
    while (next < sorted.length && characters < whole) characters += sorted[next++].length + 1
    const separator = next < sorted.length ? '\n' : ''
    const piece = Buffer.from(sorted.slice(start, next).join('\n') + separator)
    bytes += piece.length
    compressed += codec === 'zstd' ? zstdSize(piece) : deflateSize(piece, window)
    window = Buffer.from(piece.subarray(-deflateWindow))
    context.progress(next, sorted.length)
  }
  return { bytes, compressed }
}

function deflateSize(piece: Buffer, window: Buffer): number {
  return deflateRawSync(piece, { level: 9, dictionary: window.length > 0 ? window : undefined }).length
}

function zstdSize(piece: Buffer): number {
  const settings = {
    [constants.ZSTD_c_compressionLevel]: zstdLevel,
    [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    [constants.ZSTD_c_windowLog]: zstdWindowLog,
  }
  return zstdCompressSync(piece, { params: settings }).length
}

export default defineMeasure({
  name: 'compression-ratio',
  title: 'Compression ratio',
  summary:
    'How many times shorter the texts get when compressed together: high when they repeat one another.',
  paper: {
    title: 'Standardizing the measurement of text diversity: A tool and a comparative analysis of scores',
    authors: 'Chantal Shaib et al.',
    year: 2024,
  },
  family: 'diversity',
  direction: 'lower',
  unit: 'bytes per compressed byte',
  range: '(0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { codec }, context) => {
    const { bytes, compressed } = sizes(pool.text, codec, context)
    return valueOr('all texts are empty', bytes / compressed, pool.size, {
      warning: 'It rises with the amount of text: compare pools of equally many bytes.',
      detail: { bytes, compressed, codec },
    })
  },
})
