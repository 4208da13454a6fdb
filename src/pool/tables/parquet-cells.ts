// DuckDB's vectors gathered into columns of a block. Numbers are copied from the raw memory of a vector: asking for them
// one by one takes fifty times as long.

import type { DuckDBListVector, DuckDBVector } from '@duckdb/node-api'
import { parseJson } from '../json-parse.ts'
import type { Cells } from '../table.ts'
import type { ParquetRead } from './parquet-columns.ts'

/** Collects one column of one block. */
export interface Gatherer {
  /** Adds the values from `from` to before `to`. */
  add(vector: DuckDBVector, from: number, to: number): void
  finish(): Cells
}

/** A gatherer for at most `rows` values of this kind. */
export function gathererFor(read: ParquetRead, rows: number): Gatherer {
  switch (read) {
    case 'double':
      return numberGatherer(rows)
    case 'text': {
      const values: (string | undefined)[] = []
      return each(
        values,
        (value) => (typeof value === 'string' ? value : undefined),
        () => ({ kind: 'string', values }),
      )
    }
    case 'floats':
      return vectorGatherer(rows, (length) => new Float32Array(length))
    case 'doubles':
      return vectorGatherer(rows, (length) => new Float64Array(length))
    case 'integer':
    case 'boolean':
      return jsonGatherer((value) => value)
    case 'texts':
      return jsonGatherer(listItems)
    case 'json':
      return jsonGatherer((value) => (typeof value === 'string' ? jsonOrText(value) : undefined))
  }
}

/** DuckDB writes some numbers, such as infinity, in words of its own. */
function jsonOrText(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return text
  }
}

function each<T>(values: T[], convert: (value: unknown) => T, finish: () => Cells): Gatherer {
  return {
    add: (vector, from, to) => {
      for (let i = from; i < to; i++) values.push(convert(vector.getItem(i)))
    },
    finish,
  }
}

function jsonGatherer(convert: (value: unknown) => unknown): Gatherer {
  const values: unknown[] = []
  return each(values, convert, () => ({ kind: 'json', values }))
}

function numberGatherer(rows: number): Gatherer {
  const values = new Float64Array(rows)
  let filled = 0
  return {
    add: (vector, from, to) => {
      const raw = rawNumbers(vector)
      if (raw && !hasNulls(vector)) values.set(raw.subarray(from, to), filled)
      else {
        for (let i = from; i < to; i++) {
          const value = vector.getItem(i)
          values[filled + i - from] = typeof value === 'number' ? value : Number.NaN
        }
      }
      filled += to - from
    },
    finish: () => ({ kind: 'number', values: filled === rows ? values : values.slice(0, filled) }),
  }
}

/** Lists of one length without nulls become a matrix; others stay lists, so that what is wrong can be said by row. */
function vectorGatherer(rows: number, allocate: (length: number) => Float32Array | Float64Array): Gatherer {
  let data: Float32Array | Float64Array | undefined
  let cols = 0
  let filled = 0
  let lists: unknown[] | undefined
  const asLists = () =>
    Array.from({ length: filled }, (_, i) => Array.from(data?.subarray(i * cols, (i + 1) * cols) ?? []))
  return {
    add: (vector, from, to) => {
      const list = listVector(vector)
      const raw = list && rawNumbers(list.childVector)
      if (list && data === undefined && lists === undefined) {
        cols = list.getEntryLength(from)
        data = allocate(rows * cols)
      }
      if (lists === undefined && list && raw && data && isRegular(list, from, to, cols)) {
        const start = list.getEntryOffset(from)
        data.set(raw.subarray(start, start + (to - from) * cols), filled * cols)
      } else {
        lists ??= asLists()
        for (let i = from; i < to; i++) lists.push(listItems(vector.getItem(i)))
      }
      filled += to - from
    },
    finish: () => {
      if (lists !== undefined || data === undefined) return { kind: 'json', values: lists ?? [] }
      const used = filled === rows ? data : data.slice(0, filled * cols)
      return { kind: 'vector', values: { data: used, rows: filled, cols } }
    },
  }
}

/** Whether these lists are there, of this length, one behind the other, without nulls. */
function isRegular(list: DuckDBListVector, from: number, to: number, cols: number): boolean {
  if (cols === 0 || hasNulls(list) || hasNulls(list.childVector)) return false
  const start = list.getEntryOffset(from)
  for (let i = from; i < to; i++) {
    if (list.getEntryLength(i) !== cols || list.getEntryOffset(i) !== start + (i - from) * cols) return false
  }
  return true
}

function listVector(vector: DuckDBVector): DuckDBListVector | undefined {
  return isListVector(vector) ? vector : undefined
}

function isListVector(vector: DuckDBVector): vector is DuckDBListVector {
  return 'childVector' in vector
}

/** The items of a list value, nulls included; undefined for a list that is not there. */
function listItems(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('items' in value)) return undefined
  return Array.isArray(value.items) ? [...value.items] : undefined
}

/** The memory of a vector of numbers, which the library holds and does not show; undefined when it is not there. */
function rawNumbers(vector: DuckDBVector): Float32Array | Float64Array | undefined {
  const items: unknown = Reflect.get(vector, 'items')
  return items instanceof Float32Array || items instanceof Float64Array ? items : undefined
}

/** Whether any value is null; true, too, when that cannot be told. */
function hasNulls(vector: DuckDBVector): boolean {
  const validity: unknown = Reflect.get(vector, 'validity')
  if (typeof validity !== 'object' || validity === null) return true
  const bits: unknown = Reflect.get(validity, 'data')
  if (bits === null) return false
  if (!(bits instanceof BigUint64Array)) return true
  const count = vector.itemCount
  const words = new Uint32Array(bits.buffer, bits.byteOffset, bits.length * 2)
  const whole = count >>> 5
  for (let i = 0; i < whole; i++) if (words[i] !== 0xffffffff) return true
  const rest = count & 31
  if (rest === 0) return false
  const mask = 2 ** rest - 1
  return (words[whole] & mask) >>> 0 !== mask
}
