// Lloyd's iteration: every row to its nearest centroid, every centroid to the mean of its rows.

import type { Matrix } from '../../core/index.ts'
import { row } from '../matrix.ts'
import { nearestCentroids, refuseRows, squaredDistances } from './assign.ts'

export interface Clustering {
  /** k×d, of X's element type. */
  readonly centroids: Matrix
  /** The nearest centroid of every row. */
  readonly assignments: Int32Array
  /** Sum of squared distances of the rows to their centroids. */
  readonly inertia: number
  /** Rounds done, or batches. */
  readonly iterations: number
  /** Number of rows of every cluster. */
  readonly sizes: Int32Array
}

export interface RoundOptions {
  readonly maxIterations: number
  /** Squared movement of all centroids, summed, at which to stop. */
  readonly leastMovement: number
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number, note: string) => void
}

/** From the initial centroids (not changed) until nothing changes, hardly anything moves, or the rounds are used up. */
export async function lloyd(
  X: Matrix,
  initial: Matrix,
  { maxIterations, leastMovement, signal, progress }: RoundOptions,
): Promise<Clustering> {
  const k = initial.rows
  const centroids: Matrix = { ...initial, data: initial.data.slice() }
  const assignments = new Int32Array(X.rows)
  const clusters = createClusters(X, k)
  let iterations = 0
  let changed = X.rows
  let movement = Number.POSITIVE_INFINITY
  while (iterations < maxIterations && movement > leastMovement) {
    await nearestCentroids(X, centroids, assignments, { signal })
    changed = clusters.follow(assignments)
    if (iterations > 0 && changed === 0) break
    fillEmptyClusters(X, centroids, assignments, clusters)
    movement = clusters.moveToMeans(centroids)
    iterations++
    progress?.(iterations, maxIterations, `k-means: ${changed} of ${X.rows} rows changed cluster`)
  }
  if (changed > 0) await nearestCentroids(X, centroids, assignments, { signal })
  return finish(X, centroids, assignments, iterations)
}

/** The clustering of these assignments, with the exact inertia. */
export function finish(
  X: Matrix,
  centroids: Matrix,
  assignments: Int32Array,
  iterations: number,
): Clustering {
  const sizes = new Int32Array(centroids.rows)
  for (const c of assignments) sizes[c]++
  let inertia = 0
  for (const distance of squaredDistances(X, centroids, assignments)) inertia += distance
  return { centroids, assignments, inertia, iterations, sizes }
}

interface Clusters {
  readonly sizes: Int32Array
  /** Takes over these assignments. @returns how many rows changed cluster. */
  follow(assignments: Int32Array): number
  move(i: number, to: number): void
  /** Puts every centroid with rows on their mean. @returns the squared movement, summed over centroids. */
  moveToMeans(centroids: Matrix): number
}

/** Sums of the rows of every cluster, kept up to date by the rows that change: few do after the first rounds. */
function createClusters(X: Matrix, k: number): Clusters {
  const { rows: n, cols: d, data } = X
  const sums = new Float64Array(k * d)
  const sizes = new Int32Array(k)
  const current = new Int32Array(n).fill(-1)

  function move(i: number, to: number): void {
    const from = current[i]
    current[i] = to
    sizes[to]++
    if (from < 0) {
      addRow(sums, to * d, data, i * d, d)
      return
    }
    sizes[from]--
    moveRow(sums, from * d, to * d, data, i * d, d)
  }

  return {
    sizes,
    move,
    follow(assignments) {
      let changed = 0
      for (let i = 0; i < n; i++) {
        if (assignments[i] === current[i]) continue
        move(i, assignments[i])
        changed++
      }
      return changed
    },
    moveToMeans(centroids) {
      let movement = 0
      for (let c = 0; c < k; c++) {
        if (sizes[c] === 0) continue
        for (let j = 0, at = c * d; j < d; j++, at++) {
          const before = centroids.data[at]
          centroids.data[at] = sums[at] / sizes[c]
          movement += (centroids.data[at] - before) ** 2
        }
      }
      if (!Number.isFinite(movement)) refuseRows(X)
      return movement
    },
  }
}

// Four numbers a turn: these two loops are a sixth of the whole time otherwise.

function addRow(sums: Float64Array, to: number, data: Matrix['data'], row: number, d: number): void {
  const unrolled = d & ~3
  for (let j = 0; j < unrolled; j += 4) {
    const t = to + j
    const x = row + j
    sums[t] += data[x]
    sums[t + 1] += data[x + 1]
    sums[t + 2] += data[x + 2]
    sums[t + 3] += data[x + 3]
  }
  for (let j = unrolled; j < d; j++) sums[to + j] += data[row + j]
}

function moveRow(
  sums: Float64Array,
  from: number,
  to: number,
  data: Matrix['data'],
  row: number,
  d: number,
): void {
  const unrolled = d & ~3
  for (let j = 0; j < unrolled; j += 4) {
    const f = from + j
    const t = to + j
    const x = row + j
    const p = data[x]
    const q = data[x + 1]
    const r = data[x + 2]
    const s = data[x + 3]
    sums[f] -= p
    sums[f + 1] -= q
    sums[f + 2] -= r
    sums[f + 3] -= s
    sums[t] += p
    sums[t + 1] += q
    sums[t + 2] += r
    sums[t + 3] += s
  }
  for (let j = unrolled; j < d; j++) {
    sums[from + j] -= data[row + j]
    sums[to + j] += data[row + j]
  }
}

/**
 * Every empty cluster, the first first, gets the row farthest from its centroid; of equally far ones the one whose numbers
 * come last in order. When every row sits on its centroid, it stays empty and where it is.
 */
function fillEmptyClusters(X: Matrix, centroids: Matrix, assignments: Int32Array, clusters: Clusters): void {
  if (clusters.sizes.every((size) => size > 0)) return
  const distances = squaredDistances(X, centroids, assignments)
  for (let c = 0; c < clusters.sizes.length; c++) {
    if (clusters.sizes[c] > 0) continue
    const farthest = farthestRow(X, distances)
    if (distances[farthest] === 0) return
    clusters.move(farthest, c)
    distances[farthest] = 0
  }
}

/** The row of largest distance; among equals the last in the order of their numbers, which no shuffling changes. */
export function farthestRow(X: Matrix, distances: Float64Array): number {
  let farthest = 0
  for (let i = 1; i < distances.length; i++) {
    if (distances[i] < distances[farthest]) continue
    if (distances[i] > distances[farthest] || comesAfter(row(X, i), row(X, farthest))) farthest = i
  }
  return farthest
}

function comesAfter(a: Float32Array | Float64Array, b: Float32Array | Float64Array): boolean {
  for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) return a[j] > b[j]
  return false
}
