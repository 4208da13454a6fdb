// pass@k: the probability that at least one of k answers to a task solves it, estimated from n answers of which c do.

import { z } from 'zod'
import { GamutError, type PoolWith } from '../core/index.ts'
import { defineMeasure, type MeasureValue, meanValue, momentsOf } from './define.ts'
import { itemsByGroup } from './groups.ts'

const params = z.object({
  k: z.int().positive().default(1).describe('answers that one may try'),
  threshold: z.number().default(1).describe('an answer of at least this quality solves its task'),
})

/**
 * 1 - C(n - c, k) / C(n, k) in its stable form 1 - Π_{i=n-c+1}^{n} (1 - k/i); 1 when n - c < k and c > 0; 0 when c = 0.
 * Unbiased for k <= n.
 * @param n answers, @param c of them right, @param k that one may try.
 * @throws GamutError `bad-count` unless 0 <= c <= n and k >= 1, all whole numbers.
 * Source: Chen et al. 2021, "Evaluating large language models trained on code", section 2.1.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (![n, c, k].every(Number.isInteger) || c < 0 || c > n || k < 1) {
    throw new GamutError(
      'bad-count',
      `pass@k needs whole numbers 0 <= c <= n and k >= 1, not n=${n}, c=${c}, k=${k}.`,
    )
  }
  if (c === 0) return 0
  if (n - c < k) return 1
  let allFail = 1
  for (let i = n - c + 1; i <= n; i++) allFail *= 1 - k / i
  return 1 - allFail
}

interface Task {
  n: number
  c: number
}

function tasksOf(pool: PoolWith<'quality' | 'group'>, threshold: number): Task[] {
  const tasks: Task[] = []
  for (const items of itemsByGroup(pool.group).values()) {
    const judged = items.filter((i) => !Number.isNaN(pool.quality[i]))
    const c = judged.filter((i) => pool.quality[i] >= threshold).length
    if (judged.length > 0) tasks.push({ n: judged.length, c })
  }
  return tasks
}

function passRates(tasks: readonly Task[], k: number): Float64Array {
  return Float64Array.from(tasks, ({ n, c }) => passAtK(n, c, k))
}

function measureTasks(pool: PoolWith<'quality' | 'group'>, k: number, threshold: number): MeasureValue {
  const tasks = tasksOf(pool, threshold)
  if (tasks.length === 0) return { value: null, reason: 'no task has an answer with a quality', n: pool.size }
  const fewest = tasks.reduce((least, { n }) => Math.min(least, n), Number.POSITIVE_INFINITY)
  const tooFew = tasks.filter(({ n }) => n < k).length
  const curve: Record<string, number> = {}
  for (let tries = 1; tries <= fewest; tries *= 2) curve[tries] = momentsOf(passRates(tasks, tries)).mean
  return {
    ...meanValue(momentsOf(passRates(tasks, k)), pool.size),
    warning:
      tooFew > 0
        ? `${tooFew} of ${tasks.length} tasks have fewer than ${k} answers, for which pass@${k} is too low.`
        : undefined,
    detail: { tasks: tasks.length, fewestAnswers: fewest, passAt: curve },
  }
}

export default defineMeasure({
  name: 'pass-at-k',
  title: 'pass@k',
  summary: 'The share of tasks that at least one of k answers solves; groups are tasks.',
  paper: {
    title: 'Evaluating large language models trained on code',
    authors: 'Mark Chen et al.',
    year: 2021,
  },
  family: 'quality',
  direction: 'higher',
  unit: 'share of tasks',
  range: '[0, 1]',
  cost: 'linear',
  needs: ['quality', 'group'],
  params,
  run: (pool, { k, threshold }) => measureTasks(pool, k, threshold),
})
