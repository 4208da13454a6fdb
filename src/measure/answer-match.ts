// Answer match: the share of answers that equal their reference. No answer is a wrong one; an item without a reference
// does not count.

import { z } from 'zod'
import { answersOf, lastNumber, normalizedAnswer, numericAnswer } from './answers.ts'
import { textColumn } from './columns.ts'
import { defineItemMeasure } from './define.ts'

const modes = ['auto', 'exact', 'numeric'] as const

/** `exact`: the same words; `numeric`: the same last number; `auto`: the same words, or both are numbers of one value. */
export type AnswerMode = (typeof modes)[number]

const defaultTolerance = 1e-6

const params = z.object({
  answer: z.string().optional().describe('column of the answers; `answer` when there is one, else the text'),
  reference: z.string().default('reference').describe('column of the right answers'),
  mode: z
    .enum(modes)
    .default('auto')
    .describe('exact: same words; numeric: same last number; auto: same words, or both numbers of one value'),
  tolerance: z
    .number()
    .nonnegative()
    .default(defaultTolerance)
    .describe('relative difference of equal numbers'),
})

/**
 * Whether an answer equals the reference. Case, width of characters, white space and a final full stop do not matter.
 * @param tolerance largest |a - b| / max(|a|, |b|) of equal numbers.
 */
export function answerMatches(
  answer: string,
  reference: string,
  mode: AnswerMode = 'auto',
  tolerance = defaultTolerance,
): boolean {
  const sameNumber = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
  switch (mode) {
    case 'exact':
      return normalizedAnswer(answer) === normalizedAnswer(reference)
    case 'numeric':
      return sameNumber(lastNumber(answer), lastNumber(reference))
    case 'auto':
      return (
        normalizedAnswer(answer) === normalizedAnswer(reference) ||
        sameNumber(numericAnswer(answer), numericAnswer(reference))
      )
  }
}

export default defineItemMeasure({
  name: 'answer-match',
  title: 'Answer match',
  summary: 'The share of answers that equal their reference, in words or in value.',
  family: 'quality',
  direction: 'higher',
  unit: 'share of items',
  range: '[0, 1]',
  cost: 'linear',
  needs: [],
  params,
  items: (pool, { answer, reference, mode, tolerance }) => {
    const references = textColumn(pool, 'answer-match', 'reference', reference)
    const answers = answersOf(pool, 'answer-match', answer)
    return Float64Array.from(references, (right, i) => {
      if (right === undefined) return Number.NaN
      const given = answers[i]
      return given !== undefined && answerMatches(given, right, mode, tolerance) ? 1 : 0
    })
  },
})
