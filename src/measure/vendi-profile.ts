// The diversity profile: the Vendi Score at several orders, from one spectrum. A profile that falls steeply means a few
// common kinds and many rare ones.

import { z } from 'zod'
import type { Matrix } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { type Order, order, orderValue, writableOrder } from './order.ts'
import { kernelText } from './vendi/bandwidth.ts'
import { type SimilarityOptions, scoresOfKernel } from './vendi/from-kernel.ts'
import { pasarkar2024 } from './vendi/papers.ts'
import { exactMethod, kernelOfPool, spectrumOfPool } from './vendi/pool-spectrum.ts'
import { scoreOf } from './vendi/spectrum.ts'

/** A small order sees rare kinds, infinity duplication (the advice of Pasarkar & Dieng 2024). */
export const defaultOrders: readonly Order[] = [0.1, 0.5, 1, 2, 'inf']

/**
 * The Vendi Score of each order.
 * @param K n×n similarities, as for `vendiScoreFromKernel`.
 * @param orders each >= 0 or infinity, in any order.
 * @returns the orders as given, each with its score; scores do not rise with the order.
 * @throws GamutError as `vendiScoreFromKernel`.
 * Time O(n³) once for all orders; beyond 2,000 items quadrature, as `vendiScoreFromKernel`.
 */
export async function vendiProfile(
  K: Matrix,
  orders: readonly Order[] = defaultOrders,
  options: SimilarityOptions = {},
): Promise<{ q: Order; score: number }[]> {
  const results = await scoresOfKernel(K, orders.map(orderValue), options)
  return orders.map((q, i) => ({ q, score: results[i].score }))
}

export default defineMeasure({
  name: 'vendi-profile',
  title: 'Evenness of the Vendi profile',
  summary:
    'How equally common the kinds of items are: the Vendi Score at the largest order over that at the smallest, 1 when all kinds are equally common.',
  paper: pasarkar2024,
  family: 'diversity',
  direction: 'higher',
  unit: 'ratio of two scores',
  range: '(0, 1]',
  cost: 'linear',
  needs: ['vectors'],
  params: z.object({
    orders: z
      .array(order)
      .min(2)
      .default([...defaultOrders])
      .describe('orders of the profile'),
    kernel: z.string().default('cosine').describe('how alike two vectors are, as for vendi'),
  }),
  run: async (pool, { orders, kernel: text }) => {
    const n = pool.size
    if (n === 0) return { value: null, reason: 'there are no items', n }
    const kernel = kernelOfPool(pool, text)
    const method = exactMethod(pool, kernel)
    if (method === undefined) {
      const reason = `a profile needs the whole spectrum, which for the kernel ${kernel.name} is too large at ${n} items`
      return { value: null, reason, n }
    }
    const values = orders.map(orderValue)
    const spectrum = await spectrumOfPool(pool, kernel, method)
    const profile = orders.map((q, i) => ({ q, score: scoreOf(spectrum, values[i]) }))
    const rising = profile.map(({ score }, i) => ({ q: values[i], score })).sort((a, b) => a.q - b.q)
    return {
      value: rising[rising.length - 1].score / rising[0].score,
      n,
      detail: {
        method,
        kernel: kernelText(kernel),
        profile: profile.map(({ q, score }) => ({ q: writableOrder(q), score })),
      },
    }
  },
})
