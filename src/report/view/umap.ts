// Starting the layout in a worker and stopping it.

import type { Context } from '../../core/index.ts'
import { startWorker } from '../../run/index.ts'
import type { UmapTask } from './umap-steps.ts'

type Message = { readonly done: number; readonly total: number } | { readonly coordinates: Float32Array }

/** The n×2 coordinates of the task. @throws the signal's reason when it is aborted; the worker is stopped at once. */
export async function umapInWorker(task: UmapTask, { signal, progress }: Context): Promise<Float32Array> {
  signal.throwIfAborted()
  const worker = startWorker(new URL('./umap.worker.ts', import.meta.url))
  const { promise, resolve, reject } = Promise.withResolvers<Float32Array>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort)
  worker.on('message', (message: Message) => {
    if ('coordinates' in message) resolve(message.coordinates)
    else progress(message.done, message.total, 'laying out the map')
  })
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`The layout of the map ended early, with exit code ${code}.`)))
  try {
    worker.postMessage(task)
    return await promise
  } finally {
    signal.removeEventListener('abort', abort)
    // Nothing but JavaScript runs in this thread, so it may be stopped in the middle of its work.
    await worker.terminate()
  }
}
