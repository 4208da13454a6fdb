// Places on the map: UMAP where there are enough items to have neighbourhoods, else the first two principal components.

import type { Context, Matrix } from '../../core/index.ts'
import { contentSample, nearestNeighbours, pca, takeRows } from '../../numeric/index.ts'
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
/** Share of the items at each end of an axis that may be drawn in, and the share of the span from which that is felt. */
const outside = 0.05
const margin = 0.25
/** First places lie between minus and plus this, as UMAP expects. */
const startSpan = 10

/**
 * A place for every row; near rows lie near one another. The same rows in another order get the same places but for rounding.
 * @param X n×d without zero rows.
 * @throws the signal's reason when cancelled.
 */
export async function layout(X: Matrix, context: Context): Promise<MapView> {
  if (X.rows < fewItems || X.cols === 1) return { ...(await components(X)), method: 'pca', fitted: X.rows }
  const fittedRows = X.rows <= mostFitted ? undefined : contentSample(X, mostFitted)
  const fitted = fittedRows ? takeRows(X, fittedRows) : X
  const coordinates = await fit(fitted, context)
  const { x, y } = fittedRows
    ? await placeByNeighbours(X, fitted, coordinates, context)
    : columnsOf(coordinates)
  for (const axis of [x, y]) drawIn(axis)
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
  const found = await nearestNeighbours(X, neighbourhood - 1, { signal: context.signal })
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
  const places = new Float64Array(2 * X.rows)
  for (const [axis, values] of [x, y].entries()) {
    const order = Int32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b])
    for (let from = 0, to = 0; from < order.length; from = to) {
      while (to < order.length && values[order[to]] === values[order[from]]) to++
      const rank = (from + to - 1) / 2
      const place = startSpan * ((2 * rank) / Math.max(1, order.length - 1) - 1)
      for (let at = from; at < to; at++) places[2 * order[at] + axis] = place
    }
  }
  return places
}

/** Every row at the mean place of its nearest fitted rows, the nearer ones counting more; a fitted row at its own. */
async function placeByNeighbours(
  X: Matrix,
  fitted: Matrix,
  coordinates: Float32Array,
  context: Context,
): Promise<Places> {
  const { signal } = context
  const { indices, distances, k } = await nearestNeighbours(fitted, placing, {
    queries: X,
    method: 'exact',
    signal,
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
 * Draws in what lies far outside. UMAP lets groups that share no neighbour with others drift, and how far says nothing; left
 * there, they would squeeze everything else into a corner of the map. Order along the axis is kept.
 */
function drawIn(axis: Float32Array): void {
  const sorted = axis.toSorted()
  const low = sorted[Math.floor(outside * (axis.length - 1))]
  const high = sorted[Math.ceil((1 - outside) * (axis.length - 1))]
  const room = margin * (high - low)
  if (room === 0) return
  const excess = (beyond: number) => room * Math.log1p(beyond / room)
  for (let i = 0; i < axis.length; i++) {
    if (axis[i] > high) axis[i] = high + excess(axis[i] - high)
    else if (axis[i] < low) axis[i] = low - excess(low - axis[i])
  }
}

function columnsOf(coordinates: Float32Array): Places {
  const n = coordinates.length / 2
  return {
    x: Float32Array.from({ length: n }, (_, i) => coordinates[2 * i]),
    y: Float32Array.from({ length: n }, (_, i) => coordinates[2 * i + 1]),
  }
}
