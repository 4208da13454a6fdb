// Confidence intervals: Student's t, bootstrap, subsampling.

import { GamutError, type Random } from '../core/index.ts'

export interface Interval {
  readonly low: number
  readonly high: number
  /** Standard deviation of the statistic over other samples of the same size, as estimated. */
  readonly standardError: number
}

export interface BootstrapOptions {
  /** Samples drawn; 1,000 when absent. */
  repeats?: number
  /** Probability that the interval covers; 0.95 when absent. */
  level?: number
  random: Random
}

export interface SubsampleOptions {
  /** Subsamples drawn; 200 when absent. */
  repeats?: number
  /** Probability that the interval covers; 0.95 when absent. */
  level?: number
  random: Random
  /** The deviation of the statistic falls as n^-rate; 0.5 when absent. */
  rate?: number
  /** The statistic of all n, when it is known already. */
  estimate?: number
}

/**
 * The percentile bootstrap: the central part of the statistic's values on samples drawn with replacement.
 * @param values at least 2 independent observations. Their order does not matter: samples are drawn from them sorted.
 * @param statistic called with each sample, whose memory is used again for the next.
 * @returns the interval; with few values (below about 30) it covers somewhat more rarely than `level`.
 * @throws GamutError `too-few-items`; `not-a-number` for a value or a statistic that is not finite; `bad-repeats` below 2;
 * `bad-level` outside (0, 1).
 * Cost: `repeats` calls of the statistic. Source: Efron & Tibshirani 1993, chapter 13.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: (sample: Float64Array) => number,
  { repeats = 1000, level = 0.95, random }: BootstrapOptions,
): Interval {
  requireOptions(repeats, level)
  const n = values.length
  requireSeveral(n)
  const sorted = Float64Array.from(values, (value, i) => finite(value, `Value ${i}`)).sort()
  const sample = new Float64Array(n)
  const replicates = new Float64Array(repeats)
  for (let r = 0; r < repeats; r++) {
    for (let i = 0; i < n; i++) sample[i] = sorted[random.integer(n)]
    replicates[r] = finite(statistic(sample), `The statistic of bootstrap sample ${r}`)
  }
  const standardError = deviation(replicates)
  replicates.sort()
  return {
    low: quantile(replicates, (1 - level) / 2),
    high: quantile(replicates, (1 + level) / 2),
    standardError,
  }
}

/**
 * An interval for a statistic too dear, or too dependent on distinct items, for the bootstrap: from its values on subsamples drawn
 * without replacement (Politis, Romano & Wolf 1999), whose deviations from their mean are scaled down to the full size n. The scale is
 * (size/n)^rate / √(1 - size/n): the rate √n unless another is given, and the correction for subsamples that are no small part of
 * the whole (the delete-d jackknife's: Shao & Wu 1989).
 *
 * The interval is for the statistic at the full size: how far it would move with another sample of n. As deviations are taken from the
 * subsamples' mean, a statistic that grows with the sample, as an entropy does, gets an interval around its value at n; it says
 * nothing about a larger pool. Counts and sums, whose deviation grows with n, need another rate: give their means instead.
 * @param n number of items, at least 2.
 * @param size items a subsample, 1 … n - 1; about n/10 to n/2.
 * @param statistic called with item numbers, and with all of them for the estimate when that is not given. Draws go by item number: number the
 * items by content (`contentOrder`) where the result is not to depend on their order.
 * @throws GamutError `too-few-items`, `bad-size`, `bad-repeats` below 2, `bad-level` outside (0, 1), `bad-rate` unless it is positive,
 * `not-a-number` for a statistic that is not finite.
 * Cost: `repeats` calls on `size` items.
 */
export async function subsampleInterval(
  n: number,
  size: number,
  statistic: (indices: Int32Array) => number | Promise<number>,
  { repeats = 200, level = 0.95, random, rate = 0.5, estimate }: SubsampleOptions,
): Promise<Interval & { readonly estimate: number }> {
  requireOptions(repeats, level)
  requireSeveral(n)
  if (!(Number.isInteger(size) && size >= 1 && size < n)) {
    throw new GamutError(
      'bad-size',
      `A subsample cannot be ${size} of ${n} items: give a whole number from 1 to ${n - 1}.`,
    )
  }
  if (!(rate > 0 && rate < Number.POSITIVE_INFINITY)) {
    throw new GamutError('bad-rate', `The rate ${rate} is not a positive number: 0.5 stands for √n.`)
  }
  const all = Int32Array.from({ length: n }, (_, i) => i)
  const whole = finite(estimate ?? (await statistic(all)), 'The statistic of all items')
  const replicates = new Float64Array(repeats)
  for (let r = 0; r < repeats; r++) {
    replicates[r] = finite(await statistic(random.sample(n, size)), `The statistic of subsample ${r}`)
  }
  const scale = (size / n) ** rate / Math.sqrt(1 - size / n)
  const centre = mean(replicates)
  const deviations = replicates.map((value) => scale * (value - centre)).sort()
  return {
    estimate: whole,
    low: whole - quantile(deviations, (1 + level) / 2),
    high: whole - quantile(deviations, (1 - level) / 2),
    standardError: scale * deviation(replicates),
  }
}

