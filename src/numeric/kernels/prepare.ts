// A kernel made ready for one set of rows: checked, parameters filled in, and, where it is a function of inner products,
// written as a product of two factors followed by one elementwise step, which the matrix engine does fast.

import { GamutError, type Matrix } from '../../core/index.ts'
import { manhattan, medianBandwidth, medianManhattan } from './bandwidth.ts'
import { checkKernel, type Kernel, type KernelFunction, type NamedKernel } from './kernel.ts'

/** k(i,j) as a step on the inner product of row i of `left` and row j of `right`. */
export interface ProductForm {
  readonly left: Matrix
  readonly right: Matrix
  /**
   * `none`: the product p itself. `exp`: eᵖ. `power`: p to the power `degree`.
   * `ratio`: p / q where q is the product of `divisorLeft` and `divisorRight`.
   */
  readonly step: 'none' | 'exp' | 'power' | 'ratio'
  readonly degree: number
  readonly divisorLeft?: Matrix
  readonly divisorRight?: Matrix
  /** Largest magnitude of the terms that cancel in a product; the products are exact to this times the rounding unit. */
  readonly cancelling: number
}

export interface PreparedKernel {
  readonly size: number
  /** k(i,j) by the definition, in f64. */
  at(i: number, j: number): number
  /** Whether k(i,i) = 1 by definition. */
  readonly unitDiagonal: boolean
  readonly product?: ProductForm
}

/**
 * @param X n×d, finite.
 * @throws GamutError `unknown-kernel`, `bad-kernel`, `not-a-number`; `zero-vector` (cosine, polynomial, tanimoto);
 * `negative-element` (tanimoto, probability-product); `not-a-distribution` (probability-product). Each names the row.
 */
export function prepareKernel(X: Matrix, kernel: Kernel): PreparedKernel {
  requireFinite(X)
  if (typeof kernel === 'function') return fromFunction(X, kernel)
  const named = checkKernel(typeof kernel === 'string' ? { name: kernel } : kernel)
  return fromName(X, named)
}

function fromName(X: Matrix, kernel: NamedKernel): PreparedKernel {
  switch (kernel.name) {
    case 'linear':
      return { ...fromProduct(inDouble(X), 'none'), unitDiagonal: false }
    case 'cosine':
      return fromProduct(unitRows(X, kernel.name), 'none')
    case 'probability-product':
      return fromProduct(rootDistributions(X), 'none')
    case 'polynomial':
      return polynomial(X, kernel.degree ?? 2, kernel.offset ?? 1)
    case 'rbf':
      return rbf(X, kernel.sigma ?? medianBandwidth(X))
    case 'tanimoto':
      return tanimoto(X)
    case 'laplacian':
      return laplacian(X, kernel.gamma ?? 1 / medianManhattan(X))
    case 'identity':
      return identity(X)
  }
}

function fromFunction(X: Matrix, kernel: KernelFunction): PreparedKernel {
  const { data, cols } = X
  const rows = Array.from({ length: X.rows }, (_, i) => data.subarray(i * cols, (i + 1) * cols))
  const at = (i: number, j: number): number => {
    const value = kernel(rows[i], rows[j])
    if (Number.isFinite(value)) return value
    throw new GamutError(
      'not-a-number',
      `The kernel gives ${value} for rows ${i} and ${j}: it must give a finite number for every pair.`,
    )
  }
  return { size: X.rows, at, unitDiagonal: false }
}

function fromProduct(rows: Matrix, step: 'none' | 'power', degree = 1): PreparedKernel {
  return {
    size: rows.rows,
    at: (i, j) => dot(rows, i, rows, j) ** degree,
    unitDiagonal: true,
    product: { left: rows, right: rows, step, degree, cancelling: 1 },
  }
}

/** One more column turns the offset into part of the inner product of unit vectors. */
function polynomial(X: Matrix, degree: number, offset: number): PreparedKernel {
  const scale = 1 / Math.sqrt(1 + offset)
  const rows = widened(unitRows(X, 'polynomial'), scale, () => [Math.sqrt(offset) * scale])
  return fromProduct(rows, 'power', degree)
}

/**
 * -‖a-b‖²/2 = ⟨a,b⟩ - ‖a‖²/2 - ‖b‖²/2 is one inner product of rows with two more columns. The rows are centred first:
 * distances stay the same and the terms that cancel become as small as they can.
 */
function rbf(X: Matrix, sigma: number): PreparedKernel {
  const { data, rows, cols } = X
  const factor = -1 / (2 * sigma * sigma)
  const centre = columnMeans(X)
  const scaled = new Float64Array(rows * cols)
  const halfNorms = new Float64Array(rows)
  let largest = 0
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < cols; k++) {
      const value = (data[i * cols + k] - centre[k]) / sigma
      scaled[i * cols + k] = value
      halfNorms[i] += (value * value) / 2
    }
    largest = Math.max(largest, halfNorms[i])
  }
  const inner = { data: scaled, rows, cols }
  return {
    size: rows,
    at: (i, j) => Math.exp(factor * squaredDistance(data, i * cols, j * cols, cols)),
    unitDiagonal: true,
    product: {
      left: widened(inner, 1, (i) => [-halfNorms[i], 1]),
      right: widened(inner, 1, (i) => [1, -halfNorms[i]]),
      step: 'exp',
      degree: 1,
      cancelling: largest,
    },
  }
}

