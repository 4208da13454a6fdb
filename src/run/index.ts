// run: what a run needs around the computation: worker threads, the cache on disk, progress for people, Ctrl-C, the
// version, and the context that ties them together for the command line. Nothing here knows a method or a format.

export { cacheFolder, cacheKey } from './cache/key.ts'
export { type CacheOnDisk, type CacheOptions, openCache } from './cache/open.ts'
export { type RunContext, type RunContextOptions, runContext } from './context.ts'
export { type Interrupt, interruptSignal } from './interrupt.ts'
export { inPasses, type ProgressDisplay, type ProgressOptions, terminalProgress } from './progress.ts'
export { version } from './version.ts'
export { type MapInWorkersOptions, mapInWorkers } from './workers/map.ts'
export { type WorkerPool, workerPool } from './workers/pool.ts'
export { serveTasks } from './workers/serve.ts'
export { startWorker, threadCount } from './workers/start.ts'
