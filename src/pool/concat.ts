// Pools one after the other as one pool: the blocks of a source, the parts of a sample.

import { type Categorical, type Column, GamutError, type Matrix, type Pool } from '../core/index.ts'
import { createPool } from './memory.ts'
import { missingColumn, stringsOf } from './values.ts'

/**
 * The items of all pools in this order. A part is kept when every pool has it. A column that some pools lack is missing
 * in their items; one whose kinds differ becomes strings.
 * @throws GamutError `bad-pool` without any pool, `mixed-vector-lengths` when the vectors differ in length.
 * Copies vectors and numbers, so that both exist at once: memory O(all items).
 */
export function concatPools(given: readonly Pool[]): Pool {
  if (given.length === 0) throw new GamutError('bad-pool', 'There are no pools to join.')
  const filled = given.filter(({ size }) => size > 0)
  const pools = filled.length > 0 ? filled : given.slice(0, 1)
  if (pools.length === 1) return pools[0]
  const text = every(pools, (pool) => pool.text)?.flat()
  const vectors = mapEvery(pools, (pool) => pool.vectors, concatMatrices)
  const names = new Set(pools.flatMap((pool) => pool.columnNames ?? []))
  return createPool({
    ids: pools.flatMap((pool) => pool.ids),
    text,
    vectors,
    quality: mapEvery(pools, (pool) => pool.quality, concatNumbers),
    group: mapEvery(pools, (pool) => pool.group, concatLabels),
    columns: Object.fromEntries(
      [...names].map((name) => {
        const columns = pools.map((pool) => pool.column(name))
        if (text && columns.every((column, i) => column?.values === pools[i].text))
          return [name, { kind: 'string', values: text }]
        if (vectors && columns.every((column, i) => column?.values === pools[i].vectors))
          return [name, { kind: 'vector', values: vectors }]
        return [name, concatColumns(columns, pools)]
      }),
    ),
  })
}

function every<T>(pools: readonly Pool[], part: (pool: Pool) => T | undefined): T[] | undefined {
  const parts = pools.map(part).filter((value) => value !== undefined)
  return parts.length === pools.length ? parts : undefined
}

function mapEvery<T, R>(
  pools: readonly Pool[],
  part: (pool: Pool) => T | undefined,
  join: (parts: readonly T[]) => R,
): R | undefined {
  const parts = every(pools, part)
  return parts && join(parts)
}

function concatMatrices(matrices: readonly Matrix[]): Matrix {
  const { cols } = matrices[0]
  const other = matrices.find((matrix) => matrix.cols !== cols)
  if (other) {
    throw new GamutError(
      'mixed-vector-lengths',
      `Vectors of ${cols} and of ${other.cols} numbers cannot be one pool: embed all items with the same model.`,
    )
  }
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0)
  const single = matrices.every(({ data }) => data instanceof Float32Array)
  const data = single ? new Float32Array(rows * cols) : new Float64Array(rows * cols)
  let start = 0
  for (const matrix of matrices) {
    data.set(matrix.data, start)
    start += matrix.data.length
  }
  return { data, rows, cols }
}

function concatNumbers(arrays: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(arrays.reduce((sum, array) => sum + array.length, 0))
  let start = 0
  for (const array of arrays) {
    all.set(array, start)
    start += array.length
  }
  return all
}

function concatLabels(groups: readonly Categorical[]): Categorical {
  const codeOf = new Map<string, number>()
  const codes = new Int32Array(groups.reduce((sum, group) => sum + group.codes.length, 0))
  let start = 0
  for (const group of groups) {
    // Labels without items stay out of the result, so that it equals the pool read at once.
    const known = new Int32Array(group.labels.length).fill(-1)
    group.codes.forEach((code, i) => {
      if (code >= 0 && known[code] < 0) known[code] = codeFor(codeOf, group.labels[code])
      codes[start + i] = code < 0 ? -1 : known[code]
    })
    start += group.codes.length
  }
  return { codes, labels: [...codeOf.keys()] }
}

function codeFor(codeOf: Map<string, number>, label: string): number {
  const known = codeOf.get(label)
  if (known !== undefined) return known
  codeOf.set(label, codeOf.size)
  return codeOf.size - 1
}

function concatColumns(columns: readonly (Column | undefined)[], pools: readonly Pool[]): Column {
  const present = columns.filter((column) => column !== undefined)
  const { kind } = present[0]
  if (present.some((column) => column.kind !== kind)) return concatStrings(columns, pools)
  const filled = columns.map((column, i) => column ?? missingColumn(kind, pools[i].size))
  switch (kind) {
    case 'number':
      return { kind, values: concatNumbers(filled.flatMap((c) => (c?.kind === 'number' ? [c.values] : []))) }
    case 'string':
      return { kind, values: filled.flatMap((c) => (c?.kind === 'string' ? c.values : [])) }
    case 'list':
      return { kind, values: filled.flatMap((c) => (c?.kind === 'list' ? c.values : [])) }
    case 'vector': {
      const matrices = filled.flatMap((c) => (c?.kind === 'vector' ? [c.values] : []))
      const alike = matrices.length === filled.length && matrices.every((m) => m.cols === matrices[0].cols)
      return alike ? { kind, values: concatMatrices(matrices) } : concatStrings(columns, pools)
    }
  }
}

function concatStrings(columns: readonly (Column | undefined)[], pools: readonly Pool[]): Column {
  const parts = columns.map((column, i) =>
    column === undefined ? new Array<undefined>(pools[i].size).fill(undefined) : stringsOf(column),
  )
  return { kind: 'string', values: parts.flat() }
}
