// Self-consistency: how often sampled answers to one question agree with the most frequent one.

import { z } from 'zod'
import { answerKey, answersOf } from './answers.ts'
import { defineMeasure, meanValue, momentsOf } from './define.ts'
import { itemsByGroup } from './groups.ts'

const params = z.object({
  answer: z.string().optional().describe('column of the answers; `answer` when there is one, else the text'),
})

/**
 * The share of answers equal to the most frequent one; numbers are compared by value.
 * @returns a share in [1/n, 1]; NaN without answers.
 * Source: Wang et al. 2023, "Self-consistency improves chain of thought reasoning in language models".
 */
export function selfConsistency(answers: readonly string[]): number {
  const counts = new Map<string, number>()
  let most = 0
  for (const answer of answers) {
    const key = answerKey(answer)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    most = Math.max(most, count)
  }
  return most / answers.length
}

export default defineMeasure({
  name: 'self-consistency',
  title: 'Self-consistency',
  summary:
    'The share of the answers to one question that agree with its most frequent answer; groups are questions.',
  paper: {
    title: 'Self-consistency improves chain of thought reasoning in language models',
    authors: 'Xuezhi Wang et al.',
    year: 2023,
  },
  family: 'quality',
  direction: 'higher',
  unit: 'share of answers',
  range: '(0, 1]',
  cost: 'linear',
  needs: ['group'],
  params,
  run: (pool, { answer }) => {
    const answers = answersOf(pool, 'self-consistency', answer)
    const shares: number[] = []
    let skipped = 0
    for (const items of itemsByGroup(pool.group).values()) {
      const given = items.map((i) => answers[i]).filter((text) => text !== undefined)
      // One answer always agrees with itself.
      if (given.length < 2) skipped++
      else shares.push(selfConsistency(given))
    }
    if (shares.length === 0) return { value: null, reason: 'no question has two answers', n: pool.size }
    return {
      ...meanValue(momentsOf(Float64Array.from(shares)), pool.size),
      detail: { questions: shares.length, skipped },
    }
  },
})
