// A list of tasks through worker threads.

import type { Transferable } from 'node:worker_threads'
import type { Context } from '../../core/index.ts'
import { workerPool } from './pool.ts'
import { threadCount } from './start.ts'

export interface MapInWorkersOptions<Task> {
  /** Worker threads. Default `threadCount()`. */
  size?: number
  /** Checked between tasks: running ones end, and the rest is not begun. */
  signal?: AbortSignal
  /** Told the number of tasks done after each, of `tasks.length`. */
  progress?: Context['progress']
  /** Buffers of a task to hand over instead of copying. */
  transfer?: (task: Task) => Transferable[]
}

/**
 * The results of all tasks in their order, whatever the number of workers.
 * @param url the worker's file, which calls `serveTasks`; see `startWorker`.
 * @throws the error of the first task in order that fails (tasks begun by then are waited for), the signal's reason when
 * cancelled, one error when a worker dies.
 */
export async function mapInWorkers<Task, Result>(
  url: URL,
  tasks: readonly Task[],
  { size = threadCount(), signal, progress, transfer }: MapInWorkersOptions<Task> = {},
): Promise<Result[]> {
  signal?.throwIfAborted()
  const lanes = Math.min(size, tasks.length)
  const pool = workerPool(url, { size: lanes })
  const results = new Array<Result>(tasks.length)
  const failures: { readonly index: number; readonly error: unknown }[] = []
  let next = 0
  let done = 0

  async function lane(): Promise<void> {
    while (next < tasks.length && failures.length === 0 && !signal?.aborted) {
      const index = next++
      try {
        results[index] = await pool.run<Task, Result>(tasks[index], transfer?.(tasks[index]))
        progress?.(++done, tasks.length)
      } catch (error) {
        failures.push({ index, error })
      }
    }
  }

  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    await pool.close()
  }
  // Tasks are begun in order, so every task before the first failing one has been run: which error comes out does not
  // depend on which worker was quicker.
  if (failures.length > 0) throw failures.sort((a, b) => a.index - b.index)[0].error
  signal?.throwIfAborted()
  return results
}
