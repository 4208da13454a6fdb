// The bytes of a local file, decompressed when they are gzip or zstd, in chunks.

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { constants, createGunzip, createZstdDecompress } from 'node:zlib'
import { GamutError } from '../core/index.ts'
import { oneLine, readError, systemCode } from './file-errors.ts'

/** A file on this machine that can be read again and again. */
export interface LocalFile {
  readonly path: string
  /** What people call it: the path as given, `stdin`, a URL. */
  readonly name: string
  /** Size in bytes, as it is stored. */
  readonly size: number
  /** The media type a server gave, if one did. */
  readonly contentType?: string
}

export type Compression = 'gzip' | 'zstd'

/** Large enough that a chunk costs little beside its content, small enough to stay in the processor's cache. */
const chunkBytes = 1 << 20

/** How the file is compressed, by its first bytes and whatever its name. */
export async function compressionOf(file: LocalFile): Promise<Compression | undefined> {
  for await (const chunk of storedBytes(file)) {
    if (chunk.length >= 2 && chunk[0] === 0x1f && chunk[1] === 0x8b) return 'gzip'
    if (chunk.length >= 4 && chunk.readUInt32LE(0) === 0xfd2fb528) return 'zstd'
    return undefined
  }
  return undefined
}

/**
 * The file's content. A chunk is valid until the next one is asked for.
 * @throws GamutError `missing-file`, `is-directory`, `unreadable-file`, `truncated-file`, `broken-file`.
 */
export async function* contentBytes(file: LocalFile): AsyncGenerator<Buffer> {
  const compression = await compressionOf(file)
  yield* compression === undefined ? storedBytes(file) : decompressed(file, compression)
}

/** The file's bytes as they are stored; chunks and errors as `contentBytes`. */
export async function* storedBytes(file: LocalFile): AsyncGenerator<Buffer> {
  try {
    const handle = await open(file.path, 'r')
    try {
      const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(chunkBytes, file.size + 1)))
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, buffer.length)
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw await readError(error, file.path, file.name)
  }
}

async function* decompressed(file: LocalFile, compression: Compression): AsyncGenerator<Buffer> {
  const stored = createReadStream(file.path, { highWaterMark: chunkBytes })
  const content =
    compression === 'gzip'
      ? createGunzip({ chunkSize: chunkBytes })
      : createZstdDecompress({
          chunkSize: chunkBytes,
          // Files made with a long window (`zstd --long`) name a larger one than is allowed by default.
          params: { [constants.ZSTD_d_windowLogMax]: 31 },
        })
  try {
    // The error, if there is one, also ends the loop below, which reports it.
    pipeline(stored, content, () => {})
    for await (const chunk of content) yield chunk
  } catch (error) {
    throw await decompressionError(error, file, compression)
  } finally {
    stored.destroy()
    content.destroy()
  }
}

async function decompressionError(error: unknown, file: LocalFile, compression: Compression): Promise<Error> {
  if (error instanceof GamutError) return error
  const code = systemCode(error)
  if (code === 'Z_BUF_ERROR') {
    return new GamutError(
      'truncated-file',
      `${file.name} ends in the middle of its ${compression} data: copy or download it again.`,
    )
  }
  if (error instanceof Error && (code?.startsWith('Z_') || code?.startsWith('ZSTD_'))) {
    return new GamutError(
      'broken-file',
      `${file.name} is damaged: its ${compression} data cannot be unpacked (${oneLine(error.message)}); copy or download it again.`,
    )
  }
  return readError(error, file.path, file.name)
}
