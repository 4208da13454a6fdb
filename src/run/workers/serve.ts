// The worker's side: answers one task after another.

import { parentPort, type Transferable } from 'node:worker_threads'
import { type Answer, packError } from './answer.ts'

/**
 * Serves the tasks that a pool sends to this worker, one at a time.
 * @param work what is done with a task. What it throws comes out of the pool's `run`, a GamutError with its code.
 * @param transfer buffers of the result to hand over instead of copying.
 */
export function serveTasks<Task, Result>(
  work: (task: Task) => Result | Promise<Result>,
  transfer: (result: Result) => Transferable[] = () => [],
): void {
  if (parentPort === null)
    throw new Error('serveTasks() serves a worker thread, and this is the main thread.')
  const port = parentPort
  const send = (answer: Answer, buffers: Transferable[] = []) => port.postMessage(answer, buffers)
  port.on('message', async ({ task }: { task: Task }) => {
    try {
      const result = await work(task)
      send({ result }, transfer(result))
    } catch (error) {
      send({ error: packError(error) })
    }
  })
}
