// Principal component analysis: the directions along which a cloud of vectors varies most (Pearson 1901, Hotelling 1933).

import { GamutError, type Matrix, type Random, randomStream } from '../../core/index.ts'
import { symmetricEigen } from '../eigen/eigen.ts'
import { gramMatrix, multiply, rowBlock } from '../products.ts'
import { secondMomentAccumulator } from '../second-moment/second-moment.ts'
import { type CentredRows, centredRows } from './centred-rows.ts'
import { orthonormalRows, stack } from './orthonormal-rows.ts'
import { type Axes, topAxes } from './top-axes.ts'

export interface PcaOptions {
  /** Starting vectors of the iteration that more than 1,024 dimensions need; stream `pca` of seed 0 when absent. */
  random?: Random
}

export interface Pca {
  /** One unit vector a row, orthogonal to each other, in order of variance: dimensions×d, f64. */
  readonly components: Matrix
  /** Mean of the rows (d). */
  readonly mean: Float64Array
  /** Variance along each component: population variance, divided by n. Never negative. */
  readonly explainedVariance: Float64Array
  /** Variance along all directions together (÷ n), so that a component explains `explainedVariance[i] / totalVariance`. */
  readonly totalVariance: number
  /** The rows less their mean along each component: n×dimensions, f64. */
  readonly projected: Matrix
}

/** Rows handled at once. */
const blockRows = 2048
/** The whole eigenvalue problem up to this size; beyond, the leading vectors by iteration, when they are few. */
const wholeProblem = 1024
/** Largest matrix that is held for the iteration; beyond, each step goes through the rows. */
const largestMoment = 4096
/** Vectors of the iteration beyond those asked for: they carry the convergence of the last ones. */
const spareVectors = 8

/**
 * Principal components of the rows of X.
 * @param X n×d.
 * @param dimensions how many: 1 … min(n, d).
 * @returns components with the entry of largest magnitude positive (the first such entry), and the rows projected on them. Components of
 * equal variance are any orthonormal basis of what they span; rows that are all equal have zero variance and projections 0.
 * @throws GamutError `bad-dimensions`; `not-a-number` or `too-large` (above 1e150), naming the row.
 * All in f64. With m = min(n, d): time O(n d m + m³) up to m = 1,024 or for more than m/8 dimensions, O(n d m) up to m = 4,096, and
 * beyond that O(n d dimensions) for each of some dozens of steps; memory m² (none beyond 4,096) and n·dimensions.
 */
export async function pca(X: Matrix, dimensions: number, options: PcaOptions = {}): Promise<Pca> {
  const most = Math.min(X.rows, X.cols)
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= most)) {
    throw new GamutError(
      'bad-dimensions',
      `${dimensions} principal components of ${X.rows} rows of ${X.cols} numbers do not exist: ask for a whole number ` +
        `from 1 to ${most}${most === 0 ? ', which needs at least one row' : ''}.`,
    )
  }
  const rows = centredRows(X)
  const axes = await principalAxes(rows, dimensions, options.random ?? randomStream(0, 'pca'))
  const components = withFixedSigns(axes.vectors)
  return {
    components,
    mean: rows.mean,
    explainedVariance: axes.values.map((value) => Math.max(0, value)),
    ...(await project(rows, components)),
  }
}

async function principalAxes(rows: CentredRows, k: number, random: Random): Promise<Axes> {
  const { rows: n, cols: d } = rows
  const small = Math.min(n, d)
  const whole = small <= wholeProblem || k > small / 8
  if (!whole && small > largestMoment) {
    return topAxes((V) => momentProduct(rows, V), randomRows(k + spareVectors, d, random), k)
  }
  const start = whole ? undefined : randomRows(k + spareVectors, d, random)
  return n < d ? axesFromGram(rows, k, start) : leading(await moment(rows), k, start)
}

/** The leading eigenvectors by iteration when there are vectors to start from, else of the whole problem. */
async function leading(A: Matrix, k: number, start?: Matrix): Promise<Axes> {
  if (start !== undefined) return topAxes((V) => multiply(V, A), start, k)
  const { values, vectors } = await symmetricEigen(A)
  return { values: values.slice(0, k), vectors: rowBlock(vectors, 0, k) }
}

