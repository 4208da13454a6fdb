// `gamut measure`: a table for people, JSON for programs.

import { z } from 'zod'
import { exitCode } from '../core/index.ts'
import { measure } from '../measure/index.ts'
import { openPool } from '../pool/index.ts'
import { renderTable } from '../report/index.ts'
import type { Action } from './commands.ts'
import { checkOptions, measuringOptions, readingOf } from './options.ts'
import { session } from './session.ts'

const options = measuringOptions.extend({ json: z.boolean().default(false) })

export const action: Action = async (positional, given) => {
  const files = z.array(z.string()).parse(positional[0])
  const { json, ...asked } = checkOptions('measure', options, given)
  return session(asked, async (context) => {
    for (const [i, file] of files.entries()) {
      const source = await openPool(file, readingOf(asked))
      for (const note of source.notes ?? []) context.log.note(note)
      const { only, all, by, embed, sample } = asked
      const report = await measure(source, { only, all, by, embed, sample, context })
      if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
      else process.stdout.write(`${i > 0 ? '\n' : ''}${renderTable(report, terminal())}\n`)
    }
    return exitCode.done
  })
}

/** What standard output can show. */
export function terminal(): { color: boolean; width: number } {
  const { isTTY = false, columns = 100 } = process.stdout
  return { color: isTTY && !process.env.NO_COLOR, width: isTTY ? columns : 100 }
}
