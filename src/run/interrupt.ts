// Ctrl-C: the first asks the run to stop at its next safe point, the second ends the process.

import { exitCode } from '../core/index.ts'

export interface Interrupt {
  /** Aborted by the first SIGINT, with an `AbortError` as its reason. */
  readonly signal: AbortSignal
  /** Gives SIGINT back its usual meaning. */
  stop(): void
}

/** Listens for SIGINT. A second one exits at once with code 130, which is also what a stopped run should exit with. */
export function interruptSignal(): Interrupt {
  const controller = new AbortController()
  const onInterrupt = () => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted)
    process.stderr.write('\nStopping at the next safe point. Press Ctrl-C again to stop at once.\n')
    controller.abort(new DOMException('The run was interrupted.', 'AbortError'))
  }
  process.on('SIGINT', onInterrupt)
  return { signal: controller.signal, stop: () => process.off('SIGINT', onInterrupt) }
}
