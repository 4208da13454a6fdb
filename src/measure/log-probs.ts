// Log-probabilities of tokens, as columns of a pool hold them.

import { GamutError, type Pool } from '../core/index.ts'
import { missing } from './columns.ts'

/** A rounding error above 0 is no reason to refuse a file. */
const aboveZero = 1e-3

/**
 * The mean natural log-probability a token of each item. A column of lists or vectors holds one number a token, one of
 * texts a list of numbers such as `[-0.1, -2]`, one of numbers the mean itself.
 * @returns NaN where an item has none.
 * @throws GamutError `missing-column` without such a column; `bad-log-probability` naming the item whose number is
 * above 0 or no number.
 */
export function meanLogProbs(pool: Pool, measure: string, parameter: string, name: string): Float64Array {
  const column = pool.column(name)
  const means = (items: Iterable<Iterable<number>>) => Float64Array.from(items, mean)
  switch (column?.kind) {
    case 'number':
      return checked(column.values, pool, name)
    case 'list':
      return checked(means(column.values.map((list) => list.map(toNumber))), pool, name)
    case 'string':
      return checked(means(column.values.map((text) => listIn(text ?? ''))), pool, name)
    case 'vector': {
      const { data, rows, cols } = column.values
      const items = Array.from({ length: rows }, (_, i) => data.subarray(i * cols, (i + 1) * cols))
      return checked(means(items), pool, name)
    }
    case undefined:
      throw missing(measure, parameter, name, column, 'log-probabilities')
  }
}

function listIn(text: string): number[] {
  return (text.match(/[^\s,[\]]+/g) ?? []).map(toNumber)
}

function toNumber(text: string): number {
  const value = Number(text)
  // Not a number is no missing value: the infinity makes `checked` refuse it.
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
}

function mean(values: Iterable<number>): number {
  let sum = 0
  let count = 0
  for (const value of values) {
    if (value > aboveZero) return Number.POSITIVE_INFINITY
    sum += value
    count++
  }
  return sum / count
}

function checked(means: Float64Array, pool: Pool, name: string): Float64Array {
  const wrong = means.findIndex((value) => value > aboveZero)
  if (wrong < 0) return means
  throw new GamutError(
    'bad-log-probability',
    `Item ${pool.ids[wrong]} has something in \`${name}\` that is not a log-probability: give natural logarithms, at most 0.`,
  )
}
