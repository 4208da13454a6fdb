// CSV and TSV as columns of cells.

import { GamutError } from '../../core/index.ts'
import type { LocalFile } from '../bytes.ts'
import { readLines } from '../lines.ts'
import type { Block, BlockOptions, Table } from '../table.ts'
import { type CsvRecord, RecordReader } from './csv-records.ts'
import { columnNamesIn, delimiterIn, looksLikeHeader } from './csv-shape.ts'

interface Shape {
  readonly delimiter: string
  readonly quoting: boolean
  readonly header: boolean
  readonly names: readonly string[]
}

/** Records looked at to tell the delimiter and whether the first line names the columns. */
const recordsLookedAt = 50

/**
 * A CSV or TSV file as a table; all cells are strings.
 * @param header whether the first record names the columns; told from the first records when absent. Columns without a
 * name are `column1`, `column2`, ….
 */
export async function csvTable(file: LocalFile, format: 'csv' | 'tsv', header?: boolean): Promise<Table> {
  const shape = await shapeOf(file, format, header)
  const names = shape.names.map((name) => `\`${name}\``).join(', ')
  const note = `The first line of ${file.name} was taken as an item, and the columns were named ${names}: --header says that it names them.`
  const guessed = header === undefined && !shape.header && shape.names.length > 0
  return {
    name: file.name,
    format,
    sparse: false,
    notes: guessed ? [note] : [],
    blocks: (rows, options) => blocks(file, shape, rows, options),
  }
}

async function shapeOf(file: LocalFile, format: 'csv' | 'tsv', header: boolean | undefined): Promise<Shape> {
  const quoting = format === 'csv'
  const delimiter = format === 'tsv' ? '\t' : await firstLine(file).then(delimiterIn)
  const records: CsvRecord[] = []
  for await (const record of recordsOf(file, delimiter, quoting)) {
    records.push(record)
    if (records.length === recordsLookedAt) break
  }
  if (records.length === 0) return { delimiter, quoting, header: false, names: [] }
  const [first, ...others] = records.map(({ cells }) => cells)
  const named = header ?? looksLikeHeader(first, others)
  return {
    delimiter,
    quoting,
    header: named,
    names: columnNamesIn(named ? first : first.map(() => undefined)),
  }
}

async function firstLine(file: LocalFile): Promise<string> {
  for await (const { texts } of readLines(file)) {
    const line = texts.find((text) => text.trim() !== '')
    if (line !== undefined) return line
  }
  return ''
}

async function* recordsOf(file: LocalFile, delimiter: string, quoting: boolean): AsyncGenerator<CsvRecord> {
  for await (const batch of batchesOf(file, delimiter, quoting)) yield* batch
}

async function* batchesOf(file: LocalFile, delimiter: string, quoting: boolean): AsyncGenerator<CsvRecord[]> {
  const reader = new RecordReader(file.name, delimiter, quoting)
  for await (const lines of readLines(file)) yield reader.read(lines)
  reader.end()
}

async function* blocks(
  file: LocalFile,
  shape: Shape,
  rows: number,
  { first = rows }: BlockOptions = {},
): AsyncGenerator<Block> {
  let wanted = first
  let kept: CsvRecord[] = []
  let skip = shape.header
  for await (const batch of batchesOf(file, shape.delimiter, shape.quoting)) {
    for (const record of batch) {
      if (skip) {
        skip = false
        continue
      }
      checkWidth(record, shape, file.name)
      kept.push(record)
      if (kept.length < wanted) continue
      yield csvBlock(file.name, shape, kept)
      kept = []
      wanted = rows
    }
  }
  if (kept.length > 0) yield csvBlock(file.name, shape, kept)
}

function checkWidth({ cells, line }: CsvRecord, { names, header }: Shape, name: string): void {
  if (cells.length === names.length) return
  // Some programs end every line with a delimiter, but not the first.
  if (cells.length > names.length && cells.slice(names.length).every((cell) => cell === undefined)) return
  const first = header ? 'the header names' : 'the first line has'
  throw new GamutError(
    'broken-csv',
    `${name}, line ${line} has ${cells.length} cells where ${first} ${names.length} columns: mend the line, and put cells that hold the delimiter in quotes.`,
  )
}

function csvBlock(name: string, { names }: Shape, records: readonly CsvRecord[]): Block {
  return {
    rows: records.length,
    where: (i) => `${name}, line ${records[i].line}`,
    names: () => [...names],
    cells: (column) => {
      const index = names.indexOf(column)
      return index < 0 ? undefined : { kind: 'cells', values: records.map(({ cells }) => cells[index]) }
    },
  }
}
