// Files written so that they are either the new or the old ones: to a temporary name beside the target, then renamed.

import { randomUUID } from 'node:crypto'
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { GamutError, messageOf } from '../core/index.ts'
import { directory, oneLine, systemCode } from './file-errors.ts'

/** What a file is made of: all of it, or piece by piece. */
export type Content = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** Opens the file to write to; the one of `node:fs/promises`, except in tests of full disks. */
export type OpenFile = (
  path: string,
  flags: string,
  mode?: number,
) => Promise<Pick<FileHandle, 'writeFile' | 'sync' | 'close'>>

/**
 * Writes a file. Until everything is on the disk the target stays as it was, and so it does when anything fails, be it
 * the disk or what makes the content. A link is followed; a device or a pipe is written to directly.
 * @throws GamutError `full-disk`, `unwritable-file`, `missing-folder`, `is-directory`, `write-failed`; errors of the
 * content as they are.
 */
export async function writeAtomically(
  path: string,
  content: Content,
  openFile: OpenFile = open,
): Promise<void> {
  const disk = <T>(doing: Promise<T>) =>
    doing.catch((error: unknown) => {
      throw writeError(error, path)
    })
  const target = await disk(targetOf(path))
  if (!target.replaceable) {
    const handle = await disk(openFile(target.path, 'w'))
    await writePieces(handle, content, disk).finally(() => handle.close())
    return
  }
  const folder = dirname(target.path)
  const temporary = join(folder, `.${basename(target.path).slice(0, 100)}.${randomUUID()}.tmp`)
  const handle = await disk(openFile(temporary, 'wx', target.mode))
  try {
    await writePieces(handle, content, disk)
      .then(() => disk(handle.sync()))
      .finally(() => handle.close())
    await disk(rename(temporary, target.path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** Writes values as JSON Lines; errors as `writeAtomically`. */
export function writeJsonl(path: string, rows: Iterable<unknown> | AsyncIterable<unknown>): Promise<void> {
  return writeAtomically(path, jsonLines(rows))
}

async function* jsonLines(rows: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
  let lines = ''
  for await (const row of rows) {
    lines += `${JSON.stringify(row)}\n`
    // Writing line by line would spend the time on calls.
    if (lines.length < 65536) continue
    yield lines
    lines = ''
  }
  if (lines !== '') yield lines
}

interface Target {
  readonly path: string
  /** Whether renaming another file over it replaces it: true of files and of what is not there yet. */
  readonly replaceable: boolean
  /** Permissions of the file there is. */
  readonly mode?: number
}

async function targetOf(path: string): Promise<Target> {
  try {
    const real = await realpath(path)
    const found = await stat(real)
    if (found.isDirectory()) throw directory(path)
    return { path: real, replaceable: found.isFile(), mode: found.mode & 0o777 }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { path, replaceable: true }
    throw error
  }
}

async function writePieces(
  handle: Pick<FileHandle, 'writeFile'>,
  content: Content,
  disk: (doing: Promise<void>) => Promise<void>,
): Promise<void> {
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  for await (const piece of pieces) await disk(handle.writeFile(piece))
}

/** Makes the renaming itself survive a power cut, where folders can be synced at all. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // Some systems do not sync folders; the file itself is on the disk.
  }
}

function writeError(error: unknown, path: string): GamutError {
  if (error instanceof GamutError) return error
  const unchanged = 'what was there before is unchanged'
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new GamutError(
        'full-disk',
        `${path} was not written because the disk is full (${unchanged}): make room or write somewhere else.`,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new GamutError(
        'unwritable-file',
        `${path} may not be written by this user (${unchanged}): change the permissions of its folder or write somewhere else.`,
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return new GamutError(
        'missing-folder',
        `${path} was not written because there is no folder ${dirname(path)}: make it first.`,
      )
    default:
      return new GamutError(
        'write-failed',
        `${path} was not written (${oneLine(messageOf(error))}; ${unchanged}).`,
        {
          cause: error,
        },
      )
  }
}
