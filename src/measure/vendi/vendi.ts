// The Vendi Score: how many really different items there are, in effect. The entropy of the spectrum of the similarities:
// 1 when all items are the same, n when they have nothing in common; clusters of copies count once.

import { GamutError, type Matrix, type Random, randomStream } from '../../core/index.ts'
import { type Kernel, kernelMatrix, kernelOperator } from '../../numeric/index.ts'
import { type Order, orderValue } from '../order.ts'
import { rowNorms } from '../rows.ts'
import { withBandwidth } from './bandwidth.ts'
import { distinctRows } from './distinct-rows.ts'
import { densityOfRows, isInnerProduct, spectrumOfDensity } from './dual.ts'
import { exactItems, spectrumOfKernel } from './from-kernel.ts'
import { quadratureScores } from './lanczos.ts'
import { fourierSpectrum, nystromSpectrum } from './low-rank.ts'
import { resultFrom, type VendiMethod, type VendiResult } from './result.ts'
import { weightsOf } from './weights.ts'

export interface VendiOptions {
  /** Order, >= 0 or infinity. Default 1. Below 1 rare kinds count more, above 1 common ones. */
  q?: Order
  /** Default `cosine`. */
  kernel?: Kernel
  /** One an item, >= 0, sum 1; equal when absent. */
  weights?: ArrayLike<number>
  /**
   * Scale similarities to 1 on the diagonal: k(a,b) / √(k(a,a) k(b,b)). Default true. When false, vectors of a cosine or linear
   * kernel must have length 1, and other kernels must be 1 on their diagonal.
   */
  normalize?: boolean
  /** Chosen by size when absent; see `vendiScore`. */
  method?: VendiMethod
  /** Landmarks of `nystrom`. Default 256, at most n. */
  landmarks?: number
  /** Frequencies of `rff`, at least 4. Default 256. */
  features?: number
  /** Chance of `lanczos`, `nystrom` and `rff`; the stream of `seed` when absent. */
  random?: Random
  /** Default 0. */
  seed?: number
  signal?: AbortSignal
  progress?: (done: number, total: number, note: string) => void
}

/** The d×d second moment is decomposed up to this many dimensions. */
const exactDimensions = 4096

/**
 * The Vendi Score of order q of n vectors.
 *
 * `method` when absent: `dual` for cosine and linear kernels with d < n (exact); else `primal` up to 2,000 distinct items
 * (exact); else `lanczos`, with its standard error (order 2 stays exact, from the similarities alone). `nystrom` and `rff` run on request only.
 * @param X n×d. With f32 vectors and q >= 1 products are f32 and the score is right to 1e-4; below order 1 all is f64.
 * @returns score in [1, n], and at most d for cosine and linear kernels.
 * @throws GamutError `no-items`, `not-a-number`, `zero-vector` (no direction), `not-unit`, `bad-weights`, `bad-order`,
 * `bad-method`, `rank-needs-spectrum`, and what the kernel refuses.
 * Time O(n d² + d³) dual, O(n² d + n³) primal, O(n² (d + 64)) lanczos. Source: Friedman & Dieng 2023; Pasarkar & Dieng 2024.
 */
export async function vendiScore(X: Matrix, options: VendiOptions = {}): Promise<VendiResult> {
  const q = orderValue(options.q ?? 1)
  const { kernel = 'cosine', normalize = true } = options
  if (X.rows === 0) throw new GamutError('no-items', 'There are no vectors: give at least one.')
  if (isInnerProduct(kernel) && !normalize) requireUnitRows(X)
  const problem: Problem = {
    X,
    q,
    kernel,
    normalize,
    // Equal weights stay unwritten: the second moment needs no column of them.
    weights: options.weights === undefined ? undefined : weightsOf(options.weights, X.rows),
    options,
  }
  switch (options.method ?? methodFor(X, kernel)) {
    case 'dual':
      return dual(problem)
    case 'primal':
      return primal(problem)
    case 'lanczos':
      return options.method === undefined ? distinctOrQuadrature(problem) : quadrature(problem)
    case 'nystrom':
      return nystrom(problem)
    case 'rff':
      return fourier(problem)
  }
}

interface Problem {
  readonly X: Matrix
  readonly q: number
  readonly kernel: Kernel
  readonly normalize: boolean
  readonly weights: Float64Array | undefined
  readonly options: VendiOptions
}

/** How a Vendi Score of these vectors is computed when nothing else is asked for. */
export function methodFor({ rows: n, cols: d }: Matrix, kernel: Kernel): 'dual' | 'primal' | 'lanczos' {
  if (isInnerProduct(kernel) && d < n && d <= exactDimensions) return 'dual'
  return n <= exactItems ? 'primal' : 'lanczos'
}

async function dual({ X, q, kernel, weights }: Problem): Promise<VendiResult> {
  if (!isInnerProduct(kernel)) {
    throw new GamutError(
      'bad-method',
      "The method 'dual' exists for the kernels cosine and linear only: leave it out.",
    )
  }
  const C = await densityOfRows(X, weights, q)
  if (q === 2) return withoutSpectrum(1 / sumOfSquares(C), X.rows, 'dual')
  return resultFrom(await spectrumOfDensity(C, X.rows), { q, n: X.rows, method: 'dual' })
}

