// The parts of a pool from the cells of a block, each checked, with the row named when something is wrong.

import { type Categorical, GamutError, type Matrix } from '../core/index.ts'
import { chatText, isChat } from './chat.ts'
import { categorical } from './memory.ts'
import type { Cells } from './table.ts'
import { isMissingNumber, isScalar, numberIn, stringsOf, textOf } from './values.ts'

/** Where cells stand, for sentences. */
export interface Place {
  readonly column: string
  where(row: number): string
}

/**
 * Texts. A missing one is refused, but an empty cell of a table is an empty text.
 * @param limit characters (UTF-16 code units) that a text may have.
 * @throws GamutError `missing-text`, `text-too-long`, or `bad-text` for what is neither a text nor a conversation.
 */
export function readText(cells: Cells, place: Place, limit: number): readonly string[] {
  const texts = textsIn(cells, place)
  const long = texts.findIndex((text) => text.length > limit)
  if (long < 0) return texts
  const count = (n: number) => n.toLocaleString('en')
  throw new GamutError(
    'text-too-long',
    `${place.where(long)} has a text of ${count(texts[long].length)} characters in \`${place.column}\`, above the limit of ${count(limit)}: check that the file holds one item a row, cut the text, or raise the limit with --max-text.`,
  )
}

function textsIn(cells: Cells, { column, where }: Place): readonly string[] {
  switch (cells.kind) {
    case 'cells':
      return cells.values.map((value) => value ?? '')
    case 'string':
      return cells.values.map((value, i) => value ?? missingText(column, where(i)))
    case 'json':
      return cells.values.map((value, i) => textIn(value, column, () => where(i)))
    case 'number':
      return stringsOf(cells).map((value, i) => value ?? missingText(column, where(i)))
    case 'list':
    case 'vector':
      throw badText(column, where(0), 'lists')
  }
}

function textIn(value: unknown, column: string, where: () => string): string {
  if (typeof value === 'string') return value
  if (isScalar(value)) return String(value)
  const said = chatText(value)
  if (said !== undefined) return said
  if (value === undefined || value === null || isChat(value)) return missingText(column, where())
  throw badText(column, where(), Array.isArray(value) ? 'a list' : 'an object')
}

function missingText(column: string, where: string): never {
  throw new GamutError(
    'missing-text',
    `${where} has no text in \`${column}\`: give it one, remove it, or name another column with --text.`,
  )
}

function badText(column: string, where: string, what: string): GamutError {
  return new GamutError(
    'bad-text',
    `${where} has ${what} in \`${column}\`, not a text: name a field of it, such as --text ${column}.0.text, or another column.`,
  )
}

/**
 * Quality: numbers, truth values as 1 and 0, texts that spell one of these. NaN where missing.
 * @throws GamutError `not-a-number` for anything else, infinity included.
 */
export function readQuality(cells: Cells, { column, where }: Place): Float64Array {
  if (
    cells.kind === 'number' &&
    cells.values.every((value) => Math.abs(value) !== Number.POSITIVE_INFINITY)
  ) {
    return cells.values
  }
  const given: ArrayLike<unknown> = cells.kind === 'vector' ? stringsOf(cells) : cells.values
  return Float64Array.from(given, (value, i) => {
    const number = qualityIn(value)
    if (number !== undefined) return number
    throw new GamutError(
      'not-a-number',
      `${where(i)} has ${shown(value)} in \`${column}\`, which is not a number: mend it, leave it empty, or name another column with --quality.`,
    )
  })
}

function qualityIn(value: unknown): number | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) || Number.isNaN(value) ? value : undefined
    case 'bigint':
      return Number(value)
    case 'boolean':
      return value ? 1 : 0
    case 'string': {
      if (isMissingNumber(value)) return Number.NaN
      const word = value.trim().toLowerCase()
      return word === 'true' ? 1 : word === 'false' ? 0 : numberIn(value)
    }
    default:
      return value === undefined || value === null ? Number.NaN : undefined
  }
}

