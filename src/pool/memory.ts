// A pool held in memory.

import { type Categorical, type Column, GamutError, type Matrix, type Pool } from '../core/index.ts'
import { takeRows } from '../numeric/index.ts'

export interface PoolParts {
  ids?: readonly string[]
  text?: readonly string[]
  vectors?: Matrix
  quality?: ArrayLike<number>
  group?: Categorical | readonly (string | undefined)[]
  /** Further columns by name. */
  columns?: Readonly<Record<string, Column>>
}

/**
 * A pool of the given parts; nothing is copied but quality and group.
 * @throws GamutError `bad-pool` when two parts have different lengths, or no part is given.
 */
export function createPool(parts: PoolParts): Pool {
  const size = sizeOf(parts)
  const ids = parts.ids ?? Array.from({ length: size }, (_, i) => String(i + 1))
  const quality = parts.quality === undefined ? undefined : Float64Array.from(parts.quality)
  const group = parts.group === undefined || 'codes' in parts.group ? parts.group : categorical(parts.group)
  const columns = parts.columns ?? {}
  return {
    size,
    ids,
    text: parts.text,
    vectors: parts.vectors,
    quality,
    group,
    columnNames: Object.keys(columns),
    column: (name) => (Object.hasOwn(columns, name) ? columns[name] : undefined),
    take: (indices) => {
      const text = parts.text && pick(parts.text, indices)
      const vectors = parts.vectors && takeRows(parts.vectors, indices)
      // The column that plays a part shares its memory, and goes on doing so.
      const taken = (column: Column): Column => {
        if (text && column.values === parts.text) return { kind: 'string', values: text }
        if (vectors && column.values === parts.vectors) return { kind: 'vector', values: vectors }
        return takeColumn(column, indices)
      }
      return createPool({
        ids: pick(ids, indices),
        text,
        vectors,
        quality: quality && Float64Array.from(indices, (i) => quality[i]),
        group: group && { codes: Int32Array.from(indices, (i) => group.codes[i]), labels: group.labels },
        columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, taken(column)])),
      })
    },
  }
}

/** Labels as codes, numbered in order of first appearance; an `undefined` label gets the code -1. */
export function categorical(values: readonly (string | undefined)[]): Categorical {
  const codeOf = new Map<string, number>()
  const codes = new Int32Array(values.length)
  values.forEach((value, i) => {
    if (value === undefined) {
      codes[i] = -1
      return
    }
    let code = codeOf.get(value)
    if (code === undefined) {
      code = codeOf.size
      codeOf.set(value, code)
    }
    codes[i] = code
  })
  return { codes, labels: [...codeOf.keys()] }
}

/**
 * A column as labels: strings as they are, numbers as they are written; `undefined` when there is no such column, or it
 * holds lists or vectors. `group` also names the pool's group.
 */
export function labelsOf(pool: Pool, name: string): Categorical | undefined {
  const column = pool.column(name)
  if (column?.kind === 'string') return categorical(column.values)
  if (column?.kind === 'number') {
    return categorical(
      Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : String(value))),
    )
  }
  return column === undefined && name === 'group' ? pool.group : undefined
}

function sizeOf(parts: PoolParts): number {
  const lengths: [string, number][] = []
  if (parts.ids) lengths.push(['ids', parts.ids.length])
  if (parts.text) lengths.push(['text', parts.text.length])
  if (parts.vectors) lengths.push(['vectors', parts.vectors.rows])
  if (parts.quality) lengths.push(['quality', parts.quality.length])
  if (parts.group)
    lengths.push(['group', 'codes' in parts.group ? parts.group.codes.length : parts.group.length])
  for (const [name, column] of Object.entries(parts.columns ?? {})) lengths.push([name, columnLength(column)])
  if (lengths.length === 0)
    throw new GamutError(
      'bad-pool',
      'A pool needs at least one of ids, text, vectors, quality, group or columns.',
    )
  const [first, size] = lengths[0]
  for (const [name, length] of lengths) {
    if (length !== size) {
      throw new GamutError(
        'bad-pool',
        `\`${name}\` has ${length} items and \`${first}\` has ${size}: all parts of a pool must be equally long.`,
      )
    }
  }
  return size
}

function columnLength(column: Column): number {
  return column.kind === 'vector' ? column.values.rows : column.values.length
}

function takeColumn(column: Column, indices: ArrayLike<number>): Column {
  switch (column.kind) {
    case 'number': {
      const { values } = column
      return { kind: 'number', values: Float64Array.from(indices, (i) => values[i]) }
    }
    case 'string':
      return { kind: 'string', values: pick(column.values, indices) }
    case 'list':
      return { kind: 'list', values: pick(column.values, indices) }
    case 'vector':
      return { kind: 'vector', values: takeRows(column.values, indices) }
  }
}

function pick<T>(values: readonly T[], indices: ArrayLike<number>): T[] {
  return Array.from(indices, (i) => values[i])
}
