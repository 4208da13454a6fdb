// The quality-weighted Vendi Score: the effective number of dissimilar items times their mean quality. Good copies and
// varied rubbish both score low.

import { z } from 'zod'
import { GamutError, type Matrix, type Mergeable, type PoolWith, requireParts } from '../core/index.ts'
import { defineMeasure, type MeasureValue } from './define.ts'
import { type Order, order } from './order.ts'
import { vendiScoreFromKernel } from './vendi/from-kernel.ts'
import { nguyen2024 } from './vendi/papers.ts'
import { vendiOfPool, vendiOverBlocks } from './vendi/pool-score.ts'

/**
 * qVS_q = mean(quality) · VS_q(K): an effective sum of qualities.
 * @param K n×n similarities, as for `vendiScoreFromKernel`.
 * @param quality one an item, finite and not negative; scaling it scales the result.
 * @returns a number in [0, n · mean(quality)], in the unit of the quality.
 * @throws GamutError as `vendiScoreFromKernel`, and `bad-quality`.
 * Time O(n³). Source: Nguyen & Dieng 2024, equation 4.
 */
export async function qualityWeightedVendi(
  K: Matrix,
  quality: ArrayLike<number>,
  { q = 1 }: { q?: Order } = {},
): Promise<number> {
  const mean = meanQuality(quality, K.rows)
  return mean * (await vendiScoreFromKernel(K, { q })).score
}

function meanQuality(quality: ArrayLike<number>, n: number): number {
  if (quality.length !== n) {
    throw new GamutError(
      'bad-quality',
      `There are ${quality.length} qualities for ${n} items: give one an item.`,
    )
  }
  let sum = 0
  for (let i = 0; i < n; i++) {
    if (!(quality[i] >= 0 && quality[i] < Number.POSITIVE_INFINITY)) {
      throw new GamutError(
        'bad-quality',
        `Quality ${i} is ${quality[i]}: qualities must be finite and not negative; add a constant to all to shift them.`,
      )
    }
    sum += quality[i]
  }
  return sum / n
}

const params = z.object({
  q: order.default(1).describe('order of the Vendi Score; "inf" for infinity'),
  kernel: z.string().default('cosine').describe('how alike two vectors are, as for vendi'),
})

type Rated = PoolWith<'vectors' | 'quality'>

/** The items that have a quality. */
function ratedItems(pool: Rated): Rated {
  const rated = Array.from(pool.quality.keys()).filter((i) => !Number.isNaN(pool.quality[i]))
  if (rated.length === pool.size) return pool
  const items = pool.take(rated)
  requireParts('quality-weighted-vendi', items, ['vectors', 'quality'])
  return items
}

interface Qualities {
  n: number
  sum: number
  lowest: number
  unrated: number
}

function qualitiesOf(items: Rated, all: number): Qualities {
  const { quality, size: n } = items
  return {
    n,
    sum: quality.reduce((sum, value) => sum + value, 0),
    lowest: quality.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    unrated: all - n,
  }
}

/** The Vendi Score times the mean quality; the interval is that of the score. */
async function weighted(
  { n, sum, lowest, unrated }: Qualities,
  score: () => MeasureValue | Promise<MeasureValue>,
): Promise<MeasureValue> {
  if (n === 0) return { value: null, reason: 'no item has a quality', n }
  if (lowest < 0) {
    return {
      value: null,
      reason: 'some qualities are negative: shift them, so that the lowest possible is 0',
      n,
    }
  }
  const mean = sum / n
  const diversity = await score()
  if (diversity.value === null) return diversity
  const { standardError, interval, detail } = diversity
  return {
    ...diversity,
    value: mean * diversity.value,
    standardError: standardError && mean * standardError,
    interval: interval && [mean * interval[0], mean * interval[1]],
    detail: {
      meanQuality: mean,
      score: diversity.value,
      unrated,
      method: detail?.method,
      kernel: detail?.kernel,
    },
  }
}

interface State {
  qualities: Qualities
  moments: unknown
}

function overBlocks(moments: Mergeable<unknown, MeasureValue>): Mergeable<State, MeasureValue> {
  const merge = (a: Qualities, b: Qualities): Qualities => ({
    n: a.n + b.n,
    sum: a.sum + b.sum,
    lowest: Math.min(a.lowest, b.lowest),
    unrated: a.unrated + b.unrated,
  })
  return {
    init: () => ({
      qualities: { n: 0, sum: 0, lowest: Number.POSITIVE_INFINITY, unrated: 0 },
      moments: moments.init(),
    }),
    add: async (state, block) => {
      requireParts('quality-weighted-vendi', block, ['vectors', 'quality'])
      const items = ratedItems(block)
      return {
        qualities: merge(state.qualities, qualitiesOf(items, block.size)),
        moments: await moments.add(state.moments, items),
      }
    },
    merge: (a, b) => ({
      qualities: merge(a.qualities, b.qualities),
      moments: moments.merge(a.moments, b.moments),
    }),
    finish: (state) => weighted(state.qualities, () => moments.finish(state.moments)),
  }
}

export default defineMeasure({
  name: 'quality-weighted-vendi',
  title: 'Quality-weighted Vendi Score',
  summary:
    'How much quality there is when copies and near copies count once: the mean quality times the Vendi Score.',
  paper: nguyen2024,
  family: 'diversity',
  direction: 'higher',
  unit: 'quality summed over effective items',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['vectors', 'quality'],
  params,
  run: (pool, given, context) => {
    const items = ratedItems(pool)
    return weighted(qualitiesOf(items, pool.size), () => vendiOfPool(items, given, context))
  },
  stream: (given, sample, context) => overBlocks(vendiOverBlocks(given, ratedItems(sample), context)),
})