function shown(value: unknown): string {
  const text = textOf(value) ?? 'nothing'
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}

/** Labels, as texts; missing ones and empty cells have none. */
export function readGroup(cells: Cells): Categorical {
  switch (cells.kind) {
    case 'cells':
      return categorical(cells.values.map((value) => (value === '' ? undefined : value)))
    case 'json':
      return categorical(cells.values.map(textOf))
    default:
      return categorical(stringsOf(cells))
  }
}

/** Ids as texts; the number of the row, counted from 1 over the whole source, where there is none. */
export function readIds(cells: Cells | undefined, rows: number, start: number): string[] {
  const texts =
    cells === undefined
      ? []
      : cells.kind === 'json'
        ? cells.values.map(textOf)
        : cells.kind === 'cells'
          ? cells.values
          : stringsOf(cells)
  return Array.from({ length: rows }, (_, i) => texts[i] || String(start + i + 1))
}

/**
 * Vectors. JSON numbers and cells become single precision; matrices stay as they are.
 * @param dimension numbers that each must have; that of the first vector when undefined.
 * @throws GamutError `missing-vector`, `mixed-vector-lengths`, `not-a-number`.
 */
export function readVectors(cells: Cells, place: Place, dimension: number | undefined): Matrix {
  if (cells.kind === 'vector') return checkMatrix(cells.values, place, dimension)
  const lists = Array.from<unknown, unknown>(cells.values, listIn)
  const { column, where } = place
  const [first] = lists
  const cols = dimension ?? (Array.isArray(first) ? first.length : 0)
  const data = new Float32Array(lists.length * cols)
  for (let i = 0; i < lists.length; i++) {
    const list = lists[i]
    if (!Array.isArray(list) || list.length === 0) {
      throw new GamutError(
        'missing-vector',
        `${where(i)} has no vector in \`${column}\`: give it a list of numbers, remove it, or name another column with --vectors.`,
      )
    }
    if (list.length !== cols) throw mixedLengths(column, where(i), list.length, cols)
    for (let j = 0; j < cols; j++) {
      const value: unknown = list[j]
      const number =
        typeof value === 'number' || typeof value === 'bigint' ? Math.fround(Number(value)) : Number.NaN
      if (!Number.isFinite(number)) throw notANumber(column, where(i), j, value)
      data[i * cols + j] = number
    }
  }
  return { data, rows: lists.length, cols }
}

/** A list, or one written as JSON in a text. */
function listIn(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return value
  try {
    const parsed: unknown = JSON.parse(value)
    return parsed
  } catch {
    return value
  }
}

function checkMatrix(X: Matrix, { column, where }: Place, dimension: number | undefined): Matrix {
  if (dimension !== undefined && X.cols !== dimension) {
    throw mixedLengths(column, where(0), X.cols, dimension)
  }
  const { data, cols } = X
  for (let i = 0; i < X.rows; i++) {
    // Infinity and NaN times zero are NaN, which a sum keeps: one test a row instead of one a number.
    let sum = 0
    for (let k = i * cols; k < (i + 1) * cols; k++) sum += data[k] * 0
    if (sum === 0) continue
    const j = data.subarray(i * cols, (i + 1) * cols).findIndex((value) => !Number.isFinite(value))
    throw notANumber(column, where(i), j, data[i * cols + j])
  }
  return X
}

function mixedLengths(column: string, where: string, length: number, cols: number): GamutError {
  return new GamutError(
    'mixed-vector-lengths',
    `${where} has a vector of ${length} numbers in \`${column}\` where the first has ${cols}: all vectors must be equally long, from the same model.`,
  )
}

function notANumber(column: string, where: string, position: number, value: unknown): GamutError {
  const what = value === null || value === undefined ? 'nothing (null)' : shown(value)
  return new GamutError(
    'not-a-number',
    `${where} has ${what} at position ${position + 1} of its vector in \`${column}\`, where a finite number should be: mend or remove the item.`,
  )
}
