// The nearest centroid of every row, on the engine: the nearest is the one of largest x·c − |c|²/2.

import { GamutError, type Matrix } from '../../core/index.ts'
import { type EngineTensor, engineSession } from '../engine/engine.ts'
import type { Graph, GraphNode } from '../engine/onnx-graph.ts'
import { elementType, type Precision, rowBlock, tensor, withType, zeros } from '../products.ts'
import { requireFiniteRows } from '../rows.ts'

/** Scores of a block stay in the cache. */
const blockScores = 1 << 19
const mostBlockRows = 4096
const leastBlockRows = 64

/**
 * The nearest centroid of every row, and the squared Euclidean distance to it.
 * @param X n×d, finite.
 * @param centroids k×d, k >= 1, finite. Of equal ones the first counts; of different ones that are equally near, any.
 * @returns `assignments` (n) and `distances` (n): the squared distance, from differences, so that it is exact to rounding
 * however far the points lie from the origin.
 * @throws GamutError `k-out-of-range`, `shape-mismatch`, `not-a-number` naming the row.
 * Time O(n k d) on all cores, memory O(n) beside X: call it block by block for rows that do not fit.
 */
export async function assignToCentroids(
  X: Matrix,
  centroids: Matrix,
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ assignments: Int32Array; distances: Float64Array }> {
  if (centroids.rows === 0) {
    throw new GamutError('k-out-of-range', 'There are no centroids to choose from: give at least one.')
  }
  if (centroids.cols !== X.cols) {
    throw new GamutError(
      'shape-mismatch',
      `Rows of ${X.cols} numbers cannot be compared with centroids of ${centroids.cols}.`,
    )
  }
  const C = withType(elementType(X), centroids)
  const assignments = new Int32Array(X.rows)
  await nearestCentroids(X, C, assignments, { signal })
  return { assignments, distances: squaredDistances(X, C, assignments) }
}

/** Writes the nearest centroid of every row into `assignments`. Both matrices have one element type. */
export async function nearestCentroids(
  X: Matrix,
  centroids: Matrix,
  assignments: Int32Array,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const session = await engineSession(scoreGraph(elementType(X), true), { keepMemory: true })
  const shared = centredInputs(centroids)
  await inBlocks(X, centroids.rows, signal, async (block, from) => {
    const nearest = new BigInt64Array(block.rows)
    await session.run({ ...shared, x: tensor(block) }, { nearest: { data: nearest, dims: [block.rows] } })
    // The low words of the engine's 64-bit numbers, without making big integers of them.
    const words = new Int32Array(nearest.buffer)
    for (let i = 0; i < block.rows; i++) assignments[from + i] = words[2 * i]
  })
}

/**
 * Squared distances of every row to each of a few centroids, from scores: exact to rounding in X's precision times the
 * square of the spread. `visit` gets a block's distances, rows × centroids.
 */
export async function distancesTo(
  X: Matrix,
  centroids: Matrix,
  visit: (distances: Float32Array | Float64Array, from: number, rows: number) => void,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const k = centroids.rows
  const session = await engineSession(scoreGraph(elementType(X), false))
  const shared = centredInputs(centroids)
  await inBlocks(X, k, signal, async (block, from) => {
    const distances = zeros(X, block.rows * k)
    await session.run(
      { ...shared, x: tensor(block) },
      { distances: { data: distances, dims: [block.rows, k] } },
    )
    visit(distances, from, block.rows)
  })
}

/** |xᵢ − c|² for the centroid c that row i is assigned to. @throws GamutError `not-a-number` naming the row. */
export function squaredDistances(X: Matrix, centroids: Matrix, assignments: Int32Array): Float64Array {
  const { rows: n, cols: d, data } = X
  const distances = new Float64Array(n)
  for (let i = 0; i < n; i++)
    distances[i] = squaredDistance(data, i * d, centroids.data, assignments[i] * d, d)
  if (!distances.every(Number.isFinite)) refuseRows(X)
  return distances
}

