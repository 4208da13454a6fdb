// Names of columns in nested JSON: `meta.score`, `choices.0.text`, `messages.user`.

import { chatText, isChat } from './chat.ts'

/** Columns deeper than this, and more of them than this, have to be named to be read. */
const maxDepth = 4
const maxNames = 1000

export type Row = Readonly<Record<string, unknown>>

/**
 * A reader of one column. A dot steps into an object; a number picks from a list, from its end when negative; a role picks
 * the last message of that role from a conversation. A key that itself holds dots goes first.
 */
export function columnReader(name: string): (row: Row) => unknown {
  if (!name.includes('.')) return (row) => ownValue(row, name)
  const steps = name.split('.')
  return (row) => {
    if (Object.hasOwn(row, name)) return row[name]
    let value: unknown = row
    for (const step of steps) {
      value = stepInto(value, step)
      if (value === undefined) return undefined
    }
    return value
  }
}

function ownValue(row: Row, name: string): unknown {
  const value = row[name]
  // What every object inherits is no column; asking costs time, so it is asked only for what can be inherited.
  if (typeof value !== 'function' && name !== '__proto__') return value
  return Object.hasOwn(row, name) ? value : undefined
}

function stepInto(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    if (/^-?\d+$/.test(step)) return value.at(Number(step))
    return isChat(value) ? chatText(value, step.toLowerCase()) : undefined
  }
  return Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined
}

/**
 * The columns of these rows: every key, objects opened into dotted names. Lists of objects that are no conversation are
 * not columns by themselves; a path reaches into them.
 */
export function columnNames(rows: readonly Row[]): string[] {
  const names = new Set<string>()
  for (const row of rows) collect(row, '', 1, names)
  return [...names]
}

function collect(row: object, prefix: string, depth: number, names: Set<string>): void {
  for (const [key, value] of Object.entries(row)) {
    if (names.size >= maxNames) return
    const name = prefix + key
    if (typeof value !== 'object' || value === null) {
      names.add(name)
    } else if (Array.isArray(value)) {
      if (isColumnList(value)) names.add(name)
    } else if (depth < maxDepth) {
      collect(value, `${name}.`, depth + 1, names)
    }
  }
}

function isColumnList(list: readonly unknown[]): boolean {
  return list.every((item) => typeof item !== 'object' || item === null) || chatText(list) !== undefined
}
