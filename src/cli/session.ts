// What every long command runs in: the context, progress on a terminal, and Ctrl-C.

import type { Context } from '../core/index.ts'
import { interruptSignal, runContext } from '../run/index.ts'

/** Runs `work` with a context; progress and signal handlers are gone when it ends, however it ends. */
export async function session<Result>(
  { seed, quiet, progress }: { seed: number; quiet: boolean; progress: boolean },
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const interrupt = interruptSignal()
  const { context, stop } = runContext({
    seed,
    quiet,
    progress: progress ? 'plain' : 'auto',
    signal: interrupt.signal,
  })
  try {
    return await work(context)
  } finally {
    stop()
    interrupt.stop()
  }
}
