// Candidate neighbours by a hierarchical graph of near points (HNSW), of the library USearch.

import { contentOrder } from '../content-order.ts'
import { takeRows } from '../matrix.ts'
import { type CandidateSearch, exactCandidates } from './exact.ts'
import { type Points, readyRows } from './points.ts'

/** Links of a point on each level: the library's default. */
const connectivity = 16
/** Points looked at when one is added or sought: twice the library's default, for vectors of little structure. */
const expansion = 128
const blockRows = 1024

/**
 * `width` points that are probably the nearest of every target: targets × width point numbers. Points are added one after
 * the other, along the order of their content, so that the graph depends neither on threads nor on the order of the rows.
 */
export async function hnswCandidates(
  points: Points,
  targets: Points,
  search: CandidateSearch,
): Promise<Int32Array> {
  const { width, selfOf, signal, progress } = search
  const { BatchMatches, Index, MetricKind, ScalarKind } = await import('usearch')
  const n = points.X.rows
  const m = targets.X.rows
  // One more, as a target may find itself.
  const wanted = width + 1
  const index = new Index({
    dimensions: points.X.cols,
    metric: MetricKind.L2sq,
    quantization: ScalarKind.F16,
    connectivity,
    expansion_add: expansion,
    expansion_search: Math.max(expansion, 2 * wanted),
    multi: false,
  })
  const scale = halfPrecisionScale(points)
  const ready = (of: Points, from: number, count: number, order?: Int32Array) =>
    readyRows(of, from, count, 'float32', order).data.map((value) => value * scale)

  const order = contentOrder(points.X)
  for (let from = 0; from < n; from += blockRows) {
    const count = Math.min(blockRows, n - from)
    signal?.throwIfAborted()
    const keys = BigUint64Array.from(order.subarray(from, from + count), BigInt)
    index.add(keys, ready(points, from, count, order), 1)
    progress?.(from + count, n + m, 'nearest neighbours: index')
    await eventLoopTurn()
  }

  const found = new Int32Array(m * width).fill(-1)
  const incomplete: number[] = []
  for (let from = 0; from < m; from += blockRows) {
    const count = Math.min(blockRows, m - from)
    signal?.throwIfAborted()
    const result = index.search(ready(targets, from, count), wanted, 1)
    for (let i = 0; i < count; i++) {
      const matches = result instanceof BatchMatches ? result.get(i) : result
      let filled = 0
      for (const key of matches.keys) {
        const point = Number(key)
        if (point !== selfOf(from + i) && filled < width) found[(from + i) * width + filled++] = point
      }
      if (filled < width) incomplete.push(from + i)
    }
    progress?.(n + from + count, n + m, 'nearest neighbours')
    await eventLoopTurn()
  }
  await completeExactly(points, targets, incomplete, found, search)
  return found
}

/** A graph may fail to reach enough points from somewhere: those few targets are compared with all. */
async function completeExactly(
  points: Points,
  targets: Points,
  incomplete: readonly number[],
  found: Int32Array,
  { width, selfOf, signal }: CandidateSearch,
): Promise<void> {
  if (incomplete.length === 0) return
  const few: Points = {
    ...targets,
    X: takeRows(targets.X, incomplete),
    write: (i, out, at) => targets.write(incomplete[i], out, at),
  }
  const exact = await exactCandidates(points, few, { width, selfOf: (i) => selfOf(incomplete[i]), signal })
  incomplete.forEach((target, i) => {
    found.set(exact.subarray(i * width, (i + 1) * width), target * width)
  })
}

/** Brings the root mean square of the lengths to 1, where half-precision numbers are densest and none is too large. */
function halfPrecisionScale(points: Points): number {
  const { rows, cols } = points.X
  const ready = new Float64Array(cols)
  let sum = 0
  for (let i = 0; i < rows; i++) {
    points.write(i, ready, 0)
    for (const value of ready) sum += value * value
  }
  return sum > 0 ? 1 / Math.sqrt(sum / rows) : 1
}

/** Lets cancelling and progress through between the library's synchronous calls. */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
