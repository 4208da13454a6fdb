// Approximate spectra of kernels over many items, from features of few dimensions: similarities to landmarks (Nyström), and
// random Fourier features.

import { GamutError, type Matrix, type Random } from '../../core/index.ts'
import {
  contentOrder,
  eigenvalues,
  type Kernel,
  kernelBand,
  multiply,
  rowBlock,
  secondMomentAccumulator,
  symmetricEigen,
  takeRows,
} from '../../numeric/index.ts'
import { withBandwidth } from './bandwidth.ts'
import { type Spectrum, scoreOf, supportOf } from './spectrum.ts'

export interface Approximation {
  readonly spectrum: Spectrum
  /** Share of the trace that the features hold; what is missing is spread over faint directions. */
  readonly captured: number
}

/** Directions of the landmarks fainter than this, relative to the strongest, are rounding. */
const rankTolerance = 1e-12

/**
 * Nyström: with L random landmarks, C = K[:,L] and W = K[L,L], the features C W^(-1/2) have nearly the spectrum of K.
 * @param X n×d.
 * @param weights sum 1, each divided by the item's similarity to itself.
 * @param landmarks number of them, at most n.
 * Time O(n m (d + m) + m³), memory O(m · 4096). Source: Williams & Seeger 2001.
 */
export async function nystromSpectrum(
  X: Matrix,
  weights: Float64Array,
  kernel: Kernel,
  { landmarks, random, signal }: { landmarks: number; random: Random; signal?: AbortSignal },
): Promise<Approximation> {
  const order = landmarksFirst(X, weights, landmarks, random)
  const sorted = takeRows(X, order)
  let root: Matrix | undefined
  let sum = secondMomentAccumulator(0)
  for await (const { from, piece } of kernelBand(sorted, kernel, landmarks)) {
    signal?.throwIfAborted()
    if (root === undefined) {
      root = await inverseRoot(piece)
      sum = secondMomentAccumulator(root.cols, { normalize: false, precision: 'float64' })
    }
    const features = await multiply(piece, root, { transposeA: true })
    await sum.add(
      features,
      Float64Array.from(order.subarray(from, from + piece.cols), (i) => weights[i]),
    )
  }
  const { spectrum, captured } = await approximation(sum.finish(), X.rows)
  return { spectrum, captured: captured * sum.weight }
}

/** Random rows first, chosen along an order of the contents, so that the order of the rows does not matter. */
function landmarksFirst(X: Matrix, weights: Float64Array, count: number, random: Random): Int32Array {
  const order = contentOrder(X, weights)
  const chosen = random.sample(order.length, count)
  const isChosen = new Uint8Array(order.length)
  for (const at of chosen) isChosen[at] = 1
  const rest = Array.from(order.keys()).filter((at) => isChosen[at] === 0)
  return Int32Array.from([...chosen, ...rest], (at) => order[at])
}

/** W^(-1/2) of the square at the left of the band, without its null space: m×r. */
async function inverseRoot(band: Matrix): Promise<Matrix> {
  const m = band.rows
  const W = new Float64Array(m * m)
  for (let i = 0; i < m; i++) W.set(band.data.subarray(i * band.cols, i * band.cols + m), i * m)
  const { values, vectors } = await symmetricEigen({ data: W, rows: m, cols: m })
  const rank = values.filter((value) => value > rankTolerance * values[0]).length
  const root = new Float64Array(m * rank)
  for (let k = 0; k < rank; k++) {
    const scale = 1 / Math.sqrt(values[k])
    for (let i = 0; i < m; i++) root[i * rank + k] = vectors.data[k * m + i] * scale
  }
  return { data: root, rows: m, cols: rank }
}

/** Parts of the features that are scored alone, to see how much chance moves the score. */
const parts = 4

