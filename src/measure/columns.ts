// Columns of a pool by the name that a measure's parameter gives.

import { type Column, GamutError, type Pool } from '../core/index.ts'

/**
 * A column as texts: strings as they are, numbers as JavaScript writes them, missing values `undefined`.
 * @throws GamutError `missing-column` when the pool has no such column, or it holds lists or vectors.
 */
export function textColumn(
  pool: Pool,
  measure: string,
  parameter: string,
  name: string,
): readonly (string | undefined)[] {
  const column = pool.column(name)
  if (column?.kind === 'string') return column.values
  if (column?.kind === 'number') {
    return Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : String(value)))
  }
  throw missing(measure, parameter, name, column, 'texts or numbers')
}

/** A column of numbers, NaN where missing. @throws GamutError `missing-column`, as `textColumn`. */
export function numberColumn(pool: Pool, measure: string, parameter: string, name: string): Float64Array {
  const column = pool.column(name)
  if (column?.kind === 'number') return column.values
  throw missing(measure, parameter, name, column, 'numbers')
}

/** A column of lists. @throws GamutError `missing-column`, as `textColumn`. */
export function listColumn(
  pool: Pool,
  measure: string,
  parameter: string,
  name: string,
): readonly (readonly string[])[] {
  const column = pool.column(name)
  if (column?.kind === 'list') return column.values
  throw missing(measure, parameter, name, column, 'lists')
}

/** The error for a column that is not there or holds something else than `wanted`. */
export function missing(
  measure: string,
  parameter: string,
  name: string,
  column: Column | undefined,
  wanted: string,
): GamutError {
  const problem =
    column === undefined
      ? `and there is no column \`${name}\``
      : `and the column \`${name}\` holds ${content[column.kind]}`
  return new GamutError(
    'missing-column',
    `${measure} needs a column of ${wanted}, ${problem}: name the right one with ${parameter}=COLUMN.`,
  )
}

const content: Record<Column['kind'], string> = {
  number: 'numbers',
  string: 'texts',
  list: 'lists',
  vector: 'vectors',
}
