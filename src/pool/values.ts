// One value as text or number, and columns of values as typed columns.

import type { Column } from '../core/index.ts'
import { chatText } from './chat.ts'
import type { Cells } from './table.ts'

const numberPattern = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/
/** What tables write for a number that is not there. */
const missingWords = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-'])

/** Whether a cell of a table stands for a missing number. */
export function isMissingNumber(text: string): boolean {
  return text.length <= 4 && missingWords.has(text.trim().toLowerCase())
}

/** The number a text spells in decimal notation; undefined when it spells none or one too large for a double. */
export function numberIn(text: string): number | undefined {
  if (!numberPattern.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** Zeros in front are part of a code such as `007`, which a number would lose. */
export function isCode(text: string): boolean {
  return /^\s*[+-]?0\d/.test(text)
}

/** Any value as text: strings as they are, JSON for what has parts; undefined for null and what is missing. */
export function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'object':
      if (value === null) return undefined
      return chatText(value) ?? JSON.stringify(value, exactIntegers)
    default:
      return undefined
  }
}

/** JSON has no integers beyond the doubles' range but as digits; they stay readable as strings. */
function exactIntegers(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

/** The column as this kind, or as strings when something in it does not fit. */
export function toColumn(kind: Column['kind'], cells: Cells): Column {
  if (cells.kind !== 'json' && cells.kind !== 'cells') {
    return cells.kind === kind ? cells : { kind: 'string', values: stringsOf(cells) }
  }
  const typed = typedColumn(kind, cells)
  return typed ?? { kind: 'string', values: rawStrings(cells) }
}

type Raw = Extract<Cells, { kind: 'json' | 'cells' }>

function typedColumn(kind: Column['kind'], cells: Raw): Column | undefined {
  switch (kind) {
    case 'number':
      return cells.kind === 'cells' ? numberCells(cells.values) : numberColumn(cells.values)
    case 'string':
      return undefined
    case 'list':
      return listColumn(cells.values)
    case 'vector':
      return vectorColumn(cells.values) ?? listColumn(cells.values)
  }
}

function rawStrings(cells: Raw): (string | undefined)[] {
  if (cells.kind === 'json') return cells.values.map(textOf)
  return cells.values.map((value) => (value === '' ? undefined : value))
}

function numberCells(cells: readonly (string | undefined)[]): Column | undefined {
  const values = new Float64Array(cells.length)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]
    if (cell === undefined || isMissingNumber(cell)) {
      values[i] = Number.NaN
      continue
    }
    const value = isCode(cell) ? undefined : numberIn(cell)
    if (value === undefined) return undefined
    values[i] = value
  }
  return { kind: 'number', values }
}

function numberColumn(given: readonly unknown[]): Column | undefined {
  const values = new Float64Array(given.length)
  for (let i = 0; i < given.length; i++) {
    const value = given[i]
    if (typeof value === 'number') values[i] = value
    else if (typeof value === 'bigint') values[i] = Number(value)
    else if (value === undefined || value === null) values[i] = Number.NaN
    else return undefined
  }
  return { kind: 'number', values }
}

function listColumn(given: readonly unknown[]): Column | undefined {
  const values: string[][] = []
  for (const value of given) {
    if (value === undefined || value === null) values.push([])
    else if (Array.isArray(value) && value.every(isScalar)) values.push(value.map(String))
    else return undefined
  }
  return { kind: 'list', values }
}

function vectorColumn(given: readonly unknown[]): Column | undefined {
  const [first] = given
  if (!Array.isArray(first)) return undefined
  const cols = first.length
  const data = new Float32Array(given.length * cols)
  for (let i = 0; i < given.length; i++) {
    const vector = given[i]
    if (!Array.isArray(vector) || vector.length !== cols) return undefined
    for (let j = 0; j < cols; j++) {
      if (typeof vector[j] !== 'number') return undefined
      data[i * cols + j] = vector[j]
    }
  }
  return { kind: 'vector', values: { data, rows: given.length, cols } }
}

/** A string, a number or a truth value. */
export function isScalar(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint'
  )
}

/** A typed column as strings: numbers as JavaScript writes them, lists and vectors as JSON; missing values undefined. */
export function stringsOf(column: Column): (string | undefined)[] {
  switch (column.kind) {
    case 'number':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : String(value)))
    case 'string':
      return [...column.values]
    case 'list':
      return column.values.map((list) => JSON.stringify(list))
    case 'vector': {
      const { data, rows, cols } = column.values
      return Array.from({ length: rows }, (_, i) =>
        JSON.stringify(Array.from(data.subarray(i * cols, (i + 1) * cols))),
      )
    }
  }
}

/** A column in which every value is missing; vectors have no such value. */
export function missingColumn(kind: Column['kind'], size: number): Column | undefined {
  switch (kind) {
    case 'number':
      return { kind, values: new Float64Array(size).fill(Number.NaN) }
    case 'string':
      return { kind, values: new Array<undefined>(size).fill(undefined) }
    case 'list':
      return { kind, values: new Array<string[]>(size).fill([]) }
    case 'vector':
      return undefined
  }
}
