// The gradient of ln VS with respect to the items: the force that pushes a set of points apart (Vendi Sampling).

import { GamutError, type Matrix } from '../../core/index.ts'
import { row, symmetricEigen } from '../../numeric/index.ts'
import { type Order, orderValue } from '../order.ts'
import type { DifferentiableKernel } from './differentiable-kernel.ts'
import { noiseLevel, scoreOf, supportOf } from './spectrum.ts'

/** Nearer to 1 than this, an order is 1: the general formula would divide by the difference. */
const nearOne = 1e-6
/** Eigenvalues this near the largest, relative to it, are the same one. */
const tieTolerance = 1e-9

/**
 * h = ln VS_q(X) and its gradient ∂h/∂xᵢ = Σⱼ (Gᵢⱼ + Gⱼᵢ) ∂k(xᵢ, xⱼ)/∂xᵢ with G = V diag(dh/dλ) Vᵀ / n.
 * @param X n×d points.
 * @param kernel k(a, a) = 1.
 * @param q order. At infinity with a repeated largest eigenvalue the gradient is not unique: it is averaged over its
 * eigenspace. At 0 (the rank) it is 0.
 * @returns `value` (nats) and `gradient` (n×d, f64).
 * @throws GamutError `no-items`, `bad-order`, `bad-kernel` when k(a, a) is not 1.
 * Time O(n²d + n³); no eigenvalue problem at q = 2. Source: Pasarkar et al. 2023, equation 4, for every order.
 */
export async function logVendiGradient(
  X: Matrix,
  kernel: DifferentiableKernel,
  q: Order = 1,
): Promise<{ value: number; gradient: Matrix }> {
  const A = densityOf(X, kernel)
  const { value, G } = orderValue(q) === 2 ? secondOrder(A) : await fromSpectrum(A, orderValue(q))
  const { rows: n, cols: d } = X
  const gradient = new Float64Array(n * d)
  for (let i = 0; i < n; i++) {
    const out = gradient.subarray(i * d, (i + 1) * d)
    for (let j = 0; j < n; j++) {
      if (j !== i) kernel.addGradient(row(X, i), row(X, j), (2 * G[i * n + j]) / n, out)
    }
  }
  return { value, gradient: { data: gradient, rows: n, cols: d } }
}

function densityOf(X: Matrix, kernel: DifferentiableKernel): Matrix {
  const n = X.rows
  if (n === 0) throw new GamutError('no-items', 'There are no points: give at least one.')
  const data = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = kernel.value(row(X, i), row(X, j)) / n
      data[i * n + j] = value
      data[j * n + i] = value
    }
    const self = data[i * n + i] * n
    if (!(Math.abs(self - 1) <= 1e-8)) {
      throw new GamutError(
        'bad-kernel',
        `Point ${i} has similarity ${self} to itself: the kernel must give 1.`,
      )
    }
  }
  return { data, rows: n, cols: n }
}

/** h = -ln Σ A², so dh/dA = -2 A / Σ A². */
function secondOrder({ data }: Matrix): { value: number; G: Float64Array } {
  let squares = 0
  for (const a of data) squares += a * a
  return { value: -Math.log(squares), G: Float64Array.from(data, (a) => (-2 * a) / squares) }
}

async function fromSpectrum(A: Matrix, q: number): Promise<{ value: number; G: Float64Array }> {
  const n = A.rows
  const { values, vectors } = await symmetricEigen(A)
  const slopes = slopesOf(values, q)
  const G = new Float64Array(n * n)
  slopes.forEach((slope, k) => {
    if (slope === 0) return
    const v = row(vectors, k)
    for (let i = 0; i < n; i++) {
      const factor = slope * v[i]
      for (let j = 0; j < n; j++) G[i * n + j] += factor * v[j]
    }
  })
  return { value: Math.log(scoreOf(supportOf(values, n), q)), G }
}

/** dh/dλ for each eigenvalue (descending); 0 for those that are noise. */
function slopesOf(values: Float64Array, q: number): Float64Array {
  const largest = values[0]
  if (q === Number.POSITIVE_INFINITY) {
    const ties = values.reduce((count, value) => count + (value >= largest * (1 - tieTolerance) ? 1 : 0), 0)
    return values.map((_, k) => (k < ties ? -1 / (ties * largest) : 0))
  }
  const threshold = noiseLevel(largest, values.length)
  if (Math.abs(q - 1) < nearOne) {
    return values.map((value) => (value > threshold ? -(Math.log(value) + 1) : 0))
  }
  const powers = values.reduce((sum, value) => (value > threshold ? sum + value ** q : sum), 0)
  return values.map((value) => (value > threshold ? ((q / (1 - q)) * value ** (q - 1)) / powers : 0))
}
