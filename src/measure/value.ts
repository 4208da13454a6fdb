// The value of a measure that may not exist.

import type { MeasureValue } from './define.ts'

/** `value` with what else there is to say, or no value for this reason where it is not a finite number. */
export function valueOr(
  reason: string,
  value: number,
  n: number,
  more: Omit<MeasureValue, 'value' | 'n'> = {},
): MeasureValue {
  return Number.isFinite(value) ? { value, n, ...more } : { value: null, reason, n }
}

/** `one thing`, `3 things`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
