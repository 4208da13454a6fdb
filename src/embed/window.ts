// The rule for texts longer than an embedder takes at once: cut into windows of equal length, whose unit vectors are
// averaged with their lengths as weights and scaled to length 1 again.

import type { Matrix } from '../core/index.ts'
import { row } from '../numeric/index.ts'

/** Windows over many texts: window w is positions `start[w]` to `end[w]` (exclusive) of text `text[w]`. */
export interface WindowPlan {
  readonly texts: number
  readonly text: Int32Array
  readonly start: Int32Array
  readonly end: Int32Array
}

/**
 * Cuts each text into the fewest windows of at most `size`, equally long but for rounding, so that no short rest counts
 * as a window. Every text, an empty one too, has at least one.
 * @param lengths of the texts, in the embedder's units (tokens, characters).
 * @param most windows of one text. A text with more keeps `most` of them, spread evenly from its first to its last, so
 * that a very long one takes bounded time; the vector then speaks for these parts.
 */
export function planWindows(
  lengths: ArrayLike<number>,
  size: number,
  most = Number.POSITIVE_INFINITY,
): WindowPlan {
  const text: number[] = []
  const start: number[] = []
  const end: number[] = []
  for (let t = 0; t < lengths.length; t++) {
    const windows = Math.max(1, Math.ceil(lengths[t] / size))
    const kept = Math.min(windows, most)
    for (let i = 0; i < kept; i++) {
      const window = kept === windows || kept === 1 ? i : Math.round((i * (windows - 1)) / (kept - 1))
      text.push(t)
      start.push(Math.floor((window * lengths[t]) / windows))
      end.push(Math.floor(((window + 1) * lengths[t]) / windows))
    }
  }
  return {
    texts: lengths.length,
    text: Int32Array.from(text),
    start: Int32Array.from(start),
    end: Int32Array.from(end),
  }
}

/**
 * One unit vector a text from one vector a window.
 * @param vectors one row a window, in the order of the plan; scaled to length 1 before they are averaged. A text whose
 * windows cancel out gets the vector of its first.
 * @returns texts×cols, Float32.
 */
export function averageWindows(vectors: Matrix, plan: WindowPlan): Matrix {
  const { cols } = vectors
  const data = new Float32Array(plan.texts * cols)
  const sum = new Float64Array(cols)
  for (let from = 0; from < plan.text.length; ) {
    const text = plan.text[from]
    let to = from
    sum.fill(0)
    for (; to < plan.text.length && plan.text[to] === text; to++) {
      addScaled(sum, row(vectors, to), Math.max(1, plan.end[to] - plan.start[to]))
    }
    if (norm(sum) === 0) addScaled(sum, row(vectors, from), 1)
    const scale = 1 / (norm(sum) || 1)
    for (let j = 0; j < cols; j++) data[text * cols + j] = sum[j] * scale
    from = to
  }
  return { data, rows: plan.texts, cols }
}

/** Adds the vector, scaled to this length. */
function addScaled(sum: Float64Array, vector: Float32Array | Float64Array, length: number): void {
  const scale = length / (norm(vector) || 1)
  for (let j = 0; j < sum.length; j++) sum[j] += scale * vector[j]
}

function norm(vector: Float32Array | Float64Array): number {
  let squares = 0
  for (let j = 0; j < vector.length; j++) squares += vector[j] * vector[j]
  return Math.sqrt(squares)
}
