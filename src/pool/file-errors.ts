// What the operating system says about a file, as sentences.

import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { GamutError, messageOf, nearestName } from '../core/index.ts'

/** The code of a system error, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What went wrong when reading `path`, which people call `name`. A GamutError stays as it is. */
export async function readError(error: unknown, path: string, name: string): Promise<GamutError> {
  if (error instanceof GamutError) return error
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return missingFile(path, name)
    case 'EISDIR':
      return directory(name)
    case 'EACCES':
    case 'EPERM':
      return new GamutError(
        'unreadable-file',
        `${name} may not be read by this user: change its permissions (chmod u+r) or copy it.`,
      )
    case 'EMFILE':
    case 'ENFILE':
      return new GamutError(
        'unreadable-file',
        `${name} cannot be opened because too many files are open: close some or raise the limit (ulimit -n).`,
      )
    default:
      return new GamutError('unreadable-file', `${name} cannot be read: ${oneLine(messageOf(error))}.`, {
        cause: error,
      })
  }
}

/** The error for a file that is not there, with the nearest name in its folder. */
export async function missingFile(path: string, name: string): Promise<GamutError> {
  const folder = dirname(path)
  const siblings = await readdir(folder).catch(() => undefined)
  if (siblings === undefined) {
    return new GamutError(
      'missing-file',
      `There is no file ${name}, and no folder ${folder}: check the path, which starts at ${process.cwd()}.`,
    )
  }
  const nearest = nearestName(basename(path), siblings)
  const advice =
    nearest === undefined
      ? `check the path, which starts at ${process.cwd()}`
      : `did you mean ${join(folder, nearest)}?`
  return new GamutError(
    'missing-file',
    `There is no file ${name}: ${advice}${advice.endsWith('?') ? '' : '.'}`,
  )
}

/** The error for a folder given as a file. */
export function directory(name: string): GamutError {
  return new GamutError(
    'is-directory',
    `${name} is a folder: name a file in it, or several with a pattern such as '${join(name, '*.jsonl')}'.`,
  )
}

/** A message of somebody else's made to fit into a sentence: one line, no full stop at its end, not too long. */
export function oneLine(message: string): string {
  const line = message.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
  const short = line.length > 200 ? `${line.slice(0, 200)}…` : line
  return short.replace(/[.:]+$/, '')
}
