// Which item-level measures say the same: their rank correlations over the items of a pool. Length is the usual culprit.

import { type Context, GamutError, type Pool } from '../core/index.ts'
import type { ItemMeasure } from './define.ts'

/** Two measures that rank items this alike are one (Havrilla et al. 2024). */
const redundantAbove = 0.9

export interface MeasureCorrelations {
  readonly names: readonly string[]
  /** Spearman's ρ of measures i and j; NaN where either is constant or fewer than three items have both. */
  readonly rho: readonly Float64Array[]
  /** Pairs with |ρ| above 0.9, the closest first. */
  readonly redundant: readonly { readonly a: string; readonly b: string; readonly rho: number }[]
}

/**
 * Spearman's ρ of two lists of numbers: Pearson's r of their ranks, ties sharing their mean rank. Items where either is NaN are
 * left out. O(n log n).
 * @returns a number in [-1, 1]; NaN when either is constant or fewer than three items have both.
 * @throws GamutError `bad-parameter` when their lengths differ.
 */
export function spearman(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) {
    throw new GamutError(
      'bad-parameter',
      `Correlated lists must be equally long, not ${a.length} and ${b.length}.`,
    )
  }
  const both = Int32Array.from(a, (_, i) => i).filter((i) => !Number.isNaN(a[i]) && !Number.isNaN(b[i]))
  if (both.length < 3) return Number.NaN
  const x = ranks(Float64Array.from(both, (i) => a[i]))
  const y = ranks(Float64Array.from(both, (i) => b[i]))
  const centre = (both.length + 1) / 2
  let xy = 0
  let xx = 0
  let yy = 0
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - centre) * (y[i] - centre)
    xx += (x[i] - centre) ** 2
    yy += (y[i] - centre) ** 2
  }
  // Rounding must not give 1.0000000000000002.
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
}

/** Ranks from 1; equal numbers share the mean of theirs. */
function ranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j])
  const result = new Float64Array(values.length)
  let start = 0
  while (start < order.length) {
    let end = start + 1
    while (end < order.length && values[order[end]] === values[order[start]]) end++
    for (let p = start; p < end; p++) result[order[p]] = (start + 1 + end) / 2
    start = end
  }
  return result
}

/** Rank correlations of columns of numbers, one a measure. */
export function correlations(columns: Readonly<Record<string, Float64Array>>): MeasureCorrelations {
  const names = Object.keys(columns)
  const rho = names.map(() => new Float64Array(names.length).fill(1))
  const redundant: { a: string; b: string; rho: number }[] = []
  for (let i = 0; i < names.length; i++) {
    for (let j = 0; j < i; j++) {
      const value = spearman(columns[names[i]], columns[names[j]])
      rho[i][j] = value
      rho[j][i] = value
      if (Math.abs(value) > redundantAbove) redundant.push({ a: names[j], b: names[i], rho: value })
    }
  }
  redundant.sort((p, q) => Math.abs(q.rho) - Math.abs(p.rho))
  return { names, rho, redundant }
}

/** Rank correlations of item-level measures, with their default parameters, over the items of a pool. */
export async function measureCorrelations(
  pool: Pool,
  measures: readonly ItemMeasure[],
  context: Context,
): Promise<MeasureCorrelations> {
  const columns: Record<string, Float64Array> = {}
  for (const measure of measures) columns[measure.name] = await measure.items(pool, {}, context)
  return correlations(columns)
}
