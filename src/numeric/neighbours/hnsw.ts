// Approximate neighbours by a hierarchical graph of near points (HNSW), of the library USearch.

import { findExactly } from './exact.ts'
import { type Search, settle } from './search.ts'

/** Links of a point on each level: the library's default. */
const connectivity = 16
/** Points looked at when one is added or sought: twice the library's default, for vectors of little structure. */
const expansion = 128
/** Candidates beside those wanted: half precision may exchange points that are about equally near. */
const spareCandidates = 8
const blockRows = 256

/**
 * Answers all queries, not certainly with the nearest. Points are added by one thread along the order of their content, so
 * that the graph depends neither on threads nor on the order of the rows. Time about O((runs + queries) d log n), memory
 * 2 d bytes and some 150 more a run.
 */
export async function findByGraph(search: Search): Promise<void> {
  const { candidates, runs, queries, asked, wanted, signal, progress } = search
  const { BatchMatches, Index, MetricKind, ScalarKind } = await import('usearch')
  const n = runs.heads.length
  const m = asked.length
  const sought = Math.min(n, wanted + spareCandidates)
  const index = new Index({
    dimensions: candidates.dimensions,
    metric: MetricKind.L2sq,
    quantization: ScalarKind.F16,
    connectivity,
    expansion_add: expansion,
    expansion_search: Math.max(expansion, 2 * sought),
    multi: false,
  })
  const scale = halfPrecisionScale(search)
  for (let from = 0; from < n; from += blockRows) {
    signal?.throwIfAborted()
    const heads = runs.heads.subarray(from, from + blockRows)
    const keys = BigUint64Array.from(heads, (_, i) => BigInt(from + i))
    const points = candidates.points('float32', heads).data
    index.add(
      keys,
      points.map((value) => value * scale),
      1,
    )
    progress?.(from + heads.length, n + m, 'nearest neighbours: index')
    await eventLoopTurn()
  }
  const incomplete: number[] = []
  for (let from = 0; from < m; from += blockRows) {
    signal?.throwIfAborted()
    const positions = asked.subarray(from, from + blockRows)
    const points = queries.points('float32', positions).data
    const result = index.search(
      points.map((value) => value * scale),
      sought,
      1,
    )
    for (let i = 0; i < positions.length; i++) {
      // For one query the library returns its matches alone.
      const { keys } = result instanceof BatchMatches ? result.get(i) : result
      if (keys.length < wanted) incomplete.push(from + i)
      else settle(search, from + i, Int32Array.from(keys, Number))
    }
    progress?.(n + from + positions.length, n + m, 'nearest neighbours')
    await eventLoopTurn()
  }
  // A graph may fail to reach enough points from somewhere.
  if (incomplete.length > 0) await findExactly(search, Int32Array.from(incomplete))
}

/** Brings the root mean square of the lengths to 1, where half-precision numbers are dense and no point is too long. */
function halfPrecisionScale({ candidates, runs }: Search): number {
  let sum = 0
  for (let from = 0; from < runs.heads.length; from += blockRows) {
    const { data } = candidates.points('float64', runs.heads.subarray(from, from + blockRows))
    for (const value of data) sum += value * value
  }
  return sum > 0 ? 1 / Math.sqrt(sum / runs.heads.length) : 1
}

/** Lets cancelling and progress through between the library's synchronous calls. */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