/**
 * Random Fourier features r^(-1/2) [cos ωₖᵀx, sin ωₖᵀx], k = 1 … r, whose inner products have the kernel as their mean.
 * @param kernel `rbf` (ω normal, deviation 1/σ) or `laplacian` (ω Cauchy, scale γ).
 * @param features r: the features have 2r dimensions, which caps the score.
 * @returns with the standard error of the score of order q, from four parts of the features.
 * @throws GamutError `bad-method` for any other kernel: only shift-invariant ones have such features.
 * Time O(n r (d + r) + r³), memory O(r · 4096). Source: Rahimi & Recht 2007.
 */
export async function fourierSpectrum(
  X: Matrix,
  weights: Float64Array,
  kernel: Kernel,
  { features: r, q, random, signal }: { features: number; q: number; random: Random; signal?: AbortSignal },
): Promise<Approximation & { readonly standardError: number }> {
  const frequencies = drawFrequencies(X, kernel, r, random)
  const sum = secondMomentAccumulator(2 * r, { normalize: false, precision: 'float64' })
  const block = 4096
  for (let from = 0; from < X.rows; from += block) {
    signal?.throwIfAborted()
    const rows = rowBlock(X, from, Math.min(block, X.rows - from))
    const phases = await multiply(rows, frequencies)
    await sum.add(waves(phases), weights.subarray(from, from + rows.rows))
  }
  const C = sum.finish()
  const ofParts: number[] = []
  for (let part = 0; part < parts; part++) {
    const [start, end] = [Math.floor((part * r) / parts), Math.floor(((part + 1) * r) / parts)]
    const { spectrum } = await approximation(diagonalBlock(C, 2 * start, 2 * end), X.rows)
    ofParts.push(scoreOf(spectrum, q))
  }
  const mean = ofParts.reduce((total, score) => total + score / parts, 0)
  const variance = ofParts.reduce((total, score) => total + (score - mean) ** 2, 0) / (parts - 1)
  return { ...(await approximation(C, X.rows)), standardError: Math.sqrt(variance / parts) }
}

/** d×r, one frequency a column. */
function drawFrequencies(X: Matrix, kernel: Kernel, r: number, random: Random): Matrix {
  const draw = frequencyOf(withBandwidth(kernel, X), random)
  return { data: Float64Array.from({ length: X.cols * r }, draw), rows: X.cols, cols: r }
}

function frequencyOf(kernel: Kernel, random: Random): () => number {
  if (typeof kernel === 'object' && kernel.name === 'rbf' && kernel.sigma !== undefined) {
    const { sigma } = kernel
    return () => random.normal() / sigma
  }
  if (typeof kernel === 'object' && kernel.name === 'laplacian' && kernel.gamma !== undefined) {
    const { gamma } = kernel
    return () => gamma * Math.tan(Math.PI * (random.uniform() - 0.5))
  }
  throw new GamutError(
    'bad-method',
    "Random Fourier features exist for the kernels rbf and laplacian only: use another method, such as 'nystrom'.",
  )
}

/** Unit rows: the cosine and the sine of each phase side by side, so that a part of the frequencies is a block of columns. */
function waves({ data, rows, cols: r }: Matrix): Matrix {
  const scale = 1 / Math.sqrt(r)
  const features = new Float64Array(rows * 2 * r)
  for (let at = 0; at < data.length; at++) {
    features[2 * at] = scale * Math.cos(data[at])
    features[2 * at + 1] = scale * Math.sin(data[at])
  }
  return { data: features, rows, cols: 2 * r }
}

function diagonalBlock(C: Matrix, start: number, end: number): Matrix {
  const size = end - start
  const data = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    data.set(C.data.subarray((start + i) * C.cols + start, (start + i) * C.cols + end), i * size)
  }
  return { data, rows: size, cols: size }
}

async function approximation(C: Matrix, n: number): Promise<Approximation> {
  let captured = 0
  for (let i = 0; i < C.rows; i++) captured += C.data[i * C.cols + i]
  return { spectrum: supportOf(await eigenvalues(C), n), captured }
}
