// A given matrix of similarities that is too large to decompose, as an operator.

import type { Matrix } from '../../core/index.ts'
import { multiply, type SymmetricOperator } from '../../numeric/index.ts'

/**
 * diag(√p) K diag(√p) with K scaled to 1 on its diagonal.
 * @param scales of `similarityScales`.
 * @param exact whether products of an f32 K are to be f64, as orders below 1 need.
 * O(n²) here and O(n² c) for a product with c vectors; no memory beside K, but a copy of an f32 K when `exact`.
 */
export function denseOperator(
  K: Matrix,
  p: Float64Array,
  scales: Float64Array,
  exact: boolean,
): SymmetricOperator {
  const n = K.rows
  const factors = Float64Array.from(p, (weight, i) => Math.sqrt(weight) * scales[i])
  const single = K.data instanceof Float32Array && !exact
  const held = exact ? { ...K, data: Float64Array.from(K.data) } : K
  const { trace, squaredTrace, rank } = sumsOf(K, factors)
  const roundoff = single ? 2 ** -24 : 2 ** -53
  return {
    size: n,
    trace,
    squaredTrace,
    noise: 4 * roundoff * Math.sqrt(squaredTrace / n),
    rank,
    async apply(V) {
      const weighted = single ? new Float32Array(V.data.length) : new Float64Array(V.data.length)
      for (let at = 0; at < weighted.length; at++)
        weighted[at] = V.data[at] * factors[Math.floor(at / V.cols)]
      const product = await multiply(held, { ...V, data: weighted })
      const data = Float64Array.from(product.data, (value, at) => value * factors[Math.floor(at / V.cols)])
      return { data, rows: n, cols: V.cols }
    },
  }
}

/** Both traces, and the position of each row by its share of tr A², which does not depend on how the rows are given. */
function sumsOf(
  { data, rows: n }: Matrix,
  factors: Float64Array,
): { trace: number; squaredTrace: number; rank: Int32Array } {
  let trace = 0
  let squaredTrace = 0
  const shares = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) shares[i] += (data[i * n + j] * factors[i] * factors[j]) ** 2
    trace += data[i * n + i] * factors[i] ** 2
    squaredTrace += shares[i]
  }
  const rank = new Int32Array(n)
  Int32Array.from({ length: n }, (_, i) => i)
    .sort((a, b) => shares[a] - shares[b])
    .forEach((i, position) => {
      rank[i] = position
    })
  return { trace, squaredTrace, rank }
}
