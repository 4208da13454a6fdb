// Candidate neighbours by comparing every pair, in blocks on the engine.

import type { Matrix } from '../../core/index.ts'
import { type EngineSession, engineSession } from '../engine/engine.ts'
import { elementType, type Precision, rowBlock, tensor, zeros } from '../products.ts'
import { type Points, readyRows } from './points.ts'

/** What is sought: `width` points for every target. */
export interface CandidateSearch {
  readonly width: number
  /** The number of the point that a target itself is, and that does not count; −1 where it is none. */
  selfOf(target: number): number
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number, note: string) => void
}

const targetRows = 256
const pointRows = 4096

/** The `width` nearest points of every target: targets × width point numbers, −1 where there are fewer. */
export async function exactCandidates(
  points: Points,
  targets: Points,
  { width, selfOf, signal, progress }: CandidateSearch,
): Promise<Int32Array> {
  const bothSingle = elementType(points.X) === 'float32' && elementType(targets.X) === 'float32'
  const type: Precision = bothSingle ? 'float32' : 'float64'
  const rows = readyRows(points, 0, points.X.rows, type)
  const offsets = halfSquares(rows)
  const session = await scoreSession(type)
  const total = targets.X.rows
  const found = new Int32Array(total * width).fill(-1)
  for (let from = 0; from < total; from += targetRows) {
    const block = readyRows(targets, from, Math.min(targetRows, total - from), type)
    const best = new Float64Array(block.rows * width).fill(Number.NEGATIVE_INFINITY)
    for (let start = 0; start < rows.rows; start += pointRows) {
      signal?.throwIfAborted()
      const count = Math.min(pointRows, rows.rows - start)
      const scores = zeros(rows, block.rows * count)
      await session.run(
        {
          targets: tensor(block),
          points: tensor(rowBlock(rows, start, count)),
          offsets: { data: offsets.subarray(start, start + count), dims: [count] },
        },
        { scores: { data: scores, dims: [block.rows, count] } },
      )
      for (let i = 0; i < block.rows; i++) {
        keepBest(scores.subarray(i * count, (i + 1) * count), start, selfOf(from + i), {
          scores: best.subarray(i * width, (i + 1) * width),
          points: found.subarray((from + i) * width, (from + i + 1) * width),
        })
      }
    }
    progress?.(from + block.rows, total, 'nearest neighbours')
  }
  return found
}

/** Inserts points `start`, `start + 1` … into a target's list, sorted by falling score; equals stay in order of number. */
function keepBest(
  scores: Float32Array | Float64Array,
  start: number,
  self: number,
  best: { scores: Float64Array; points: Int32Array },
): void {
  const last = best.scores.length - 1
  let threshold = best.scores[last]
  for (let c = 0; c < scores.length; c++) {
    const score = scores[c]
    if (score <= threshold || start + c === self) continue
    let at = last
    while (at > 0 && best.scores[at - 1] < score) {
      best.scores[at] = best.scores[at - 1]
      best.points[at] = best.points[at - 1]
      at--
    }
    best.scores[at] = score
    best.points[at] = start + c
    threshold = best.scores[last]
  }
}

function halfSquares(rows: Matrix): Float32Array | Float64Array {
  const { data, cols } = rows
  return zeros(rows, rows.rows).map((_, i) => {
    let square = 0
    for (let at = i * cols; at < (i + 1) * cols; at++) square += data[at] * data[at]
    return -square / 2
  })
}

/** Of several points the one of largest x·t − |x|²/2 is nearest to t. */
function scoreSession(type: Precision): Promise<EngineSession> {
  return engineSession({
    inputs: {
      targets: { type, dims: ['m', 'd'] },
      points: { type, dims: ['n', 'd'] },
      offsets: { type, dims: ['n'] },
    },
    outputs: { scores: { type, dims: ['m', 'n'] } },
    nodes: [
      {
        op: 'Gemm',
        inputs: ['targets', 'points', 'offsets'],
        outputs: ['scores'],
        attributes: { transB: 1 },
      },
    ],
  })
}
