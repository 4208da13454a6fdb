// `gamut report`: the measurement as one page to look at.

import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { type Context, exitCode } from '../core/index.ts'
import { measureWithMaterial } from '../measure/index.ts'
import { openPool, writeAtomically } from '../pool/index.ts'
import { poolView, renderReport, renderTable } from '../report/index.ts'
import type { Action } from './commands.ts'
import { terminal } from './measure.ts'
import { checkOptions, type MeasuringOptions, measuringOptions, readingOf } from './options.ts'
import { session } from './session.ts'

const options = measuringOptions.extend({ output: z.string() })

export const action: Action = async (positional, given) => {
  const files = z.array(z.string()).parse(positional[0])
  const asked = checkOptions('report', options, given)
  return session(asked, async (context) => {
    const pages = await pagesFor(files, asked.output)
    for (const [i, file] of files.entries()) await writeReport(file, pages[i], asked, context)
    return exitCode.done
  })
}

/** One page for one file; a folder with a page each for several. */
async function pagesFor(files: readonly string[], output: string): Promise<string[]> {
  if (files.length === 1) return [output]
  await mkdir(output, { recursive: true })
  const taken = new Map<string, number>()
  return files.map((file) => {
    const stem = basename(file).replace(/\..*$/, '') || 'pool'
    const before = taken.get(stem) ?? 0
    taken.set(stem, before + 1)
    return join(output, before === 0 ? `${stem}.html` : `${stem}-${before + 1}.html`)
  })
}

async function writeReport(
  file: string,
  page: string,
  asked: MeasuringOptions,
  context: Context,
): Promise<void> {
  const { only, all, by, embed, sample } = asked
  const source = await openPool(file, readingOf(asked))
  for (const note of source.notes ?? []) context.log.note(note)
  const { report, material } = await measureWithMaterial(source, { only, all, by, embed, sample, context })
  process.stdout.write(`${renderTable(report, terminal())}\n`)
  const view = await poolView(material.sample, report, context, { embed })
  await writeAtomically(page, await renderReport({ report, view }))
  context.log.note(`wrote ${page}`)
}
