// `gamut schema`: what `gamut measure --json` prints, as a JSON Schema.

import { z } from 'zod'
import { exitCode } from '../core/index.ts'
import { poolReport } from '../measure/index.ts'
import type { Action } from './commands.ts'

export const action: Action = async () => {
  const schema = z.toJSONSchema(z.array(poolReport), { io: 'input' })
  process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`)
  return exitCode.done
}
