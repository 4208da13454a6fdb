// A worker for the tests of the pool: does what each task says.

import { setTimeout } from 'node:timers/promises'
import { threadId } from 'node:worker_threads'
import { GamutError } from '../../src/core/index.ts'
import { serveTasks } from '../../src/run/index.ts'

export type Trial =
  | { readonly kind: 'square'; readonly x: number; readonly delay?: number }
  | { readonly kind: 'thread' }
  | { readonly kind: 'sum'; readonly values: Float64Array }
  | { readonly kind: 'fail'; readonly code?: string; readonly message: string; readonly delay?: number }
  | { readonly kind: 'exit' }
  | { readonly kind: 'unsendable' }

serveTasks(async (trial: Trial): Promise<unknown> => {
  switch (trial.kind) {
    case 'square':
      if (trial.delay) await setTimeout(trial.delay)
      return trial.x ** 2
    case 'thread':
      return threadId
    case 'sum':
      return trial.values.reduce((sum, value) => sum + value, 0)
    case 'fail':
      if (trial.delay) await setTimeout(trial.delay)
      throw trial.code === undefined
        ? new RangeError(trial.message)
        : new GamutError(trial.code, trial.message)
    case 'exit':
      return process.exit(3)
    case 'unsendable':
      return () => {}
  }
})
