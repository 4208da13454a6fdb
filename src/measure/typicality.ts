// The most typical and the most novel items of a pool: what it is mostly about, and what stands apart.

import type { Matrix } from '../core/index.ts'
import { multiplyInto, rowBlock } from '../numeric/index.ts'
import { contentsOf, headOf } from './near-duplicates/contents.ts'
import { vectorOrder } from './near-duplicates/cosine.ts'
import { createPause, type Watch } from './near-duplicates/nearness.ts'
import { rowNorms } from './rows.ts'

/** An item by its row, with what it was ranked by. */
export interface ScoredItem {
  readonly item: number
  readonly score: number
}

export interface Typicality {
  /** By mean cosine to all other items, in [-1, 1], highest first. */
  readonly typical: readonly ScoredItem[]
  /** By cosine distance 1 - cos to the nearest other item, in [0, 2], largest first. */
  readonly novel: readonly ScoredItem[]
}

export interface TypicalityOptions extends Watch {
  /** Items in each list. Default 10. */
  count?: number
  /** What to call the rows in an error. */
  ids?: readonly string[]
}

const tileSide = 1024

/**
 * The most typical and the most novel rows of X. Of equal rows only the first is listed. Row order changes nothing else;
 * ties fall to what the rows hold.
 * @param X n×d; fewer than two rows give empty lists.
 * @throws GamutError `not-a-number`, `zero-vector`.
 * Time O(nd) for the typical (through the mean vector: Σⱼ cos(i, j) = uᵢ · Σⱼ uⱼ) and O(n²d), in f32, for the novel.
 */
export async function typicality(X: Matrix, options: TypicalityOptions = {}): Promise<Typicality> {
  const { count = 10, ids } = options
  const norms = rowNorms(X, { ids })
  if (X.rows < 2) return { typical: [], novel: [] }
  const contents = contentsOf(X.rows, vectorOrder(X))
  const heads = Int32Array.from({ length: contents.count }, (_, c) => headOf(contents, c))
  const copies = heads.map((_, c) => contents.offsets[c + 1] - contents.offsets[c])
  const units = unitRows(X, heads, norms)
  const distances = await nearestDistances(units, options)
  return {
    typical: highest(meanCosines(units, copies), heads, count),
    novel: highest(
      distances.map((distance, c) => (copies[c] > 1 ? 0 : distance)),
      heads,
      count,
    ),
  }
}

function unitRows({ data, cols }: Matrix, rows: Int32Array, norms: Float64Array): Matrix {
  const units = new Float32Array(rows.length * cols)
  rows.forEach((row, c) => {
    for (let j = 0; j < cols; j++) units[c * cols + j] = data[row * cols + j] / norms[row]
  })
  return { data: units, rows: rows.length, cols }
}

/** Mean cosine of each different row to all other rows, copies of it included. */
function meanCosines({ data, rows, cols }: Matrix, copies: Int32Array): Float64Array {
  const total = new Float64Array(cols)
  for (let c = 0; c < rows; c++) for (let j = 0; j < cols; j++) total[j] += copies[c] * data[c * cols + j]
  const others = copies.reduce((sum, count) => sum + count, 0) - 1
  return Float64Array.from(copies, (_, c) => {
    let sum = 0
    for (let j = 0; j < cols; j++) sum += data[c * cols + j] * total[j]
    return (sum - 1) / others
  })
}

/** 1 - cos to the nearest different row; infinite when there is none. Tiles of the upper triangle serve both their sides. */
async function nearestDistances(units: Matrix, watch: Watch): Promise<Float64Array> {
  const n = units.rows
  const pause = createPause(watch)
  const nearest = new Float64Array(n).fill(Number.NEGATIVE_INFINITY)
  const products = new Float32Array(Math.min(n, tileSide) ** 2)
  for (let top = 0; top < n; top += tileSide) {
    await pause(top, n, 'looking for nearest neighbours')
    const height = Math.min(tileSide, n - top)
    for (let left = top; left < n; left += tileSide) {
      const width = Math.min(tileSide, n - left)
      const tile = { data: products.subarray(0, height * width), rows: height, cols: width }
      await multiplyInto(rowBlock(units, top, height), rowBlock(units, left, width), tile, {
        transposeB: true,
      })
      for (let i = 0; i < height; i++) {
        let best = nearest[top + i]
        for (let j = top === left ? i + 1 : 0; j < width; j++) {
          const cosine = products[i * width + j]
          if (cosine > best) best = cosine
          if (cosine > nearest[left + j]) nearest[left + j] = cosine
        }
        nearest[top + i] = best
      }
    }
  }
  return nearest.map((cosine) => Math.max(0, 1 - cosine))
}

/** The `count` highest scores; equal ones stay in order. */
function highest(scores: Float64Array, rows: Int32Array, count: number): ScoredItem[] {
  const order = Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a])
  return order.slice(0, count).map((c) => ({ item: rows[c], score: scores[c] }))
}
