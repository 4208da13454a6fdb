// Streams that can be read once, such as standard input, kept in a temporary file that can be read again.

import { rmSync } from 'node:fs'
import { mkdtemp, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GamutError, messageOf } from '../core/index.ts'
import type { LocalFile } from './bytes.ts'
import { oneLine, systemCode } from './file-errors.ts'

let folder: Promise<string> | undefined
let files = 0

/** This process's folder for temporary files; it is removed when the process ends. */
export function temporaryFolder(): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'gamut-')).then((path) => {
    process.once('exit', () => rmSync(path, { recursive: true, force: true }))
    return path
  })
  return folder
}

/**
 * Writes a stream to a temporary file.
 * @throws GamutError `full-disk` when it does not fit; errors of the stream as they are.
 */
export async function spool(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  contentType?: string,
): Promise<LocalFile> {
  const path = join(await temporaryFolder(), `input-${++files}`)
  const handle = await open(path, 'wx', 0o600)
  let size = 0
  try {
    for await (const chunk of chunks) {
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw spoolError(error, name)
      })
      size += chunk.length
    }
  } finally {
    await handle.close()
  }
  return { path, name, size, contentType }
}

function spoolError(error: unknown, name: string): GamutError {
  const full = systemCode(error) === 'ENOSPC'
  const reason = full ? 'the disk is full' : oneLine(messageOf(error))
  return new GamutError(
    full ? 'full-disk' : 'write-failed',
    `${name} cannot be kept in ${tmpdir()} for reading (${reason}): make room, or set TMPDIR to another folder.`,
  )
}
