// The context of a command: seed, Ctrl-C, progress and sentences on stderr, the cache on disk.

import { type Cache, type Context, createContext, type Log } from '../core/index.ts'
import { openCache } from './cache/open.ts'
import { type ProgressStream, terminalProgress } from './progress.ts'

export interface RunContextOptions {
  /** Default 0. */
  seed?: number
  signal?: AbortSignal
  /** No progress and no notes; warnings stay, because they say that a number misleads or a file was not used. */
  quiet?: boolean
  /** `auto`: a bar where stderr is a terminal; `plain`: a line at most every 10 seconds, for log files. */
  progress?: 'auto' | 'plain' | 'none' | Context['progress']
  /** A cache, the folder to keep one in, or false for none. Default: `openCache()`. */
  cache?: Cache | string | false
  /** Where people read. Default stderr. */
  stream?: ProgressStream
}

export interface RunContext {
  readonly context: Context
  /** Takes the progress from the screen and closes the cache if this opened it. Call it however the run ends. */
  stop(): void
}

/** What a command runs in. Nothing is opened or written before it is used. @throws GamutError `bad-seed`. */
export function runContext(options: RunContextOptions = {}): RunContext {
  const { seed, signal, quiet = false, progress = 'auto', stream = process.stderr, cache } = options
  const mode = quiet && typeof progress === 'string' ? 'none' : progress
  const display = terminalProgress(stream, { plain: mode === 'plain' })
  const said = new Set<string>()
  const say = (line: string) => {
    if (said.has(line)) return
    said.add(line)
    display.write(line)
  }
  const log: Log = {
    note: (sentence) => {
      if (!quiet) say(sentence)
    },
    warn: (sentence) => say(`Warning: ${sentence}`),
  }
  const opened = cache === undefined || typeof cache === 'string' ? openCache(cache, { log }) : undefined
  const given = typeof cache === 'object' ? cache : undefined
  const context = createContext({
    seed,
    signal,
    progress: typeof mode === 'function' ? mode : mode === 'none' ? undefined : display.report,
    cache: opened ?? given,
    log,
  })
  return {
    context,
    stop() {
      display.stop()
      opened?.close()
    },
  }
}
