// A pool of worker threads of one kind, started when there is work for them.

import { basename } from 'node:path'
import type { Transferable, Worker } from 'node:worker_threads'
import { GamutError, messageOf } from '../../core/index.ts'
import { type Answer, unpackError } from './answer.ts'
import { startWorker, threadCount } from './start.ts'

export interface WorkerPool {
  /**
   * Runs a task in the first free worker and gives its result, or the error it threw.
   * @param transfer buffers of the task to hand over instead of copying.
   */
  run<Task, Result>(task: Task, transfer?: readonly Transferable[]): Promise<Result>
  /** Lets running tasks end, drops waiting ones with an error, and stops the workers. */
  close(): Promise<void>
}

interface Job {
  readonly message: { readonly task: unknown }
  readonly transfer: readonly Transferable[]
  readonly ended: Promise<unknown>
  resolve(result: unknown): void
  reject(error: unknown): void
}

/**
 * At most `size` workers (default `threadCount()`) that run the file at `url`, which calls `serveTasks`.
 * An idle pool does not keep the process alive. When a worker dies, its task and all that wait get one error that says
 * so, and the pool takes no more. Workers are never stopped at work: ending a thread inside a native engine would
 * end the process.
 */
export function workerPool(url: URL, { size = threadCount() }: { size?: number } = {}): WorkerPool {
  const workers = new Set<Worker>()
  const idle: Worker[] = []
  const busy = new Map<Worker, Job>()
  const waiting: Job[] = []
  let refusal: Error | undefined

  function start(): Worker {
    const worker = startWorker(url)
    workers.add(worker)
    worker.on('message', (answer: Answer) => settle(worker, answer))
    worker.on('messageerror', (error) => died(worker, error))
    worker.on('error', (error) => died(worker, error))
    worker.on('exit', (code) => died(worker, new Error(`it ended with exit code ${code}`)))
    return worker
  }

  function assign(worker: Worker, job: Job): void {
    busy.set(worker, job)
    worker.ref()
    try {
      worker.postMessage(job.message, job.transfer)
    } catch (error) {
      release(worker)
      job.reject(error)
    }
  }

  function release(worker: Worker): void {
    busy.delete(worker)
    worker.unref()
    idle.push(worker)
  }

  function settle(worker: Worker, answer: Answer): void {
    const job = busy.get(worker)
    release(worker)
    if ('error' in answer) job?.reject(unpackError(answer.error))
    else job?.resolve(answer.result)
    handOut()
  }

  function handOut(): void {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (busy.size < size ? start() : undefined)
      const job = worker && waiting.shift()
      if (!job) return
      assign(worker, job)
    }
  }

  function died(worker: Worker, cause: unknown): void {
    workers.delete(worker)
    const error = deathOf(url, cause)
    busy.get(worker)?.reject(error)
    busy.delete(worker)
    if (!refusal) refuse(error)
  }

  function refuse(error: Error): void {
    refusal = error
    for (const job of waiting.splice(0)) job.reject(error)
  }

  return {
    run<Task, Result>(task: Task, transfer: readonly Transferable[] = []): Promise<Result> {
      if (refusal) return Promise.reject(refusal)
      const { promise, resolve, reject } = Promise.withResolvers<Result>()
      waiting.push({ message: { task }, transfer, ended: promise, resolve, reject })
      handOut()
      return promise
    },
    async close() {
      if (!refusal) refuse(new Error('The pool of workers was closed before this task had its turn.'))
      await Promise.allSettled([...busy.values()].map(({ ended }) => ended))
      await Promise.all([...workers].map((worker) => worker.terminate()))
    },
  }
}

function deathOf(url: URL, cause: unknown): Error {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new GamutError(
      'out-of-memory',
      'A worker thread ran out of memory: use fewer threads (GAMUT_THREADS=1) or smaller items.',
      { cause },
    )
  }
  return new Error(`The worker ${basename(url.pathname)} died: ${messageOf(cause)}.`, { cause })
}
