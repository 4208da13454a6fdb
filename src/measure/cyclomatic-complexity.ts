// Cyclomatic complexity of code, by its decision words: no parser, so the same for every common language.

import { z } from 'zod'
import { bareCode } from './code.ts'
import { defineItemMeasure } from './define.ts'

// `else if` is one decision by its `if`; `?.` and `??` belong to no condition of their own but `??` chooses.
const decision =
  /\b(?:if|elif|elsif|unless|for|foreach|while|until|case|catch|except|rescue|and|or)\b|&&|\|\||\?\?|\?(?![.?:])/g

/**
 * 1 + the number of decisions: branches, loops, cases, handlers, and the `and`s and `or`s of conditions, outside comments and
 * strings. An estimate of McCabe's number for C-like languages, Python and Ruby. Meaningless for prose. Linear.
 * Source: McCabe 1976, "A complexity measure".
 */
export function cyclomaticComplexity(code: string): number {
  return 1 + (bareCode(code).match(decision)?.length ?? 0)
}

export default defineItemMeasure({
  name: 'cyclomatic-complexity',
  title: 'Cyclomatic complexity',
  summary: 'How many independent paths the code of an item has, on average; for items that are code.',
  family: 'complexity',
  direction: 'higher',
  unit: 'paths',
  range: '[1, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => Float64Array.from(pool.text, cyclomaticComplexity),
})
