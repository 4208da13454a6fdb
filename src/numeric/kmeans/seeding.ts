// Initial centroids by k-means++.

import type { Matrix, Random } from '../../core/index.ts'
import { takeRows } from '../matrix.ts'
import { distancesTo } from './assign.ts'

/**
 * k rows of X, each drawn with probability proportional to its squared distance from those drawn before; of a few such
 * draws, the one that leaves the smallest sum of squared distances.
 * @param order row numbers in an order of their content, along which is drawn: then the draw does not depend on the order
 * of the rows.
 * @returns k×d.
 * Time O(n k d log k). Source: Arthur & Vassilvitskii 2007, "k-means++", with the greedy step of its last section.
 */
export async function plusPlusSeeds(
  X: Matrix,
  k: number,
  order: Int32Array,
  random: Random,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Matrix> {
  const draws = 2 + Math.floor(Math.log(k))
  const picks: number[] = []
  let nearest = new Float64Array(X.rows).fill(Number.POSITIVE_INFINITY)
  let candidates = [order[random.integer(order.length)]]
  while (true) {
    const best = await bestCandidate(X, candidates, nearest, signal)
    picks.push(candidates[best.position])
    if (picks.length === k) return takeRows(X, picks)
    nearest = best.nearest
    candidates = drawCandidates(nearest, order, draws, random)
  }
}

/** The candidate after which the squared distances to the nearest pick have the smallest sum, with those distances. */
async function bestCandidate(
  X: Matrix,
  candidates: readonly number[],
  nearest: Float64Array,
  signal: AbortSignal | undefined,
): Promise<{ position: number; nearest: Float64Array<ArrayBuffer> }> {
  const count = candidates.length
  const after = candidates.map(() => new Float64Array(X.rows))
  const sums = new Float64Array(count)
  await distancesTo(
    X,
    takeRows(X, candidates),
    (distances, from, rows) => {
      for (let i = 0; i < rows; i++) {
        for (let c = 0; c < count; c++) {
          const distance = Math.min(nearest[from + i], distances[i * count + c])
          after[c][from + i] = distance
          sums[c] += distance
        }
      }
    },
    { signal },
  )
  let position = 0
  for (let c = 1; c < count; c++) if (sums[c] < sums[position]) position = c
  // What is left of a pick's distance to itself is rounding.
  after[position][candidates[position]] = 0
  return { position, nearest: after[position] }
}

function drawCandidates(nearest: Float64Array, order: Int32Array, draws: number, random: Random): number[] {
  let total = 0
  for (const i of order) total += nearest[i]
  const targets = Float64Array.from({ length: draws }, () => random.uniform() * total).sort()
  const candidates: number[] = []
  let sum = 0
  let last = order[0]
  for (const i of order) {
    if (candidates.length === draws) break
    if (nearest[i] > 0) last = i
    sum += nearest[i]
    while (candidates.length < draws && sum > targets[candidates.length]) candidates.push(i)
  }
  // Rounding, or rows that all coincide with picks, may leave targets beyond the last sum.
  return candidates.length === 0 ? [last] : [...new Set(candidates)]
}
