// JSON Lines: one value a line.

import { GamutError } from '../../core/index.ts'
import type { LocalFile } from '../bytes.ts'
import { jsonFault, parseJson } from '../json-parse.ts'
import { readLines } from '../lines.ts'
import type { Row } from '../path.ts'
import type { Block, BlockOptions, Table } from '../table.ts'
import { jsonBlock, kindOf, rowOf } from './json-block.ts'

/** A JSON Lines file as a table. Blank lines are skipped. */
export function jsonLines(file: LocalFile): Table {
  return {
    name: file.name,
    format: 'jsonl',
    sparse: true,
    notes: [],
    blocks: (rows, options) => blocks(file, rows, options),
  }
}

async function* blocks(
  file: LocalFile,
  rows: number,
  { first = rows }: BlockOptions = {},
): AsyncGenerator<Block> {
  let wanted = first
  let parsed: Row[] = []
  let places: number[] = []
  for await (const lines of readLines(file)) {
    for (let i = 0; i < lines.texts.length; i++) {
      const text = lines.texts[i]
      if (text.length < 2 && text.trim() === '') continue
      const row = parseLine(text, file.name, lines.first + i)
      if (row === undefined) continue
      parsed.push(row)
      places.push(lines.first + i)
      if (parsed.length < wanted) continue
      yield jsonBlock(file.name, 'line', parsed, places)
      parsed = []
      places = []
      wanted = rows
    }
  }
  if (parsed.length > 0) yield jsonBlock(file.name, 'line', parsed, places)
}

/** The row of a line; undefined when the line is blank. */
function parseLine(text: string, name: string, line: number): Row | undefined {
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    if (text.trim() === '') return undefined
    throw new GamutError(
      'broken-json',
      `${name}, line ${line} is not JSON: ${jsonFault(error)}; mend or remove the line.`,
    )
  }
  const row = rowOf(value)
  if (row !== undefined) return row
  throw new GamutError(
    'broken-json',
    `${name}, line ${line} holds ${kindOf(value)} where an item should be: write an object such as {"text": "…"}.`,
  )
}
