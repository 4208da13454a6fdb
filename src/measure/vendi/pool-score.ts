// The Vendi Score of a pool, at once or in blocks, with what the report shows beside it.

import { type Context, type Mergeable, type PoolWith, requireParts } from '../../core/index.ts'
import {
  contentSample,
  type NamedKernel,
  normalQuantile,
  parseKernel,
  secondMoment,
} from '../../numeric/index.ts'
import type { MeasureValue } from '../define.ts'
import { perPool } from '../memo.ts'
import { type Order, orderValue } from '../order.ts'
import { vectorNorms } from '../rows.ts'
import { kernelText } from './bandwidth.ts'
import { isInnerProduct, spectrumOfDensity } from './dual.ts'
import { exactItems } from './from-kernel.ts'
import { misleading } from './misleading.ts'
import { exactMethod, kernelOfPool, requireVectors, spectrumOfPool } from './pool-spectrum.ts'
import { resultFrom, type VendiMethod, type VendiResult } from './result.ts'
import { vendiScore } from './vendi.ts'

export interface PoolScoreOptions {
  readonly q: Order
  /** As people write it: `rbf(sigma=0.5)`. */
  readonly kernel: string
  readonly method?: VendiMethod
  readonly landmarks?: number
  readonly features?: number
}

/** Kernels without a second moment are scored on at most this many items, chosen by a hash of their content. */
const quadratureItems = 10_000
/** Eigenvalues shown. */
const shown = 100

/**
 * The Vendi Score of a pool. Of a kernel that has no second moment, pools beyond 10,000 items are represented by that many.
 * @throws GamutError as `vendiScore`, naming items by their ids.
 */
export async function vendiOfPool(
  pool: PoolWith<'vectors'>,
  given: PoolScoreOptions,
  context: Context,
): Promise<MeasureValue> {
  if (pool.size === 0) return { value: null, reason: 'there are no items', n: 0 }
  const kernel = kernelOfPool(pool, given.kernel)
  const q = orderValue(given.q)
  const method = given.method ?? exactMethod(pool, kernel)
  if (method === 'dual' || (method === 'primal' && pool.size <= exactItems)) {
    const spectrum = await spectrumOfPool(pool, kernel, method)
    return scoreValue(resultFrom(spectrum, { q, n: pool.size, method }), kernel, pool.vectors.cols)
  }
  const items = pool.size > quadratureItems ? pool.take(contentSample(pool.vectors, quadratureItems)) : pool
  requireParts('vendi', items, ['vectors'])
  requireVectors(items, kernel)
  const result = await vendiScore(items.vectors, {
    ...given,
    kernel,
    random: context.random(`vendi ${given.kernel}`),
    signal: context.signal,
    progress: context.progress,
  })
  return scoreValue(result, kernel, pool.vectors.cols)
}

function scoreValue(result: VendiResult, kernel: NamedKernel, d: number): MeasureValue {
  const { score, n, method, standardError, topShare, eigenvalues, negativeMass, captured } = result
  const halfWidth = normalQuantile(0.975) * (standardError ?? 0)
  return {
    value: score,
    n,
    ...(standardError !== undefined && {
      standardError,
      interval: [Math.max(1, score - halfWidth), Math.min(n, score + halfWidth)],
    }),
    warning: misleading(result, isInnerProduct(kernel) ? d : undefined),
    detail: {
      method,
      kernel: kernelText(kernel),
      d,
      topShare,
      negativeMass,
      captured,
      spectrum: eigenvalues && Array.from(eigenvalues.subarray(0, shown)),
    },
  }
}

/** The second moment of one block, shared by all orders that stream over it. */
const momentOfBlock = perPool((block: PoolWith<'vectors'>) => {
  vectorNorms(block)
  return secondMoment(block.vectors, { precision: 'float64' })
})

interface State {
  n: number
  readonly sums: Float64Array
}

/** The d×d second moment summed over blocks; the f64 sums are good for every order. */
function overBlocks(q: number, kernel: NamedKernel, d: number): Mergeable<State, MeasureValue> {
  return {
    init: () => ({ n: 0, sums: new Float64Array(d * d) }),
    add: async (state, block) => {
      requireParts('vendi', block, ['vectors'])
      if (block.size === 0) return state
      const { data } = await momentOfBlock(block)
      for (let at = 0; at < data.length; at++) state.sums[at] += block.size * data[at]
      state.n += block.size
      return state
    },
    merge: (a, b) => {
      for (let at = 0; at < b.sums.length; at++) a.sums[at] += b.sums[at]
      a.n += b.n
      return a
    },
    finish: async ({ n, sums }) => {
      if (n === 0) return { value: null, reason: 'there are no items', n }
      const spectrum = await spectrumOfDensity({ data: sums.map((sum) => sum / n), rows: d, cols: d }, n)
      return scoreValue(resultFrom(spectrum, { q, n, method: 'dual' }), kernel, d)
    },
  }
}

/** The same in blocks; `sample` stands for the pool where the kernel needs all pairs, and `n` says so. */
export function vendiOverBlocks(
  given: PoolScoreOptions,
  sample: PoolWith<'vectors'>,
  context: Context,
): Mergeable<unknown, MeasureValue> {
  const kernel = parseKernel(given.kernel)
  if (isInnerProduct(kernel) && (given.method ?? 'dual') === 'dual') {
    return overBlocks(orderValue(given.q), kernel, sample.vectors.cols)
  }
  return {
    init: () => undefined,
    add: () => undefined,
    merge: () => undefined,
    finish: () => vendiOfPool(sample, given, context),
  }
}