function squaredDistance(
  a: Float32Array | Float64Array,
  fromA: number,
  b: Float32Array | Float64Array,
  fromB: number,
  d: number,
): number {
  // Two sums that do not wait for each other take half the time of one.
  let even = 0
  let odd = 0
  let j = 0
  for (; j + 1 < d; j += 2) {
    const first = a[fromA + j] - b[fromB + j]
    const second = a[fromA + j + 1] - b[fromB + j + 1]
    even += first * first
    odd += second * second
  }
  return j < d ? even + odd + (a[fromA + j] - b[fromB + j]) ** 2 : even + odd
}

/** @throws GamutError `not-a-number` or `too-large`: something computed from these rows is not finite. */
export function refuseRows(X: Matrix): never {
  requireFiniteRows(X)
  throw new GamutError(
    'too-large',
    'Squares of the numbers in the rows are too large: scale the vectors down.',
  )
}

async function inBlocks(
  X: Matrix,
  k: number,
  signal: AbortSignal | undefined,
  work: (block: Matrix, from: number) => Promise<void>,
): Promise<void> {
  const height = Math.max(leastBlockRows, Math.min(mostBlockRows, Math.floor(blockScores / k)))
  for (let from = 0; from < X.rows; from += height) {
    signal?.throwIfAborted()
    await work(rowBlock(X, from, Math.min(height, X.rows - from)), from)
  }
}

/**
 * Rows and centroids are moved to the centroids' mean first: squares of numbers that lie far from the origin would drown
 * the differences between them.
 */
function centredInputs(centroids: Matrix): Record<string, EngineTensor> {
  const { rows: k, cols: d, data } = centroids
  const origin = zeros(centroids, d)
  for (let j = 0; j < d; j++) {
    let sum = 0
    for (let i = 0; i < k; i++) sum += data[i * d + j]
    origin[j] = sum / k
  }
  const centred = zeros(centroids, k * d)
  const offset = zeros(centroids, k)
  for (let i = 0; i < k; i++) {
    let square = 0
    for (let j = 0; j < d; j++) {
      centred[i * d + j] = data[i * d + j] - origin[j]
      square += centred[i * d + j] ** 2
    }
    offset[i] = -square / 2
  }
  return {
    origin: { data: origin, dims: [d] },
    centroids: { data: centred, dims: [k, d] },
    offset: { data: offset, dims: [k] },
  }
}

/** The score x·c − |c|²/2 and from it the nearest centroid, or all squared distances |x|² − 2·score. */
function scoreGraph(type: Precision, nearest: boolean): Graph {
  const scores: GraphNode[] = [
    { op: 'Sub', inputs: ['x', 'origin'], outputs: ['y'] },
    { op: 'Gemm', inputs: ['y', 'centroids', 'offset'], outputs: ['scores'], attributes: { transB: 1 } },
  ]
  const inputs = {
    x: { type, dims: ['n', 'd'] },
    origin: { type, dims: ['d'] },
    centroids: { type, dims: ['k', 'd'] },
    offset: { type, dims: ['k'] },
  }
  if (nearest) {
    const choice = {
      op: 'ArgMax',
      inputs: ['scores'],
      outputs: ['nearest'],
      attributes: { axis: 1, keepdims: 0 },
    }
    return { inputs, outputs: { nearest: { type: 'int64', dims: ['n'] } }, nodes: [...scores, choice] }
  }
  return {
    inputs,
    outputs: { distances: { type, dims: ['n', 'k'] } },
    constants: {
      minusTwo: { type, dims: [1], values: [-2] },
      zero: { type, dims: [1], values: [0] },
    },
    nodes: [
      ...scores,
      { op: 'ReduceSumSquare', inputs: ['y'], outputs: ['squares'], attributes: { axes: [1] } },
      { op: 'Mul', inputs: ['scores', 'minusTwo'], outputs: ['twice'] },
      { op: 'Add', inputs: ['twice', 'squares'], outputs: ['raw'] },
      { op: 'Max', inputs: ['raw', 'zero'], outputs: ['distances'] },
    ],
  }
}
