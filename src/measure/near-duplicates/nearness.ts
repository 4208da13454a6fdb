// What every method of finding near duplicates gives: which contents belong together, and how near any two are.

import type { Components } from './components.ts'

/** Nearness of the different contents of a pool, by their numbers. */
export interface Nearness {
  readonly components: Components
  /** Whether every pair that reaches the threshold is certain to be in one component. */
  readonly exact: boolean
  /** Probability that a pair exactly at the threshold was looked at; 1 when exact. */
  readonly recall: number
  /** The exact similarity of two different contents. */
  similarity(a: number, b: number): number
  /** Total similarity of each of these contents to all of them, content g counted `weights[g]` times. */
  centrality(contents: readonly number[], weights: readonly number[]): Float64Array
}

/** How a long computation is watched and stopped. */
export interface Watch {
  readonly signal?: AbortSignal
  progress?(done: number, total?: number, note?: string): void
}

/** Says how far a computation has come, and every now and then lets the program answer to a signal. */
export type Pause = (done: number, total: number, note: string) => Promise<void>

/** @returns a function to await between blocks of work. @throws the signal's reason when it was aborted. */
export function createPause({ signal, progress }: Watch): Pause {
  const interval = 50
  let last = performance.now()
  return async (done, total, note) => {
    signal?.throwIfAborted()
    progress?.(done, total, note)
    if (performance.now() - last < interval) return
    await new Promise<void>((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    last = performance.now()
  }
}
