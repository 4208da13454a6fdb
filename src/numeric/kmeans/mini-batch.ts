// Mini-batch k-means: every centroid follows the running mean of the drawn rows that were nearest to it.

import type { Matrix, Random } from '../../core/index.ts'
import { takeRows } from '../matrix.ts'
import { nearestCentroids, refuseRows, squaredDistances } from './assign.ts'
import { type Clustering, farthestRow, finish, type RoundOptions } from './lloyd.ts'

/**
 * From the initial centroids (not changed) until they hardly move or the batches are used up.
 * @param order row numbers in an order of their content, along which is drawn.
 * Source: Sculley 2010, "Web-scale k-means clustering", Algorithm 1, with the steps of one batch taken together.
 */
export async function miniBatch(
  X: Matrix,
  initial: Matrix,
  { batchSize, order, random }: { batchSize: number; order: Int32Array; random: Random },
  { maxIterations, leastMovement, signal, progress }: RoundOptions,
): Promise<Clustering> {
  const { rows: k, cols: d } = initial
  const centroids: Matrix = { ...initial, data: initial.data.slice() }
  const counts = new Float64Array(k)
  const nearest = new Int32Array(batchSize)
  const batchesInPass = Math.ceil(X.rows / batchSize)
  let iterations = 0
  let movement = Number.POSITIVE_INFINITY
  while (iterations < maxIterations && movement > leastMovement) {
    const picks = Int32Array.from({ length: batchSize }, () => order[random.integer(order.length)])
    const batch = takeRows(X, picks)
    await nearestCentroids(batch, centroids, nearest, { signal })
    if (iterations > 0 && iterations % batchesInPass === 0) reviveUnused(batch, centroids, nearest, counts)
    movement = follow(batch, centroids, nearest, counts)
    if (!Number.isFinite(movement)) refuseRows(X)
    iterations++
    progress?.(iterations, maxIterations, 'k-means: batches')
  }
  const assignments = new Int32Array(X.rows)
  await nearestCentroids(X, centroids, assignments, { signal })
  return finish(X, centroids, assignments, iterations)

  function follow(batch: Matrix, { data }: Matrix, chosen: Int32Array, counted: Float64Array): number {
    const before = data.slice()
    for (let i = 0; i < batch.rows; i++) {
      const c = chosen[i]
      const rate = 1 / ++counted[c]
      for (let j = 0, x = i * d, at = c * d; j < d; j++, x++, at++)
        data[at] += rate * (batch.data[x] - data[at])
    }
    let sum = 0
    for (let at = 0; at < data.length; at++) sum += (data[at] - before[at]) ** 2
    return sum
  }
}

/** A centroid that no row has chosen in a whole pass moves to the row of the batch farthest from its centroid. */
function reviveUnused(batch: Matrix, centroids: Matrix, nearest: Int32Array, counts: Float64Array): void {
  if (counts.every((count) => count > 0)) return
  const distances = squaredDistances(batch, centroids, nearest)
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] > 0) continue
    const farthest = farthestRow(batch, distances)
    if (distances[farthest] === 0) return
    nearest[farthest] = c
    distances[farthest] = 0
  }
}
