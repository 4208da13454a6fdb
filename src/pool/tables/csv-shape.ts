// What a CSV file does not say about itself: its delimiter, and whether its first line names the columns.

import { isRoleName } from '../roles.ts'
import { isMissingNumber, numberIn } from '../values.ts'

/** The delimiter of a line outside its quotes: a comma when there is one, else what there is most of. */
export function delimiterIn(line: string): string {
  const bare = line.replaceAll(/"[^"]*"?/g, '')
  if (bare.includes(',')) return ','
  const counts = [';', '\t', '|'].map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }))
  const [most] = counts.toSorted((a, b) => b.count - a.count)
  return most.count > 1 ? most.delimiter : ','
}

type Cells = readonly (string | undefined)[]

/**
 * Whether the first record names the columns. It does not when it holds a number. It does when one of its cells is a
 * name such as `text` or `label`, or stands over numbers. Else its cells must look like names: different, short, and
 * not sentences.
 */
export function looksLikeHeader(first: Cells, others: readonly Cells[]): boolean {
  const names = first.map((cell) => cell?.trim() ?? '')
  if (names.every((name) => name === '') || names.some((name) => numberIn(name) !== undefined)) return false
  if (names.some(isRoleName)) return true
  const overNumbers = names.some((name, i) => {
    const column = others.flatMap((cells) =>
      cells[i] === undefined || isMissingNumber(cells[i]) ? [] : [cells[i]],
    )
    return name !== '' && column.length > 0 && column.every((cell) => numberIn(cell) !== undefined)
  })
  if (overNumbers) return true
  const filled = names.filter((name) => name !== '')
  if (others.length === 0 || new Set(filled).size < filled.length) return false
  return filled.every((name) => name.length <= 40 && name.split(/\s+/).length <= 3 && !/[.?!,;]$/.test(name))
}

/** Names for columns: those given, without spaces around them, made different; `column1`, … where there is none. */
export function columnNamesIn(header: Cells): string[] {
  const taken = new Set<string>()
  return header.map((cell, i) => {
    const name = cell?.trim() || `column${i + 1}`
    let unique = name
    for (let copy = 2; taken.has(unique); copy++) unique = `${name}_${copy}`
    taken.add(unique)
    return unique
  })
}
