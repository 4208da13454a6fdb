// Exact neighbours by comparing every pair: products in blocks on the engine find candidates, and where rounding leaves a
// doubt whether one was missed, the query is compared again, in double precision and at last from the definition.

import type { Matrix } from '../../core/index.ts'
import { type EngineSession, engineSession } from '../engine/engine.ts'
import { type Precision, rowBlock, tensor, zeros } from '../products.ts'
import { type Lowest, lowest } from './lowest.ts'
import { type Search, settle } from './search.ts'

/** A tile of scores stays in the cache between the engine that writes and the scan that reads it. */
const queryRows = 512
const candidateRows = 2048
/** Candidates kept beside those wanted; the more, the seldomer a doubt. */
const spareCandidates = 8
const unitRoundoff = { float32: 2 ** -24, float64: 2 ** -53 }

/** Answers the queries of these slots; all of them when absent. Time O(slots × runs × d). */
export async function findExactly(search: Search, slots?: Int32Array): Promise<void> {
  const all = slots ?? Int32Array.from(search.asked, (_, slot) => slot)
  const { candidates, queries } = search
  const type = candidates.type === 'float32' && queries.type === 'float32' ? 'float32' : 'float64'
  let doubtful = await findByProducts(search, all, type, slots === undefined)
  if (type === 'float32' && doubtful.length > 0)
    doubtful = await findByProducts(search, doubtful, 'float64', false)
  const everyRun = Int32Array.from(search.runs.heads, (_, run) => run)
  for (const slot of doubtful) {
    search.signal?.throwIfAborted()
    settle(search, slot, everyRun)
  }
}

/** @returns the slots where a nearer candidate may have been missed. */
async function findByProducts(
  search: Search,
  slots: Int32Array,
  type: Precision,
  reporting: boolean,
): Promise<Int32Array> {
  const { candidates, runs, queries, asked, wanted, signal, progress } = search
  const rows = candidates.points(type, runs.heads)
  const halves = halfSquares(rows)
  let longestHalf = 0
  for (const half of halves) longestHalf = Math.max(longestHalf, half)
  const longest = Math.sqrt(2 * longestHalf)
  const session = await scoreSession(type)
  const kept = wanted + Math.max(spareCandidates, wanted >> 2)
  const doubtful: number[] = []
  const tile = zeros(rows, queryRows * candidateRows)
  for (let from = 0; from < slots.length; from += queryRows) {
    const here = slots.subarray(from, from + queryRows)
    const block = queries.points(
      type,
      here.map((slot) => asked[slot]),
    )
    const best = Array.from(here, () => lowest(kept))
    for (let start = 0; start < rows.rows; start += candidateRows) {
      signal?.throwIfAborted()
      const count = Math.min(candidateRows, rows.rows - start)
      const scores = tile.subarray(0, block.rows * count)
      await session.run(
        {
          queries: tensor(block),
          candidates: tensor(rowBlock(rows, start, count)),
          halves: { data: halves.subarray(start, start + count), dims: [count] },
        },
        { scores: { data: scores, dims: [block.rows, count] } },
      )
      best.forEach((list, i) => {
        offerBelowBar(list, tile, i * count, (i + 1) * count, start)
      })
    }
    const lengths = halfSquares(block).map((half) => Math.sqrt(2 * half))
    best.forEach((list, i) => {
      const last = settle(search, here[i], list.positions)
      // A run left out has a score of at least the bar, which is half its squared distance less half the query's square.
      const length = lengths[i]
      const error = productError(type, rows.cols) * longest * (length + longest)
      if (rows.rows > kept && last >= length * length + 2 * (list.bar - error)) doubtful.push(here[i])
    })
    if (reporting) progress?.(from + here.length, slots.length, 'nearest neighbours')
  }
  return Int32Array.from(doubtful)
}

/** Offers the scores `from` … `to` of candidates `start`, `start` + 1, … */
function offerBelowBar(
  list: Lowest,
  scores: Float32Array | Float64Array,
  from: number,
  to: number,
  start: number,
): void {
  let { bar } = list
  // A range of one array, as a view for every row would halve the speed.
  for (let at = from; at < to; at++) {
    if (scores[at] >= bar) continue
    list.offer(scores[at], start + at - from)
    bar = list.bar
  }
}

/** Relative error of a score: some times that of a sum of d terms whose errors are independent. */
function productError(type: Precision, d: number): number {
  return unitRoundoff[type] * (8 + 4 * Math.sqrt(d))
}

function halfSquares(rows: Matrix): Float32Array | Float64Array {
  const { data, cols } = rows
  return zeros(rows, rows.rows).map((_, i) => {
    let square = 0
    for (let at = i * cols; at < (i + 1) * cols; at++) square += data[at] * data[at]
    return square / 2
  })
}

/** |c|²/2 − q·c, which orders candidates c as their distance from q does. */
function scoreSession(type: Precision): Promise<EngineSession> {
  return engineSession({
    inputs: {
      queries: { type, dims: ['m', 'd'] },
      candidates: { type, dims: ['n', 'd'] },
      halves: { type, dims: ['n'] },
    },
    outputs: { scores: { type, dims: ['m', 'n'] } },
    nodes: [
      {
        op: 'Gemm',
        inputs: ['queries', 'candidates', 'halves'],
        outputs: ['scores'],
        attributes: { transB: 1, alpha: { float: -1 } },
      },
    ],
  })
}