function randomRows(rows: number, cols: number, random: Random): Matrix {
  return { data: Float64Array.from({ length: rows * cols }, () => random.normal()), rows, cols }
}

async function moment(rows: CentredRows): Promise<Matrix> {
  const accumulator = secondMomentAccumulator(rows.cols, { normalize: false })
  for (const block of blocks(rows)) await accumulator.add(block)
  return accumulator.finish()
}

/** V C for the second moment C of the centred rows, without forming it. */
async function momentProduct(rows: CentredRows, V: Matrix): Promise<Matrix> {
  const data = new Float64Array(V.rows * V.cols)
  for (const block of blocks(rows)) {
    const along = await multiply(V, block, { transposeB: true })
    const part = await multiply(along, block)
    for (let i = 0; i < data.length; i++) data[i] += part.data[i] / rows.rows
  }
  return { data, rows: V.rows, cols: V.cols }
}

/** Shares of the largest variance below this are rounding in a Gram matrix. */
const gramNoise = 1e-13

/**
 * From the n×n Gram matrix, which has the same non-zero eigenvalues: u of XXᵀ belongs to Xᵀu of XᵀX. An iteration starts from
 * the images of vectors of d numbers, so that it does not depend on the order of the rows.
 */
async function axesFromGram(rows: CentredRows, k: number, start?: Matrix): Promise<Axes> {
  const { rows: n, cols: d } = rows
  const X = rows.block(0, n)
  const sums = await gramMatrix(X)
  const gram: Matrix = { ...sums, data: sums.data.map((value) => value / n) }
  const { values, vectors } = await leading(
    gram,
    k,
    start && (await multiply(start, X, { transposeB: true })),
  )
  const count = values.filter((value) => value > gramNoise * values[0]).length
  let axes: Matrix = { data: new Float64Array(0), rows: 0, cols: d }
  if (count > 0) axes = await orthonormalRows(await multiply(rowBlock(vectors, 0, count), X))
  // Directions without variance: whatever the coordinate axes add.
  for (let axis = 0; axes.rows < k && axis < d; axis++) {
    const unit: Matrix = { data: new Float64Array(d), rows: 1, cols: d }
    unit.data[axis] = 1
    axes = stack(axes, await orthonormalRows(unit, axes))
  }
  return { values: Float64Array.from({ length: k }, (_, i) => (i < count ? values[i] : 0)), vectors: axes }
}

/** Magnitudes this near to the largest count as equal to it, so that rounding does not choose the sign. */
const tie = 1 - 1e-9

function withFixedSigns({ data, rows, cols }: Matrix): Matrix {
  const signed = new Float64Array(data)
  for (let i = 0; i < rows; i++) {
    const vector = signed.subarray(i * cols, (i + 1) * cols)
    let largest = 0
    for (const value of vector) largest = Math.max(largest, Math.abs(value))
    const leader = vector.find((value) => Math.abs(value) >= tie * largest) ?? 0
    if (leader < 0) for (let j = 0; j < cols; j++) vector[j] = -vector[j]
  }
  return { data: signed, rows, cols }
}

async function project(
  rows: CentredRows,
  components: Matrix,
): Promise<{ projected: Matrix; totalVariance: number }> {
  const k = components.rows
  const data = new Float64Array(rows.rows * k)
  let square = 0
  let from = 0
  for (const block of blocks(rows)) {
    const part = await multiply(block, components, { transposeB: true })
    data.set(part.data, from * k)
    for (let i = 0; i < block.data.length; i++) square += block.data[i] * block.data[i]
    from += block.rows
  }
  return { projected: { data, rows: rows.rows, cols: k }, totalVariance: square / rows.rows }
}

function* blocks(rows: CentredRows): Generator<Matrix> {
  for (let from = 0; from < rows.rows; from += blockRows) {
    yield rows.block(from, Math.min(blockRows, rows.rows - from))
  }
}
