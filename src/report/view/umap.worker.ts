// The layout runs in a thread of its own, so that the program answers to Ctrl-C and shows progress meanwhile.

import { parentPort } from 'node:worker_threads'
import { layoutByUmap, type UmapTask } from './umap-steps.ts'

if (parentPort) {
  const port = parentPort
  port.once('message', async (task: UmapTask) => {
    const coordinates = await layoutByUmap(task, (done, total) => port.postMessage({ done, total }))
    port.postMessage({ coordinates }, [coordinates.buffer])
  })
}