async function primal({ X, q, kernel, weights, normalize }: Problem): Promise<VendiResult> {
  const K = await kernelMatrix(X, isInnerProduct(kernel) ? 'cosine' : kernel)
  if (q === 2 && typeof kernel !== 'function') {
    return withoutSpectrum(1 / weightedSquares(K, weightsOf(weights, X.rows)), X.rows, 'primal')
  }
  return resultFrom(await spectrumOfKernel(K, { weights, normalize }), { q, n: X.rows, method: 'primal' })
}

/** Σ λ² = Σ A² needs no eigenvalues, and named kernels are positive semidefinite. */
function withoutSpectrum(score: number, n: number, method: VendiMethod): VendiResult {
  return { score, entropy: Math.log(score), q: 2, n, method, negativeMass: 0, psd: true }
}

function sumOfSquares({ data }: Matrix): number {
  let sum = 0
  for (const value of data) sum += value * value
  return sum
}

function weightedSquares({ data, rows: n }: Matrix, p: Float64Array): number {
  let sum = 0
  for (let i = 0; i < n; i++) {
    let row = 0
    for (let j = 0; j < n; j++) row += p[j] * data[i * n + j] ** 2
    sum += p[i] * row
  }
  return sum
}

/** Copies merged, many items may turn out to be few. */
async function distinctOrQuadrature(problem: Problem): Promise<VendiResult> {
  const kernel = withBandwidth(problem.kernel, problem.X)
  const { X, weights } = distinctRows(problem.X, weightsOf(problem.weights, problem.X.rows))
  const merged = { ...problem, X, weights, kernel }
  const result = await (X.rows <= exactItems ? primal(merged) : quadrature(merged))
  return { ...result, n: problem.X.rows }
}

async function quadrature({ X, q, kernel, normalize, weights, options }: Problem): Promise<VendiResult> {
  const { signal, progress } = options
  const p = unitDiagonalWeights(X, kernel, normalize, weightsOf(weights, X.rows))
  const operator = await kernelOperator(X, isInnerProduct(kernel) ? 'cosine' : kernel, {
    weights: p,
    precision: q < 1 ? 'float64' : 'float32',
    signal,
    progress,
  })
  // Asked for no method, order 2 has its exact answer already: Σ λ² = Σ A².
  if (q === 2 && typeof kernel !== 'function' && options.method === undefined) {
    return withoutSpectrum(1 / operator.squaredTrace, X.rows, 'primal')
  }
  const [result] = await quadratureScores(operator, [q], {
    definite: typeof kernel !== 'function',
    random: randomOf(options),
    signal,
    progress,
  })
  return result
}

async function nystrom({ X, q, kernel, normalize, weights, options }: Problem): Promise<VendiResult> {
  const landmarks = Math.min(X.rows, requireCount('landmarks', options.landmarks ?? 256, 1))
  const p = unitDiagonalWeights(X, kernel, normalize, weightsOf(weights, X.rows))
  const { spectrum, captured } = await nystromSpectrum(X, p, isInnerProduct(kernel) ? 'cosine' : kernel, {
    landmarks,
    random: randomOf(options),
    signal: options.signal,
  })
  return { ...resultFrom(spectrum, { q, n: X.rows, method: 'nystrom' }), captured }
}

async function fourier({ X, q, kernel, weights, options }: Problem): Promise<VendiResult> {
  const { spectrum, standardError } = await fourierSpectrum(X, weightsOf(weights, X.rows), kernel, {
    features: requireCount('features', options.features ?? 256, 4),
    q,
    random: randomOf(options),
    signal: options.signal,
  })
  return { ...resultFrom(spectrum, { q, n: X.rows, method: 'rff' }), standardError }
}

/** A function's similarities are scaled by way of the weights: pᵢ/k(xᵢ,xᵢ) makes the diagonal of the density pᵢ. */
function unitDiagonalWeights(X: Matrix, kernel: Kernel, normalize: boolean, p: Float64Array): Float64Array {
  if (typeof kernel !== 'function') return p
  return p.map((weight, i) => {
    const row = X.data.subarray(i * X.cols, (i + 1) * X.cols)
    const self = kernel(row, row)
    if (normalize ? self > 0 : Math.abs(self - 1) <= unitTolerance) return weight / self
    throw new GamutError(
      'bad-diagonal',
      `The kernel gives item ${i} the similarity ${self} to itself: it must be ${normalize ? 'above 0' : '1'}.`,
    )
  })
}

/** Vectors scaled to length 1 in f32 are this near to it. */
const unitTolerance = 1e-4

function requireUnitRows(X: Matrix): void {
  const norms = rowNorms(X)
  const i = norms.findIndex((norm) => Math.abs(norm - 1) > unitTolerance)
  if (i < 0) return
  throw new GamutError(
    'not-unit',
    `The vector of row ${i} has length ${norms[i]}, and scaling was turned off: scale it to 1, or leave normalize on.`,
  )
}

function requireCount(name: string, count: number, least: number): number {
  if (Number.isInteger(count) && count >= least) return count
  throw new GamutError(
    'bad-parameter',
    `vendiScore: ${name} must be a whole number from ${least} on, not ${count}.`,
  )
}

function randomOf({ random, seed = 0 }: VendiOptions): Random {
  return random ?? randomStream(seed, 'vendi')
}
