// Tables as a source of pools: parts chosen, columns typed, blocks of equal size across files.

import { createHash } from 'node:crypto'
import {
  type Column,
  GamutError,
  type Matrix,
  type Pool,
  type PoolSource,
  type Schema,
} from '../core/index.ts'
import { type LocalFile, storedBytes } from './bytes.ts'
import { concatPools } from './concat.ts'
import { createPool } from './memory.ts'
import { missingColumn as missingColumnError, type PartNames } from './parts.ts'
import { readGroup, readIds, readQuality, readText, readVectors } from './read-parts.ts'
import type { Block, Cells, Table } from './table.ts'
import { missingColumn, toColumn } from './values.ts'

/** Everything that reading the rows of a source needs to know. */
export interface Plan {
  readonly name: string
  readonly files: readonly LocalFile[]
  readonly tables: readonly Table[]
  readonly schema: Schema
  /** Numbers in each vector, when the vectors are one column. */
  readonly dimension?: number
  /** Characters that a text may have. */
  readonly maxText: number
  readonly notes: readonly string[]
}

/** The source that reads as planned. */
export function sourceOf(plan: Plan): PoolSource {
  const { name, files, tables, schema, notes } = plan
  const sizes = tables.flatMap(({ size }) => (size === undefined ? [] : [size]))
  let digest: Promise<string> | undefined
  return {
    name,
    schema,
    size: sizes.length === tables.length ? sizes.reduce((sum, size) => sum + size, 0) : undefined,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    notes,
    digest: () => {
      digest ??= digestOf(files)
      return digest
    },
    blocks: (rows) => blocks(plan, rows),
  }
}

/** SHA-256 of a file as it is stored; of several files, that of their digests, one a line. */
async function digestOf(files: readonly LocalFile[]): Promise<string> {
  const digests: string[] = []
  for (const file of files) {
    const hash = createHash('sha256')
    for await (const chunk of storedBytes(file)) hash.update(chunk)
    digests.push(hash.digest('hex'))
  }
  return digests.length === 1 ? digests[0] : createHash('sha256').update(digests.join('\n')).digest('hex')
}

async function* blocks(plan: Plan, rows: number): AsyncGenerator<Pool> {
  if (!(rows >= 1)) {
    throw new GamutError('bad-block-size', `A block must have at least one row, not ${rows}.`)
  }
  const wanted = new Set(plan.schema.columns.map(({ name }) => name))
  let start = 0
  let held: Pool | undefined
  for (const table of plan.tables) {
    const first = rows - (held?.size ?? 0)
    for await (const block of table.blocks(rows, { first, wanted })) {
      const pool = poolOf(plan, table, block, start)
      start += block.rows
      const joined: Pool = held === undefined ? pool : concatPools([held, pool])
      held = undefined
      if (joined.size >= rows) yield joined
      else held = joined
    }
  }
  if (held !== undefined) yield held
}

function poolOf(plan: Plan, table: Table, block: Block, start: number): Pool {
  const { parts, columns } = plan.schema
  const read = new BlockReader(table, block)
  const text = parts.text === undefined ? undefined : read.text(parts.text, plan.maxText)
  const vectors = parts.vectors === undefined ? undefined : read.vectors(parts.vectors, plan.dimension)
  const quality = parts.quality === undefined ? undefined : read.quality(parts.quality)
  const kept: [string, Column][] = columns.flatMap(({ name, kind }) => {
    if (text && name === parts.text) return [[name, { kind: 'string', values: text }]]
    if (vectors && name === parts.vectors) return [[name, { kind: 'vector', values: vectors }]]
    const column = read.column(name, kind)
    return column === undefined ? [] : [[name, column]]
  })
  return createPool({
    ids: readIds(parts.id === undefined ? undefined : read.cells(parts.id, 'id'), block.rows, start),
    text,
    vectors,
    quality,
    group: parts.group === undefined ? undefined : readGroup(read.cells(parts.group, 'group')),
    columns: Object.fromEntries(kept),
  })
}

/** Reads the columns of one block. A text may be several columns, one a line; a vector may be several numbers. */
class BlockReader {
  readonly #table: Table
  readonly #block: Block

  constructor(table: Table, block: Block) {
    this.#table = table
    this.#block = block
  }

  cells(name: string, role: keyof PartNames): Cells {
    const { rows } = this.#block
    const cells = this.#block.cells(name)
    if (cells !== undefined) return cells
    if (this.#table.sparse) return { kind: 'json', values: new Array<undefined>(rows).fill(undefined) }
    throw missingColumnError(this.#table.name, role, name, this.#block.names())
  }

  column(name: string, kind: Column['kind']): Column | undefined {
    const cells = this.#block.cells(name)
    return cells === undefined ? missingColumn(kind, this.#block.rows) : toColumn(kind, cells)
  }

  text(name: string, limit: number): readonly string[] {
    const columns = this.#columnsIn(name)
    const texts = columns.map((column) => readText(this.cells(column, 'text'), this.#place(column), limit))
    if (texts.length === 1) return texts[0]
    return texts[0].map((_, i) => texts.map((column) => column[i]).join('\n'))
  }

  vectors(name: string, dimension: number | undefined): Matrix {
    const columns = this.#columnsIn(name)
    if (columns.length === 1) return readVectors(this.cells(name, 'vectors'), this.#place(name), dimension)
    const numbers = columns.map((column) => readQuality(this.cells(column, 'vectors'), this.#place(column)))
    const rows = Array.from({ length: this.#block.rows }, (_, i) => numbers.map((column) => column[i]))
    return readVectors({ kind: 'json', values: rows }, this.#place(name), columns.length)
  }

  quality(name: string): Float64Array {
    return readQuality(this.cells(name, 'quality'), this.#place(name))
  }

  #columnsIn(name: string): string[] {
    const whole = this.#block.cells(name) !== undefined || !name.includes(',')
    return whole ? [name] : splitNames(name)
  }

  #place(column: string): { column: string; where(row: number): string } {
    return { column, where: (row) => this.#block.where(row) }
  }
}

/** Several columns in one name, such as `title,body`. */
export function splitNames(name: string): string[] {
  return name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
