// Running one measure on a pool that may be too large for it: on all of it, on repeated samples, or on a sample with
// an interval from its parts.

import type { Context, Pool } from '../core/index.ts'
import { studentQuantile } from '../numeric/index.ts'
import { type MeasureValue, measureValue } from './define.ts'
import { perPool } from './memo.ts'
import type { MeasureCall } from './spec.ts'

/** Quadratic measures of larger pools are the mean over `repeats` samples of this size (Havrilla et al. 2024). */
export const quadraticLimit = 2000
const repeats = 5
/** Upper tail point of the two-sided 95% interval. */
const upperTail = 0.975

/** The measure on exactly these items. */
export async function evaluate(
  { measure, params }: MeasureCall,
  pool: Pool,
  context: Context,
): Promise<MeasureValue> {
  return measureValue.parse(await measure.call(pool, params, context))
}

/**
 * A quadratic measure of a large pool: its mean over 5 seeded samples of 2,000 items with the t-interval of that mean.
 * The value is that of a pool of 2,000 items, and `n` says so.
 */
export async function evaluateRepeatedly(
  call: MeasureCall,
  pool: Pool,
  context: Context,
): Promise<MeasureValue> {
  const values: MeasureValue[] = []
  for (const part of drawnSamples(pool, context)) {
    context.signal.throwIfAborted()
    values.push(await evaluate(call, part, context))
  }
  const numbers = values.flatMap(({ value }) => (value === null ? [] : [value]))
  if (numbers.length < repeats) return values.find(({ value }) => value === null) ?? values[0]
  const mean = average(numbers)
  const standardError = deviation(numbers) / Math.sqrt(repeats)
  return {
    ...values[0],
    detail: undefined,
    value: mean,
    standardError,
    interval: around(mean, standardError),
  }
}

/**
 * A measure of a sample, with an interval: the deviation of the measure between 5 disjoint parts of the sample, scaled
 * by √(part/sample) to the size of the sample (subsampling; Politis, Romano & Wolf 1999, with the usual rate √n).
 * It says how much the value would move with another sample of this size; it does not extrapolate to the whole pool.
 */
export async function evaluateSample(
  call: MeasureCall,
  sample: Pool,
  context: Context,
): Promise<MeasureValue> {
  const whole = await evaluate(call, sample, context)
  if (whole.value === null || whole.interval !== undefined || sample.size < 2 * repeats) return whole
  const numbers: number[] = []
  const parts = disjointParts(sample, context)
  for (const part of parts) {
    context.signal.throwIfAborted()
    const { value } = await evaluate(call, part, context)
    if (value === null) return whole
    numbers.push(value)
  }
  const standardError = deviation(numbers) * Math.sqrt(parts[0].size / sample.size)
  return { ...whole, standardError, interval: around(whole.value, standardError) }
}

const samplesOf = perPool((_pool: Pool) => new Map<string, readonly Pool[]>())

/** Pools made of this one are remembered, so that measures which share work on a pool share it on its samples too. */
function remembered(pool: Pool, key: string, make: () => Pool[]): readonly Pool[] {
  const known = samplesOf(pool)
  const samples = known.get(key) ?? make()
  known.set(key, samples)
  return samples
}

function drawnSamples(pool: Pool, context: Context): readonly Pool[] {
  return remembered(pool, `drawn ${context.seed}`, () => {
    const random = context.random('samples for quadratic measures')
    return Array.from({ length: repeats }, () => pool.take(random.sample(pool.size, quadraticLimit)))
  })
}

function disjointParts(pool: Pool, context: Context): readonly Pool[] {
  return remembered(pool, `parts ${context.seed}`, () => {
    const order = context.random('parts of the sample').permutation(pool.size)
    const part = Math.floor(pool.size / repeats)
    return Array.from({ length: repeats }, (_, r) => pool.take(order.subarray(r * part, (r + 1) * part)))
  })
}

function around(value: number, standardError: number): [number, number] {
  const halfWidth = studentQuantile(upperTail, repeats - 1) * standardError
  return [value - halfWidth, value + halfWidth]
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviation(values: readonly number[]): number {
  const mean = average(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
