// The nearest centroid of every row, on the engine: the nearest is the one of largest x·c − |c|²/2.

import { GamutError, type Matrix } from '../../core/index.ts'
import { type EngineTensor, engineSession } from '../engine/engine.ts'
import type { Graph, GraphNode } from '../engine/onnx-graph.ts'
import { elementType, type Precision, rowBlock, tensor, withType, zeros } from '../products.ts'
import { requireFiniteRows } from '../rows.ts'

/** A block is a few milliseconds of work: long beside the turn of the event loop that each costs, short for cancelling. */
const blockScores = 1 << 21
const mostBlockRows = 16384
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
  const { inputs: shared, folded } = centredInputs(centroids, { mayFold: true })
  const session = await engineSession(nearestGraph(elementType(X), folded), { keepMemory: true })
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
  const session = await engineSession(distanceGraph(elementType(X)))
  const { inputs: shared } = centredInputs(centroids, { mayFold: false })
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

/** How many times farther from the origin than from one another the centroids may lie to need no moving of the rows. */
const nearOrigin = 8

interface CentredInputs {
  readonly inputs: Record<string, EngineTensor>
  /** Whether the move of the rows is in the offset. */
  readonly folded: boolean
}

/**
 * Rows and centroids are moved to the centroids' mean o first: squares of numbers that lie far from the origin would drown
 * the differences between them. Near the origin the move of the rows is folded into the offset, x·c' − o·c' − |c'|²/2 with
 * c' = c − o, which saves a pass over the rows.
 */
function centredInputs(centroids: Matrix, { mayFold }: { mayFold: boolean }): CentredInputs {
  const { rows: k, cols: d, data } = centroids
  const origin = zeros(centroids, d)
  for (let j = 0; j < d; j++) {
    let sum = 0
    for (let i = 0; i < k; i++) sum += data[i * d + j]
    origin[j] = sum / k
  }
  let distance = 0
  for (let j = 0; j < d; j++) distance += origin[j] * origin[j]
  const centred = zeros(centroids, k * d)
  const offset = zeros(centroids, k)
  const moved = zeros(centroids, k)
  let spread = 0
  for (let i = 0; i < k; i++) {
    let square = 0
    let along = 0
    for (let j = 0; j < d; j++) {
      const value = data[i * d + j] - origin[j]
      centred[j * k + i] = value
      square += value * value
      along += value * origin[j]
    }
    offset[i] = -square / 2
    moved[i] = -square / 2 - along
    spread += square / k
  }
  const inputs = { centroids: { data: centred, dims: [d, k] } }
  if (mayFold && distance <= nearOrigin ** 2 * spread) {
    return { inputs: { ...inputs, offset: { data: moved, dims: [k] } }, folded: true }
  }
  const move = { origin: { data: origin, dims: [d] }, offset: { data: offset, dims: [k] } }
  return { inputs: { ...inputs, ...move }, folded: false }
}

const moveRows: GraphNode = { op: 'Sub', inputs: ['x', 'origin'], outputs: ['y'] }

/** The centroids come transposed, and as a product and a sum: the engine is fastest so. */
function scoresOf(rows: 'x' | 'y'): GraphNode[] {
  return [
    { op: 'MatMul', inputs: [rows, 'centroids'], outputs: ['products'] },
    { op: 'Add', inputs: ['products', 'offset'], outputs: ['scores'] },
  ]
}

function inputsOf(type: Precision): Graph['inputs'] {
  return {
    x: { type, dims: ['n', 'd'] },
    centroids: { type, dims: ['d', 'k'] },
    offset: { type, dims: ['k'] },
  }
}

/** The centroid of the largest score. */
function nearestGraph(type: Precision, folded: boolean): Graph {
  const choice: GraphNode = {
    op: 'ArgMax',
    inputs: ['scores'],
    outputs: ['nearest'],
    attributes: { axis: 1, keepdims: 0 },
  }
  const outputs: Graph['outputs'] = { nearest: { type: 'int64', dims: ['n'] } }
  if (folded) return { inputs: inputsOf(type), outputs, nodes: [...scoresOf('x'), choice] }
  const inputs = { ...inputsOf(type), origin: { type, dims: ['d'] } }
  return { inputs, outputs, nodes: [moveRows, ...scoresOf('y'), choice] }
}

/** All squared distances |x|² − 2·score. */
function distanceGraph(type: Precision): Graph {
  return {
    inputs: { ...inputsOf(type), origin: { type, dims: ['d'] } },
    outputs: { distances: { type, dims: ['n', 'k'] } },
    constants: {
      minusTwo: { type, dims: [1], values: [-2] },
      zero: { type, dims: [1], values: [0] },
    },
    nodes: [
      moveRows,
      ...scoresOf('y'),
      { op: 'ReduceSumSquare', inputs: ['y'], outputs: ['squares'], attributes: { axes: [1] } },
      { op: 'Mul', inputs: ['scores', 'minusTwo'], outputs: ['twice'] },
      { op: 'Add', inputs: ['twice', 'squares'], outputs: ['raw'] },
      { op: 'Max', inputs: ['raw', 'zero'], outputs: ['distances'] },
    ],
  }
}
