// Parquet, read by DuckDB a few thousand rows at a time.

import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import { GamutError, messageOf } from '../../core/index.ts'
import { ahead } from '../ahead.ts'
import type { LocalFile } from '../bytes.ts'
import { literalPath, withDuckDb } from '../duckdb.ts'
import { oneLine } from '../file-errors.ts'
import type { Block, BlockOptions, Cells, Table } from '../table.ts'
import { type Gatherer, gathererFor } from './parquet-cells.ts'
import { type ParquetColumn, parquetColumns } from './parquet-columns.ts'

/**
 * A Parquet file as a table. Structs are opened into dotted names; lists of numbers are vectors (FLOAT stays single
 * precision, other numbers double); dates, times and decimals in lists become text or numbers; binary columns are left out.
 * @throws GamutError `broken-file` when DuckDB cannot read it.
 */
export async function parquetTable(file: LocalFile): Promise<Table> {
  const { columns, size } = await firstOf(describe(file))
  return {
    name: file.name,
    format: 'parquet',
    size,
    sparse: false,
    notes: [],
    blocks: (rows, options) => ahead(blocks(file, columns, size, rows, options)),
  }
}

async function firstOf<T>(values: AsyncGenerator<T>): Promise<T> {
  const { value, done } = await values.next()
  await values.return(undefined)
  if (done) throw new Error('A query gave no result.')
  return value
}

async function* describe(file: LocalFile): AsyncGenerator<{ columns: ParquetColumn[]; size: number }> {
  yield* reading(file, async function* (connection) {
    const path = literalPath(file.path)
    const counted = await connection.runAndReadAll(
      `SELECT coalesce(sum(num_rows), 0)::DOUBLE AS size FROM parquet_file_metadata(${path})`,
    )
    const [[size]] = counted.getRowsJS()
    const shape = await connection.run(`SELECT * FROM read_parquet(${path}) LIMIT 0`)
    yield { columns: await parquetColumns(shape.columnNames(), shape.columnTypes()), size: Number(size) }
  })
}

async function* blocks(
  file: LocalFile,
  all: readonly ParquetColumn[],
  total: number,
  rows: number,
  { first = rows, wanted }: BlockOptions = {},
): AsyncGenerator<Block> {
  const columns = wanted ? all.filter(({ name }) => wanted.has(name)) : all
  const expressions = columns.length > 0 ? columns.map(({ sql }) => sql).join(', ') : '1'
  yield* reading(file, async function* (connection) {
    const query = `SELECT ${expressions} FROM read_parquet(${literalPath(file.path)})`
    const result = await connection.stream(query)
    yield* gather(file, columns, result, total, rows, first)
  })
}

async function* gather(
  file: LocalFile,
  columns: readonly ParquetColumn[],
  result: DuckDBResult,
  total: number,
  rows: number,
  first: number,
): AsyncGenerator<Block> {
  let start = 0
  let filled = 0
  let wanted = Math.min(first, total)
  const begin = () => columns.map(({ read }) => gathererFor(read, wanted))
  let gatherers: Gatherer[] = begin()
  for await (const chunk of ahead(chunksOf(result))) {
    const vectors = columns.map((_, i) => chunk.getColumnVector(i))
    for (let from = 0; from < chunk.rowCount; ) {
      const to = Math.min(chunk.rowCount, from + wanted - filled)
      for (const [i, gatherer] of gatherers.entries()) gatherer.add(vectors[i], from, to)
      filled += to - from
      from = to
      if (filled < wanted) continue
      yield parquetBlock(file.name, columns, gatherers, filled, start)
      start += filled
      filled = 0
      wanted = Math.max(1, Math.min(rows, total - start))
      gatherers = begin()
    }
  }
  if (filled > 0) yield parquetBlock(file.name, columns, gatherers, filled, start)
}

async function* chunksOf(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    yield chunk
  }
}

function parquetBlock(
  name: string,
  columns: readonly ParquetColumn[],
  gatherers: readonly Gatherer[],
  rows: number,
  start: number,
): Block {
  const cells = new Map<string, Cells>(columns.map((column, i) => [column.name, gatherers[i].finish()]))
  return {
    rows,
    where: (i) => `${name}, row ${start + i + 1}`,
    names: () => [...cells.keys()],
    cells: (column) => cells.get(column),
  }
}

async function* reading<T>(
  file: LocalFile,
  work: (connection: DuckDBConnection) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  try {
    yield* withDuckDb(work)
  } catch (error) {
    throw error instanceof GamutError ? error : parquetError(error, file)
  }
}

function parquetError(error: unknown, file: LocalFile): GamutError {
  const [line] = messageOf(error).split('\n')
  const reason = oneLine(line.replaceAll(file.path, file.name).replace(/^[\w ]+ Error: /, ''))
  if (/out of memory/i.test(line)) {
    return new GamutError(
      'out-of-memory',
      `${file.name} needs more memory to read than it may have (${reason}): write it with smaller row groups.`,
    )
  }
  return new GamutError(
    'broken-file',
    `${file.name} cannot be read as Parquet (${reason}): write or copy it again, or name its format with --format.`,
  )
}
