// What every method gets besides its input: random streams, cancelling, progress, the cache, and the log.

import { GamutError } from './errors.ts'
import { type Random, randomStream } from './random.ts'

/** Bytes by content-addressed key. Batched, because embeddings come by the thousand. */
export interface Cache {
  /** The stored values, `undefined` where there is none, in the order of the keys. */
  get(keys: readonly string[]): (Uint8Array | undefined)[]
  /** Stores all or, after a crash, none. */
  set(entries: readonly (readonly [key: string, value: Uint8Array])[]): void
}

/** One sentence at a time for people: stderr on the command line, nothing by default in the library. */
export interface Log {
  note(sentence: string): void
  warn(sentence: string): void
}

/** What every method gets besides its input. */
export interface Context {
  /** The run's one seed. */
  readonly seed: number
  /** The random stream of that name under the run's one seed. */
  random(stream: string): Random
  readonly signal: AbortSignal
  /** Work done so far, of `total` if known, with what is being done now. Cheap to call often. */
  progress(done: number, total?: number, note?: string): void
  readonly cache: Cache
  readonly log: Log
}

export interface ContextOptions {
  /** Any finite number; 0 when absent. */
  seed?: number
  signal?: AbortSignal
  progress?: Context['progress']
  cache?: Cache
  log?: Log
}

/** A context for library use: seed 0, silent, no cache, never cancelled, unless told otherwise. */
export function createContext(options: ContextOptions = {}): Context {
  const { seed = 0 } = options
  if (!Number.isFinite(seed)) {
    throw new GamutError(
      'bad-seed',
      `The seed must be a finite number, not ${seed}: give a whole number such as 1.`,
    )
  }
  return {
    seed,
    random: (stream) => randomStream(seed, stream),
    signal: options.signal ?? new AbortController().signal,
    progress: options.progress ?? (() => {}),
    cache: options.cache ?? { get: (keys) => keys.map(() => undefined), set: () => {} },
    log: options.log ?? { note: () => {}, warn: () => {} },
  }
}
