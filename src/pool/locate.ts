// From what the user wrote to files on this machine: paths, patterns, standard input, URLs.

import { createReadStream } from 'node:fs'
import { glob, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { GamutError } from '../core/index.ts'
import type { LocalFile } from './bytes.ts'
import { fetchFile } from './fetch.ts'
import { directory, readError } from './file-errors.ts'
import { s3File } from './s3.ts'
import { spool } from './spool.ts'

/**
 * The files that a path names; those of a pattern in sorted order. What can be read only once is kept in a temporary
 * file.
 * @throws GamutError `missing-file`, `is-directory`, `unreadable-file`, `fetch-failed`, `no-s3`, `no-input`.
 */
export async function locate(path: string): Promise<LocalFile[]> {
  if (path === '-') return [await standardInput()]
  if (/^https?:\/\//i.test(path)) return [await fetchFile(path)]
  if (/^s3:\/\//i.test(path)) return [await s3File(path)]
  const local = /^file:\/\//i.test(path) ? fileURLToPath(path) : path
  return (await localFile(local)) ?? matches(local)
}

let input: Promise<LocalFile> | undefined

/** What comes on standard input. It comes once, so that whoever asks again gets the same file. */
function standardInput(): Promise<LocalFile> {
  if (process.stdin.isTTY) {
    throw new GamutError(
      'no-input',
      'Nothing is piped into standard input: use - behind a pipe, as in `cat pool.jsonl | gamut measure -`.',
    )
  }
  input ??= spool(process.stdin, 'stdin')
  return input
}

/** The file of exactly this name; undefined when there is none and the name may be a pattern. */
async function localFile(path: string): Promise<LocalFile[] | undefined> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw directory(path)
    if (found.isFile()) return [{ path, name: path, size: found.size }]
    return [await spool(createReadStream(path), path)]
  } catch (error) {
    const known = await readError(error, path, path)
    if (known.code === 'missing-file' && /[*?[{]/.test(path)) return undefined
    throw known
  }
}

async function matches(pattern: string): Promise<LocalFile[]> {
  const files: LocalFile[] = []
  for await (const path of glob(pattern)) {
    const found = await stat(path).catch(async (error: unknown) => {
      throw await readError(error, path, path)
    })
    if (found.isFile()) files.push({ path, name: path, size: found.size })
  }
  if (files.length === 0) {
    throw new GamutError(
      'missing-file',
      `No file matches ${pattern}: check the pattern, which starts at ${process.cwd()}.`,
    )
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