function requireOptions(repeats: number, level: number): void {
  if (!(Number.isInteger(repeats) && repeats >= 2)) {
    throw new GamutError(
      'bad-repeats',
      `${repeats} repeats give no interval: ask for a whole number from 2, better 200 or more.`,
    )
  }
  if (!(level > 0 && level < 1)) {
    throw new GamutError(
      'bad-level',
      `The level ${level} is no probability between 0 and 1: give one such as 0.95.`,
    )
  }
}

function requireSeveral(n: number): void {
  if (n >= 2) return
  throw new GamutError(
    'too-few-items',
    `An interval needs at least 2 items, and there ${n === 1 ? 'is 1' : `are ${n}`}.`,
  )
}

function finite(value: number, what: string): number {
  if (Number.isFinite(value)) return value
  throw new GamutError('not-a-number', `${what} is ${value}: an interval needs finite numbers.`)
}

/** Between the order statistics by linear interpolation (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

function mean(values: Float64Array): number {
  // Differences from the first: equal values then have exactly that value as their mean.
  return values[0] + values.reduce((sum, value) => sum + (value - values[0]), 0) / values.length
}

function deviation(values: Float64Array): number {
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

/**
 * Quantile of Student's t distribution.
 * @param p probability in (0, 1).
 * @param df degrees of freedom: 1, 2, or any number from 3.
 * Exact for 1 and 2 degrees of freedom; otherwise Hill's 1970 expansion (Algorithm 396), relative error below 1e-4.
 */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0
  if (p < 0.5) return -studentQuantile(1 - p, df)
  const tail = 2 * (1 - p)
  if (df === 1) return 1 / Math.tan((tail * Math.PI) / 2)
  if (df === 2) return Math.sqrt(2 / (tail * (2 - tail)) - 2)
  const a = 1 / (df - 0.5)
  const b = (48 / a) * (1 / a)
  let c = ((20700 * a) / b - 98) * a - 16
  c = c * a + 96.36
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * df
  let y = (d * tail) ** (2 / df)
  if (y > 0.05 + a) {
    const x = normalQuantile(tail / 2)
    y = x * x
    if (df < 5) c += 0.3 * (df - 4.5) * (x + 0.6)
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    y = Math.expm1(a * y * y)
  } else {
    y =
      ((1 / (((df + 6) / (df * y) - 0.089 * d - 0.822) * (df + 2) * 3) + 0.5 / (df + 4)) * y - 1) *
        ((df + 1) / (df + 2)) +
      1 / y
  }
  return Math.sqrt(df * y)
}

/**
 * Quantile of the standard normal distribution, p in (0, 1).
 * Acklam's rational approximation, relative error below 1.2e-9.
 */
export function normalQuantile(p: number): number {
  const a = [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
    2.506628277459239,
  ]
  const b = [
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
    -1.328068155288572e1,
  ]
  const c = [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ]
  const d = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416]
  const lowerTail = 0.02425
  let x: number
  if (p < lowerTail || p > 1 - lowerTail) {
    const q = Math.sqrt(-2 * Math.log(p < 0.5 ? p : 1 - p))
    x =
      (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
      ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1)
    if (p > 0.5) x = -x
  } else {
    const q = p - 0.5
    const r = q * q
    x =
      ((((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q) /
      (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1)
  }
  return x
}

/**
 * The mean of at least one number, with the t-interval of the mean from two on.
 * @param level two-sided coverage, in (0, 1). Source: Student 1908. O(n).
 */
export function meanInterval(
  values: readonly number[],
  level = 0.95,
): { mean: number; interval?: [number, number] } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n < 2) return { mean }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const halfWidth = studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(variance / n)
  return { mean, interval: [mean - halfWidth, mean + halfWidth] }
}
