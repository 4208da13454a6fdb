// k-means clustering: k centroids with the smallest sum of squared distances from the rows to the nearest of them.

import { GamutError, type Matrix, type Random, randomStream } from '../../core/index.ts'
import { contentOrder } from '../content-order.ts'
import { takeRows } from '../matrix.ts'
import { elementType, withType, zeros } from '../products.ts'
import { squaredDistances } from './assign.ts'
import { type Clustering, lloyd } from './lloyd.ts'
import { miniBatch } from './mini-batch.ts'
import { plusPlusSeeds } from './seeding.ts'

export type { Clustering } from './lloyd.ts'

export interface KmeansOptions {
  /** k×d centroids to begin with; drawn by k-means++ when absent. */
  initial?: Matrix
  /** How many times to begin anew from other draws; the smallest inertia wins. 1 by default; not with `initial`. */
  restarts?: number
  /** Most rounds, or batches with `batchSize`; 300 by default. */
  maxIterations?: number
  /** Stop when the centroids' squared movements sum to at most this times the variance of a column; 1e-4 by default. */
  tolerance?: number
  /** Use batches of this many rows, drawn anew for each round: faster and a little worse. */
  batchSize?: number
  /** Source of the draws; stream `kmeans` of seed 0 by default. */
  random?: Random
  signal?: AbortSignal
  /** Called after every round. */
  progress?: (done: number, total: number, note: string) => void
}

/** Seeds of a mini-batch run are drawn from this many batches' worth of rows. */
const seedingBatches = 3

/**
 * k-means by Lloyd's iteration, or in mini-batches.
 *
 * An empty cluster gets the row farthest from its centroid; when all rows sit on centroids (fewer different rows than k), it
 * stays empty. What is drawn depends on the content of the rows and not on their order: shuffled rows give the same
 * clustering up to rounding.
 * @param X n×d, finite.
 * @param k number of clusters, 1 <= k <= n (with `initial`, its number of rows).
 * @returns `centroids` (k×d, X's element type), `assignments` (n: the nearest centroid of every row), `inertia` (sum of
 * squared distances to it), `iterations`, `sizes` (rows of every cluster).
 * @throws GamutError `k-out-of-range`, `bad-option`, `shape-mismatch`, `not-a-number` or `too-large`.
 * Time O(n k d) a round on all cores, O(n k d log k) for seeding; memory O(n) beside X.
 * Source: Lloyd 1982; Arthur & Vassilvitskii 2007; Sculley 2010.
 */
export async function kmeans(X: Matrix, k: number, options: KmeansOptions = {}): Promise<Clustering> {
  const { initial, maxIterations = 300, tolerance = 1e-4, batchSize, signal, progress } = options
  const { random = randomStream(0, 'kmeans') } = options
  const restarts = initial === undefined ? (options.restarts ?? 1) : 1
  checkSizes(X, k, initial)
  requireCount('maxIterations', maxIterations)
  requireCount('restarts', restarts)
  if (batchSize !== undefined) requireCount('batchSize', batchSize)
  if (!(tolerance >= 0)) {
    throw new GamutError('bad-option', `k-means: \`tolerance\` is ${tolerance}: give a number >= 0.`)
  }
  const leastMovement = tolerance === 0 ? 0 : tolerance * columnVariance(X)
  const rounds = { maxIterations, leastMovement, signal, progress }
  const order = initial !== undefined && batchSize === undefined ? undefined : contentOrder(X)
  let best: Clustering | undefined
  for (let restart = 0; restart < restarts; restart++) {
    const draws = random.stream(`restart ${restart}`)
    const seeds = initial ?? (await seedsFor(X, k, order ?? contentOrder(X), batchSize, draws, signal))
    const start = withType(elementType(X), seeds)
    const found =
      batchSize === undefined || order === undefined
        ? await lloyd(X, start, rounds)
        : await miniBatch(X, start, { batchSize, order, random: draws }, rounds)
    if (best === undefined || found.inertia < best.inertia) best = found
  }
  if (best === undefined) throw new Error('k-means ran no round')
  return best
}

async function seedsFor(
  X: Matrix,
  k: number,
  order: Int32Array,
  batchSize: number | undefined,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<Matrix> {
  if (batchSize === undefined) return plusPlusSeeds(X, k, order, random, { signal })
  const picks = random.sample(X.rows, Math.max(k, seedingBatches * batchSize)).sort()
  const sample = takeRows(
    X,
    picks.map((position) => order[position]),
  )
  const sampleOrder = Int32Array.from({ length: sample.rows }, (_, i) => i)
  return plusPlusSeeds(sample, k, sampleOrder, random, { signal })
}

/** Mean over the columns of their variances. */
function columnVariance(X: Matrix): number {
  const { rows: n, cols: d, data } = X
  const sums = new Float64Array(d)
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < d; j++, at++) sums[j] += data[at]
  const mean: Matrix = { data: zeros(X, d).map((_, j) => sums[j] / n), rows: 1, cols: d }
  let total = 0
  for (const distance of squaredDistances(X, mean, new Int32Array(n))) total += distance
  return total / n / Math.max(1, d)
}

function checkSizes(X: Matrix, k: number, initial: Matrix | undefined): void {
  const most = initial === undefined ? X.rows : Number.POSITIVE_INFINITY
  if (X.rows === 0 || !Number.isInteger(k) || k < 1 || k > most) {
    throw new GamutError(
      'k-out-of-range',
      `k-means cannot make ${k} clusters of ${X.rows} rows: k must be a whole number from 1 to the number of rows.`,
    )
  }
  if (initial !== undefined && (initial.rows !== k || initial.cols !== X.cols)) {
    throw new GamutError(
      'shape-mismatch',
      `The initial centroids are ${initial.rows}×${initial.cols}: for k = ${k} and rows of ${X.cols} numbers they must ` +
        `be ${k}×${X.cols}.`,
    )
  }
}

function requireCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return
  throw new GamutError('bad-option', `k-means: \`${name}\` is ${value}: give a whole number >= 1.`)
}
