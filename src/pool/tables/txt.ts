// Plain text: one item a line.

import type { LocalFile } from '../bytes.ts'
import { readLines } from '../lines.ts'
import type { Block, BlockOptions, Table } from '../table.ts'

/** A text file as a table with the one column `text`. Blank lines are skipped. */
export function textLines(file: LocalFile): Table {
  return {
    name: file.name,
    format: 'txt',
    sparse: false,
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
  let texts: string[] = []
  let places: number[] = []
  for await (const lines of readLines(file)) {
    for (let i = 0; i < lines.texts.length; i++) {
      if (lines.texts[i].trim() === '') continue
      texts.push(lines.texts[i])
      places.push(lines.first + i)
      if (texts.length < wanted) continue
      yield textBlock(file.name, texts, places)
      texts = []
      places = []
      wanted = rows
    }
  }
  if (texts.length > 0) yield textBlock(file.name, texts, places)
}

function textBlock(name: string, texts: readonly string[], places: readonly number[]): Block {
  return {
    rows: texts.length,
    where: (i) => `${name}, line ${places[i]}`,
    names: () => ['text'],
    cells: (column) => (column === 'text' ? { kind: 'string', values: texts } : undefined),
  }
}
