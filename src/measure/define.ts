// What a measure is: a method whose result is one number with its meaning, range, direction and, where one makes
// sense, its interval. A measure without its needs gives a reason, never a silent zero.

import { z } from 'zod'
import {
  type Context,
  defineMethod,
  type Mergeable,
  type Method,
  type Paper,
  type Pool,
  type PoolPart,
  type PoolWith,
  parseParams,
  requireParts,
} from '../core/index.ts'
import { studentQuantile } from '../numeric/index.ts'

/** The result of every measure. */
export const measureValue = z.object({
  value: z.number().nullable().describe('the number; null when it does not exist, and `reason` says why'),
  reason: z.string().optional(),
  n: z.int().nonnegative().describe('items it was computed on'),
  interval: z.tuple([z.number(), z.number()]).optional().describe('95% interval'),
  standardError: z.number().nonnegative().optional(),
  warning: z.string().optional().describe('one sentence, when the number could mislead'),
  detail: z.record(z.string(), z.unknown()).optional().describe('what else it found; JSON values only'),
})
export type MeasureValue = z.infer<typeof measureValue>

/** The three coordinates of a data set (Havrilla et al. 2024). */
export type Family = 'quality' | 'diversity' | 'complexity'

/** What people need to know to read the number. */
export interface Reading {
  readonly family: Family
  /** Which way is better, other things equal. */
  readonly direction: 'higher' | 'lower' | 'neither'
  /** e.g. `effective items`, `share of n-grams`, `tokens`. */
  readonly unit: string
  /** e.g. `[1, n]`, `[0, 1]`, `[0, ∞)`. */
  readonly range: string
  /** Quadratic ones run on a sample of a large pool. */
  readonly cost: 'linear' | 'quadratic'
  /** One sentence, when the value of a sample says little of the pool: duplicates thin out in a sample. */
  readonly onSample?: string
}

export interface MeasureDescription<Part extends PoolPart, Params extends z.ZodObject> extends Reading {
  /** Unique, kebab-case; what the user types after `--only`. */
  readonly name: string
  readonly title: string
  /** One plain sentence: what the number tells. */
  readonly summary: string
  readonly paper?: Paper
  readonly needs: readonly Part[]
  readonly params: Params
  run(pool: PoolWith<Part>, params: z.output<Params>, context: Context): MeasureValue | Promise<MeasureValue>
  /**
   * The same measure in blocks, for pools larger than memory. `sample` is a seeded sample of the pool, for what must be
   * fitted first (centroids, a bandwidth).
   */
  stream?(
    params: z.output<Params>,
    sample: PoolWith<Part>,
    context: Context,
  ): Mergeable<unknown, MeasureValue> | Promise<Mergeable<unknown, MeasureValue>>
}

/** Any measure, for code that lists or calls measures it does not know. */
export interface Measure extends Method, Reading {
  readonly stream?: (
    params: Record<string, unknown>,
    sample: Pool,
    context: Context,
  ) => Promise<Mergeable<unknown, MeasureValue>>
}

/** Describes a measure; see `MeasureDescription`. The returned object validates before it runs. */
export function defineMeasure<Part extends PoolPart, Params extends z.ZodObject>(
  description: MeasureDescription<Part, Params>,
): Measure {
  const { name, needs, params, stream } = description
  const method = defineMethod({ ...description, room: 'measure', input: 'pool', result: measureValue })
  const { family, direction, unit, range, cost, onSample } = description
  return {
    ...method,
    family,
    direction,
    unit,
    range,
    cost,
    onSample,
    stream:
      stream &&
      (async (given, sample, context) => {
        requireParts(name, sample, needs)
        return stream(parseParams(name, params, given), sample, context)
      }),
  }
}

export interface ItemMeasureDescription<Part extends PoolPart, Params extends z.ZodObject>
  extends Omit<MeasureDescription<Part, Params>, 'run' | 'stream'> {
  /** One number an item; NaN where the item has none. */
  items(
    pool: PoolWith<Part>,
    params: z.output<Params>,
    context: Context,
  ): Float64Array | Promise<Float64Array>
}

/** A measure with one number an item. */
export interface ItemMeasure extends Measure {
  items(pool: Pool, params: Record<string, unknown>, context: Context): Promise<Float64Array>
}

/** A measure that gives each item a number: its value is their mean, with the t-interval of the mean. */
export function defineItemMeasure<Part extends PoolPart, Params extends z.ZodObject>(
  description: ItemMeasureDescription<Part, Params>,
): ItemMeasure {
  const { name, needs, params, items } = description
  const measure = defineMeasure({
    ...description,
    run: async (pool, given, context) => meanOfItems(await items(pool, given, context)),
    stream: async (given, sample, context) => {
      const itemsOf = (block: Pool) => {
        requireParts(name, block, needs)
        return items(block, given, context)
      }
      // What the pool lacks, such as a column, shows before a large file is read.
      if (sample.size > 0) await itemsOf(sample.take([0]))
      return meanOverBlocks(itemsOf)
    },
  })
  return {
    ...measure,
    items: async (pool, given, context) => {
      requireParts(name, pool, needs)
      return items(pool, parseParams(name, params, given), context)
    },
  }
}

function meanOfItems(values: Float64Array): MeasureValue {
  const present = values.filter((value) => !Number.isNaN(value))
  return meanValue(momentsOf(present), values.length)
}

/** Count, mean and spread of numbers, as they are merged over blocks. */
export interface Moments {
  readonly count: number
  readonly mean: number
  /** Sum of squared deviations from the mean. */
  readonly squares: number
}

export function momentsOf(values: Float64Array): Moments {
  let mean = 0
  for (const value of values) mean += value
  mean /= Math.max(1, values.length)
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { count: values.length, mean, squares }
}

/** Chan, Golub & LeVeque 1979: exact merging of means and sums of squares. */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const count = a.count + b.count
  if (count === 0) return a
  const delta = b.mean - a.mean
  return {
    count,
    mean: a.mean + (delta * b.count) / count,
    squares: a.squares + b.squares + (delta * delta * a.count * b.count) / count,
  }
}

/** The mean with its t-interval; `n` is the number of items it stands for. */
export function meanValue({ count, mean, squares }: Moments, n: number): MeasureValue {
  if (count === 0) return { value: null, reason: 'no item has a value', n }
  if (count === 1) return { value: mean, n }
  const standardError = Math.sqrt(squares / (count - 1) / count)
  const halfWidth = studentQuantile(0.975, count - 1) * standardError
  return { value: mean, n, standardError, interval: [mean - halfWidth, mean + halfWidth] }
}

function meanOverBlocks(
  itemsOf: (block: Pool) => Float64Array | Promise<Float64Array>,
): Mergeable<unknown, MeasureValue> {
  type State = { readonly n: number; readonly moments: Moments }
  const add = async (state: State, block: Pool): Promise<State> => {
    const values = await itemsOf(block)
    const present = values.filter((value) => !Number.isNaN(value))
    return { n: state.n + values.length, moments: mergeMoments(state.moments, momentsOf(present)) }
  }
  const mergeable: Mergeable<State, MeasureValue> = {
    init: () => ({ n: 0, moments: { count: 0, mean: 0, squares: 0 } }),
    add,
    merge: (a, b) => ({ n: a.n + b.n, moments: mergeMoments(a.moments, b.moments) }),
    finish: ({ n, moments }) => meanValue(moments, n),
  }
  return mergeable as Mergeable<unknown, MeasureValue>
}
