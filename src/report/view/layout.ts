// Places on the map: UMAP where there are enough items to have neighbourhoods, else the first two principal components.

import type { Context, Matrix } from '../../core/index.ts'
import { contentOrder, contentSample, nearestNeighbours, pca, takeRows } from '../../numeric/index.ts'
import { umapInWorker } from './umap.ts'
import type { MapView } from './view.ts'

/** With fewer items than this there are no neighbourhoods to speak of. */
const fewItems = 15
/** UMAP is fitted on at most this many items; the rest are placed by their neighbours among these. */
const mostFitted = 20_000
/** Neighbours of an item, itself among them: the default of UMAP's authors. */
const neighbourhood = 15
/** Room between alike items, so that they can be told apart on the screen. */
const minDist = 0.35
/** Fitted items that place one of the rest. */
const placing = 3
/** How far places are moved towards an even spread along each axis: 0 not at all, 1 entirely. */
const evenness = 0.5
/** Longest empty stretch along an axis, as a share of its length. */
const widestGap = 0.03
/** Width of the map over its height: screens are wide. */
const aspect = 1.4
/** First places lie between minus and plus this, as UMAP expects. */
const startSpan = 10

/**
 * A place for every row; near rows lie near one another. The same rows in another order get the same places but for rounding.
 * @param X n×d without zero rows.
 * @throws the signal's reason when cancelled.
 */
export async function layout(X: Matrix, context: Context): Promise<MapView> {
  if (X.rows < fewItems || X.cols === 1) return { ...(await components(X)), method: 'pca', fitted: X.rows }
  // UMAP goes through its rows one by one: an order by content makes the places independent of the order of the rows.
  const order = contentOrder(X)
  const sorted = takeRows(X, order)
  const fitted = X.rows <= mostFitted ? sorted : takeRows(sorted, contentSample(sorted, mostFitted))
  const coordinates = await fit(fitted, context)
  const placed =
    fitted === sorted ? columnsOf(coordinates) : await placeByNeighbours(sorted, fitted, coordinates, context)
  const [x, y] = [placed.x, placed.y].map((axis) => {
    const unsorted = new Float32Array(axis.length)
    order.forEach((row, at) => {
      unsorted[row] = axis[at]
    })
    return unsorted
  })
  evenOut(x, aspect)
  evenOut(y, 1)
  return { x, y, method: 'umap', fitted: fitted.rows }
}

interface Places {
  readonly x: Float32Array
  readonly y: Float32Array
}

/** The first two principal components; a missing second one is zero. */
async function components(X: Matrix): Promise<Places> {
  const dimensions = Math.min(2, X.rows, X.cols)
  const { projected } = await pca(X, dimensions)
  const column = (j: number) =>
    Float32Array.from({ length: X.rows }, (_, i) => (j < dimensions ? projected.data[i * dimensions + j] : 0))
  return { x: column(0), y: column(1) }
}

async function fit(X: Matrix, context: Context): Promise<Float32Array> {
  const n = X.rows
  const { signal, progress } = context
  const found = await nearestNeighbours(X, neighbourhood - 1, { signal, progress })
  const k = found.k + 1
  const neighbours = new Int32Array(n * k)
  const distances = new Float64Array(n * k)
  for (let i = 0; i < n; i++) {
    neighbours[i * k] = i
    neighbours.set(found.indices.subarray(i * found.k, (i + 1) * found.k), i * k + 1)
    distances.set(found.distances.subarray(i * found.k, (i + 1) * found.k), i * k + 1)
  }
  const start = await firstPlaces(X)
  const { seed } = context
  return umapInWorker({ n, k, neighbours, distances, start, minDist, seed }, context)
}

/**
 * The principal components by rank instead of value: a few far groups would squeeze all others into one spot, and UMAP moves
 * groups that share no neighbour little from where they start.
 */
async function firstPlaces(X: Matrix): Promise<Float64Array> {
  const { x, y } = await components(X)
  const [rankX, rankY] = [ranks(x), ranks(y)]
  return Float64Array.from({ length: 2 * X.rows }, (_, at) => {
    const rank = at % 2 === 0 ? rankX[at >> 1] : rankY[at >> 1]
    return startSpan * (2 * rank - 1)
  })
}

/** The rank of each value, from 0 to 1; equal values share the middle one. */
function ranks(values: Float32Array): Float64Array {
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b])
  const last = Math.max(1, order.length - 1)
  const found = new Float64Array(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++
    for (let at = from; at < to; at++) found[order[at]] = (from + to - 1) / 2 / last
  }
  return found
}

/** Every row at the mean place of its nearest fitted rows, the nearer ones counting more; a fitted row at its own. */
async function placeByNeighbours(
  X: Matrix,
  fitted: Matrix,
  coordinates: Float32Array,
  context: Context,
): Promise<Places> {
  const { signal, progress } = context
  const { indices, distances, k } = await nearestNeighbours(fitted, placing, {
    queries: X,
    method: 'exact',
    signal,
    progress,
  })
  const x = new Float32Array(X.rows)
  const y = new Float32Array(X.rows)
  /** Keeps the weight of a row at no distance finite, and far above all others. */
  const least = 1e-6
  for (let i = 0; i < X.rows; i++) {
    let total = 0
    for (let j = i * k; j < (i + 1) * k; j++) {
      const weight = 1 / (distances[j] + least)
      total += weight
      x[i] += weight * coordinates[2 * indices[j]]
      y[i] += weight * coordinates[2 * indices[j] + 1]
    }
    x[i] /= total
    y[i] /= total
  }
  return { x, y }
}

/**
 * Moves places towards an even spread along an axis, in order, from 0 to `length`, and closes wide gaps. UMAP lets groups that
 * share no neighbour with others drift, and how far says nothing; left there, they would squeeze everything else into a
 * corner of the map.
 */
function evenOut(axis: Float32Array, length: number): void {
  const order = Int32Array.from(axis, (_, i) => i).sort((a, b) => axis[a] - axis[b])
  const rank = ranks(axis)
  const low = axis[order[0]]
  const span = axis[order[order.length - 1]] - low
  if (span === 0) return
  const even = Float64Array.from(
    axis,
    (value, i) => (1 - evenness) * ((value - low) / span) + evenness * rank[i],
  )
  let place = 0
  const places = Float64Array.from(order, (i, at) => {
    if (at > 0) place += Math.min(widestGap, even[i] - even[order[at - 1]])
    return place
  })
  order.forEach((i, at) => {
    axis[i] = (length * places[at]) / place
  })
}

function columnsOf(coordinates: Float32Array): Places {
  const n = coordinates.length / 2
  return {
    x: Float32Array.from({ length: n }, (_, i) => coordinates[2 * i]),
    y: Float32Array.from({ length: n }, (_, i) => coordinates[2 * i + 1]),
  }
}
