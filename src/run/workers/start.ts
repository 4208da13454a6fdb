// Starting a worker thread whether the program runs from src (TypeScript, type stripping) or from dist (JavaScript).

import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { GamutError } from '../../core/index.ts'

/**
 * Starts a worker: `startWorker(new URL('./x.worker.ts', import.meta.url))`. Where there is no such `.ts` file, as in
 * dist, the `.js` beside it is meant: the compiler rewrites import paths but not URLs.
 */
export function startWorker(url: URL): Worker {
  const file = existsSync(url) ? url : new URL(url.href.replace(/\.ts$/, '.js'))
  // A worker inherits the flags of the process, and with `--input-type`, meant for `--eval`, it would not start.
  const forText = process.execArgv.some((flag) => flag.startsWith('--input-type'))
  return new Worker(file, forText ? { execArgv: [] } : {})
}

/**
 * Worker threads to use: `GAMUT_THREADS`, else what the machine offers to this process.
 * @throws GamutError `bad-threads` when the variable is not a whole number of at least 1.
 */
export function threadCount(): number {
  const given = process.env.GAMUT_THREADS
  if (given === undefined || given === '') return availableParallelism()
  const count = Number(given)
  if (!Number.isInteger(count) || count < 1) {
    throw new GamutError(
      'bad-threads',
      `GAMUT_THREADS must be a whole number of at least 1, not \`${given}\`: set it to 1, 2, … or unset it.`,
    )
  }
  return count
}
