// The Lanczos recurrence for several starting vectors in step, on the part of a symmetric operator that is orthogonal
// to a given subspace.

import type { Matrix } from '../../core/index.ts'
import type { SymmetricOperator } from './operator.ts'

/** Relative to the largest coefficient, a next vector this short is rounding: the measure is known completely. */
const breakdown = 1e-12

export interface LanczosRun {
  readonly alpha: number[]
  /** As long as `alpha`; 0 at the end when the recurrence has ended. */
  readonly beta: number[]
}

/**
 * Runs the recurrences, keeping every vector orthogonal to all before it, until `enough` says so.
 * @param starts unit vectors (n), orthogonal to the columns of `deflated`.
 * @param deflated n×k with orthonormal columns.
 * @param enough called after every step with the coefficients so far.
 * Cost a step: one product with the operator, and O(n (k + steps)) for each vector.
 */
export async function lanczos(
  operator: SymmetricOperator,
  starts: readonly Float64Array[],
  deflated: Matrix,
  enough: (runs: readonly LanczosRun[]) => boolean,
): Promise<LanczosRun[]> {
  const n = operator.size
  const runs = starts.map((): LanczosRun => ({ alpha: [], beta: [] }))
  const bases = starts.map((start) => [start])
  for (;;) {
    const active = runs.flatMap((run, i) => (run.beta.at(-1) === 0 ? [] : [i]))
    if (active.length === 0) return runs
    const block = new Float64Array(n * active.length)
    active.forEach((i, column) => {
      const vector = bases[i][bases[i].length - 1]
      for (let k = 0; k < n; k++) block[k * active.length + column] = vector[k]
    })
    const product = await operator.apply({ data: block, rows: n, cols: active.length })
    active.forEach((i, column) => {
      const next = new Float64Array(n)
      for (let k = 0; k < n; k++) next[k] = product.data[k * active.length + column]
      projectOut(next, deflated)
      extend(runs[i], bases[i], next, operator.noise)
    })
    if (enough(runs)) return runs
  }
}

function extend(run: LanczosRun, basis: Float64Array[], next: Float64Array, noise: number): void {
  run.alpha.push(dot(next, basis[basis.length - 1]))
  for (let i = basis.length - 1; i >= 0; i--) subtract(next, basis[i], dot(next, basis[i]))
  const norm = Math.sqrt(dot(next, next))
  const scale = Math.max(...run.alpha.map(Math.abs), ...run.beta)
  const ended = norm <= Math.max(noise, breakdown * scale) || basis.length === next.length
  run.beta.push(ended ? 0 : norm)
  if (ended) return
  for (let k = 0; k < next.length; k++) next[k] /= norm
  basis.push(next)
}

/** v ← v - U Uᵀ v. */
export function projectOut(v: Float64Array, U: Matrix): void {
  const { data, cols } = U
  const inner = new Float64Array(cols)
  for (let i = 0; i < v.length; i++) {
    const value = v[i]
    for (let k = 0, at = i * cols; k < cols; k++, at++) inner[k] += data[at] * value
  }
  for (let i = 0; i < v.length; i++) {
    let sum = 0
    for (let k = 0, at = i * cols; k < cols; k++, at++) sum += data[at] * inner[k]
    v[i] -= sum
  }
}

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0
  for (let k = 0; k < x.length; k++) sum += x[k] * y[k]
  return sum
}

function subtract(x: Float64Array, y: Float64Array, factor: number): void {
  for (let k = 0; k < x.length; k++) x[k] -= factor * y[k]
}
