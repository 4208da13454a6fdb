// Rows of parsed JSON as a block of columns.

import { columnNames, columnReader, type Row } from '../path.ts'
import type { Block } from '../table.ts'

/** A row and where it stands, for people. */
export interface PlacedRow {
  readonly row: Row
  /** Number of its line, or of the item in its list. */
  readonly place: number
}

/**
 * An object as a row; a bare text as a row with the column `text`, a list of numbers as one with `vector`, a
 * conversation as one with `messages`. Undefined when the value can be no item.
 */
export function rowOf(value: unknown): Row | undefined {
  if (isRow(value)) return value
  if (typeof value === 'string') return { text: value }
  if (!Array.isArray(value) || value.length === 0) return undefined
  if (value.every((item) => typeof item === 'number')) return { vector: value }
  return value.every(isRow) ? { messages: value } : undefined
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a JSON value is, with its article, for sentences. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** A block of rows. @param unit what `place` counts, such as `line`. */
export function jsonBlock(
  name: string,
  unit: string,
  rows: readonly Row[],
  places: readonly number[],
): Block {
  return {
    rows: rows.length,
    where: (i) => `${name}, ${unit} ${places[i]}`,
    names: () => columnNames(rows),
    cells: (column) => {
      const values = rows.map(columnReader(column))
      return values.some((value) => value !== undefined) ? { kind: 'json', values } : undefined
    },
  }
}
