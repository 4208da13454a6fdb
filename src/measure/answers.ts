// Answers as they are compared: a number by its value, anything else by its words.

import type { Pool } from '../core/index.ts'
import { textColumn } from './columns.ts'

/** An answer without what does not matter: case, width of characters, repeated white space, a final full stop. */
export function normalizedAnswer(answer: string): string {
  const folded = answer.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
  return folded.endsWith('.') ? folded.slice(0, -1).trimEnd() : folded
}

const number = String.raw`[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d{1,3})?|[-+]?\.\d+(?:e[-+]?\d{1,3})?`
const wholeNumber = new RegExp(`^[$€£]? ?(${number}) ?%?$`)
const fraction = /^([-+]?\d+) ?\/ ?(\d+)$/
const anyNumber = new RegExp(`(?<![\\w.])(?:${number})`, 'g')

/**
 * The value of an answer that is nothing but a number: `1,234.5`, `$ 3`, `3/4`, `2e-3`, `50 %` (read as 50).
 * `undefined` for anything else.
 */
export function numericAnswer(answer: string): number | undefined {
  const text = normalizedAnswer(answer)
  const ratio = fraction.exec(text)
  if (ratio) return Number(ratio[1]) / Number(ratio[2])
  const match = wholeNumber.exec(text)
  return match ? Number(match[1].replaceAll(',', '')) : undefined
}

/** The last number that stands in the answer, where people and models put the result; `undefined` without one. */
export function lastNumber(answer: string): number | undefined {
  const whole = numericAnswer(answer)
  if (whole !== undefined) return whole
  const found = normalizedAnswer(answer).match(anyNumber)?.at(-1)
  return found === undefined ? undefined : Number(found.replaceAll(',', ''))
}

/** The same text for the same answer. */
export function answerKey(answer: string): string {
  const value = numericAnswer(answer)
  return value === undefined ? normalizedAnswer(answer) : `= ${value}`
}

/**
 * The answers of a pool: the named column, or without a name the column `answer`, or without that the text.
 * @throws GamutError `missing-column` when there is none of these.
 */
export function answersOf(
  pool: Pool,
  measure: string,
  column: string | undefined,
): readonly (string | undefined)[] {
  if (column === undefined && pool.column('answer') === undefined && pool.text !== undefined) return pool.text
  return textColumn(pool, measure, 'answer', column ?? 'answer')
}