function tanimoto(X: Matrix): PreparedKernel {
  requireNonNegative(X, 'tanimoto')
  const rows = inDouble(X)
  const norms = Float64Array.from({ length: X.rows }, (_, i) => dot(rows, i, rows, i))
  norms.forEach((norm, i) => {
    if (norm === 0) throw zeroVector('tanimoto', i)
  })
  return {
    size: X.rows,
    at: (i, j) => {
      const common = dot(rows, i, rows, j)
      return common / (norms[i] + norms[j] - common)
    },
    unitDiagonal: true,
    product: {
      left: rows,
      right: rows,
      step: 'ratio',
      degree: 1,
      divisorLeft: widened(rows, -1, (i) => [norms[i], 1]),
      divisorRight: widened(rows, 1, (i) => [1, norms[i]]),
      cancelling: 1,
    },
  }
}

function laplacian(X: Matrix, gamma: number): PreparedKernel {
  const { data, rows, cols } = X
  return {
    size: rows,
    at: (i, j) => Math.exp(-gamma * manhattan(data, i * cols, j * cols, cols)),
    unitDiagonal: true,
  }
}

function identity(X: Matrix): PreparedKernel {
  const { data, rows, cols } = X
  const at = (i: number, j: number): number => {
    for (let k = 0; k < cols; k++) if (data[i * cols + k] !== data[j * cols + k]) return 0
    return 1
  }
  return { size: rows, at, unitDiagonal: true }
}

function dot(A: Matrix, i: number, B: Matrix, j: number): number {
  const d = A.cols
  let sum = 0
  for (let k = 0; k < d; k++) sum += A.data[i * d + k] * B.data[j * d + k]
  return sum
}

function squaredDistance(values: Matrix['data'], a: number, b: number, d: number): number {
  let sum = 0
  for (let k = 0; k < d; k++) {
    const difference = values[a + k] - values[b + k]
    sum += difference * difference
  }
  return sum
}

function inDouble(X: Matrix): Matrix {
  return X.data instanceof Float64Array ? X : { ...X, data: new Float64Array(X.data) }
}

/** The rows times `scale`, each followed by more columns. */
function widened(X: Matrix, scale: number, more: (i: number) => readonly number[]): Matrix {
  const width = X.cols + (X.rows === 0 ? 0 : more(0).length)
  const data = new Float64Array(X.rows * width)
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < X.cols; k++) data[i * width + k] = scale * X.data[i * X.cols + k]
    data.set(more(i), i * width + X.cols)
  }
  return { data, rows: X.rows, cols: width }
}

function unitRows(X: Matrix, kernel: string): Matrix {
  const data = new Float64Array(X.data)
  for (let i = 0; i < X.rows; i++) {
    const row = data.subarray(i * X.cols, (i + 1) * X.cols)
    // Dividing by the largest element first keeps the squares of very large and very small rows in range.
    const largest = row.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
    if (largest === 0) throw zeroVector(kernel, i)
    let squares = 0
    for (let k = 0; k < row.length; k++) squares += (row[k] / largest) ** 2
    const norm = Math.sqrt(squares)
    for (let k = 0; k < row.length; k++) row[k] = row[k] / largest / norm
  }
  return { data, rows: X.rows, cols: X.cols }
}

/** Rows may miss the sum 1 by rounding (f32 softmax outputs do); they are scaled to it. */
const distributionTolerance = 1e-4

function rootDistributions(X: Matrix): Matrix {
  requireNonNegative(X, 'probability-product')
  const data = new Float64Array(X.data)
  for (let i = 0; i < X.rows; i++) {
    const row = data.subarray(i * X.cols, (i + 1) * X.cols)
    const sum = row.reduce((total, value) => total + value, 0)
    if (Math.abs(sum - 1) > distributionTolerance) {
      throw new GamutError(
        'not-a-distribution',
        `Row ${i} sums to ${sum}: the kernel probability-product needs rows of probabilities that sum to 1.`,
      )
    }
    for (let k = 0; k < row.length; k++) row[k] = Math.sqrt(row[k] / sum)
  }
  return { data, rows: X.rows, cols: X.cols }
}

function columnMeans(X: Matrix): Float64Array {
  const means = new Float64Array(X.cols)
  for (let i = 0; i < X.rows; i++) for (let k = 0; k < X.cols; k++) means[k] += X.data[i * X.cols + k]
  return means.map((sum) => sum / Math.max(1, X.rows))
}

function requireFinite(X: Matrix): void {
  for (let k = 0; k < X.data.length; k++) {
    if (Number.isFinite(X.data[k])) continue
    const [i, j] = [Math.floor(k / X.cols), k % X.cols]
    throw new GamutError(
      'not-a-number',
      `Row ${i} holds ${X.data[k]} in column ${j}: every element must be a finite number.`,
    )
  }
}

function requireNonNegative(X: Matrix, kernel: string): void {
  const k = X.data.findIndex((value) => value < 0)
  if (k < 0) return
  const [i, j] = [Math.floor(k / X.cols), k % X.cols]
  throw new GamutError(
    'negative-element',
    `Row ${i} holds ${X.data[k]} in column ${j}: the kernel ${kernel} needs vectors without negative elements.`,
  )
}

function zeroVector(kernel: string, i: number): GamutError {
  return new GamutError(
    'zero-vector',
    `Row ${i} is a zero vector, which has no direction: drop it, or use a kernel other than ${kernel}, such as rbf.`,
  )
}
