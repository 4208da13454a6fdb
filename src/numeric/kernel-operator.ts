// The kernel matrix of many rows as an operator: never held whole, applied in tiles.

import { GamutError, type Matrix } from '../core/index.ts'
import { contentOrder } from './content-order.ts'
import { engineSession } from './engine/engine.ts'
import type { Kernel } from './kernels/kernel.ts'
import { prepareKernel } from './kernels/prepare.ts'
import { type TileRange, type TileSource, tileSource } from './kernels/tiles.ts'
import type { SymmetricOperator } from './lanczos/operator.ts'
import type { Precision } from './products.ts'

export interface KernelOperatorOptions {
  /** One a row, >= 0; 1/n each when absent. */
  weights?: ArrayLike<number>
  /** Precision of the tiles and of their products; `float32` when absent. Orders below 1 need `float64`. */
  precision?: Precision
  /**
   * Memory for tiles that are kept; those beyond are computed at each use. Default 256 MiB, the f32 triangle of 11,000
   * rows.
   */
  cacheBytes?: number
  signal?: AbortSignal
  progress?: (done: number, total: number, note: string) => void
}

/** A = diag(√p) K diag(√p) for the kernel matrix K of some rows and their weights p. */
export interface KernelOperator extends SymmetricOperator {
  readonly rank: Int32Array
}

const tileRows = 1024
const tileCols = 4096
const defaultCacheBytes = 256 * 2 ** 20
/** The engine multiplies f32 by single vectors at the speed of memory, and by a few at a time at a third of it. */
const fewColumns = 4

/**
 * Makes the operator, computing every tile once for the traces.
 * @param X n×d.
 * @throws GamutError as `kernelMatrix`, and `bad-weights`; the signal's reason when aborted (by products too).
 * Time O(n² d) here and O(n² c) for a product with c vectors, plus O(n² d) for tiles that are not kept; memory
 * `cacheBytes` and some 50 MiB beside X and the vectors.
 */
export async function kernelOperator(
  X: Matrix,
  kernel: Kernel,
  options: KernelOperatorOptions = {},
): Promise<KernelOperator> {
  const { precision = 'float32', cacheBytes = defaultCacheBytes, signal, progress } = options
  const n = X.rows
  const prepared = prepareKernel(X, kernel)
  const roots = weightRoots(n, options.weights)
  const source = tileSource(prepared, precision)
  const tiles = tileStore(n, precision, cacheBytes, source.fill)
  const tileAt = tiles.reader()

  let trace = 0
  let squaredTrace = 0
  let done = 0
  for (const tile of tiles.ranges) {
    signal?.throwIfAborted()
    const sums = tileSums(tile, await tileAt(tile), roots)
    trace += sums.diagonal
    squaredTrace += sums.squares
    progress?.(++done, tiles.ranges.length, 'similarities')
  }
  return {
    size: n,
    trace,
    squaredTrace,
    noise: 4 * source.elementError * Math.sqrt(squaredTrace / Math.max(1, n)),
    rank: rankOf(contentOrder(X, options.weights)),
    apply: (V) => applyTiles(tiles, roots, precision, V, signal),
  }
}

function weightRoots(n: number, weights?: ArrayLike<number>): Float64Array {
  if (weights === undefined) return new Float64Array(n).fill(Math.sqrt(1 / n))
  if (weights.length !== n) {
    throw new GamutError('bad-weights', `There are ${weights.length} weights for ${n} rows: give one a row.`)
  }
  return Float64Array.from(weights, (weight, i) => {
    if (weight >= 0 && Number.isFinite(weight)) return Math.sqrt(weight)
    throw new GamutError('bad-weights', `The weight of row ${i} is ${weight}: weights are numbers from 0.`)
  })
}

function rankOf(order: Int32Array): Int32Array {
  const rank = new Int32Array(order.length)
  order.forEach((row, position) => {
    rank[row] = position
  })
  return rank
}

type Numbers = Float32Array | Float64Array

interface TileStore {
  readonly ranges: readonly TileRange[]
  /** A reader of tiles; what it returns is valid until its next call. Readers do not disturb each other. */
  reader(): (range: TileRange) => Promise<Numbers>
}

function tileStore(n: number, precision: Precision, cacheBytes: number, fill: TileSource['fill']): TileStore {
  const kept = new Map<TileRange, Numbers>()
  let room = cacheBytes
  return {
    ranges: tileRanges(n),
    reader() {
      let scratch = make(precision, 0)
      return async (range) => {
        const known = kept.get(range)
        if (known !== undefined) return known
        const count = (range.bottom - range.top) * (range.right - range.left)
        const bytes = count * scratch.BYTES_PER_ELEMENT
        const keep = bytes <= room
        if (!keep && scratch.length < count) scratch = make(precision, count)
        const tile = keep ? make(precision, count) : scratch.subarray(0, count)
        if (keep) room -= bytes
        await fill(range, tile)
        if (keep) kept.set(range, tile)
        return tile
      }
    },
  }
}

/** Bands of rows from the diagonal to the right, cut into pieces. */
function tileRanges(n: number): TileRange[] {
  const ranges: TileRange[] = []
  for (let top = 0; top < n; top += tileRows) {
    const bottom = Math.min(n, top + tileRows)
    for (let left = top; left < n; left += tileCols) {
      ranges.push({ top, bottom, left, right: Math.min(n, left + tileCols) })
    }
  }
  return ranges
}

/** What the tile adds to tr A and to tr A², its mirror image counted with it. */
function tileSums(
  { top, bottom, left, right }: TileRange,
  tile: Numbers,
  roots: Float64Array,
): { diagonal: number; squares: number } {
  const width = right - left
  let diagonal = 0
  let squares = 0
  for (let i = top; i < bottom; i++) {
    const row = (i - top) * width - left
    const own = roots[i] * roots[i]
    let sum = 0
    for (let j = Math.max(left, i + 1); j < right; j++) {
      const value = tile[row + j] * roots[j]
      sum += value * value
    }
    squares += 2 * own * sum
    if (left !== top) continue
    diagonal += own * tile[row + i]
    squares += (own * tile[row + i]) ** 2
  }
  return { diagonal, squares }
}

async function applyTiles(
  tiles: TileStore,
  roots: Float64Array,
  precision: Precision,
  V: Matrix,
  signal?: AbortSignal,
): Promise<Matrix> {
  const { rows: n, cols } = V
  const panels = weighted(V, roots, precision)
  const result = new Float64Array(n * cols)
  const across = panels.width
  const tall = make(precision, tileCols * across)
  const short = make(precision, tileRows * across)
  const session = await bothWays(precision)
  const tileAt = tiles.reader()
  for (const range of tiles.ranges) {
    signal?.throwIfAborted()
    const { top, bottom, left, right } = range
    const tile = await tileAt(range)
    const [height, width] = [bottom - top, right - left]
    // The square on the diagonal is there in full: it has no mirror image.
    const mirrored = left === top ? Math.min(bottom, right) : left
    for (const { data, from } of panels.parts) {
      const onRows = short.subarray(0, height * across)
      const onColumns = tall.subarray(0, width * across)
      await session.run(
        {
          k: { data: tile, dims: [height, width] },
          right: { data: data.subarray(left * across, right * across), dims: [width, across] },
          left: { data: data.subarray(top * across, bottom * across), dims: [height, across] },
        },
        {
          rows: { data: onRows, dims: [height, across] },
          columns: { data: onColumns, dims: [width, across] },
        },
      )
      accumulate(result, cols, from, across, onRows, 0, top, bottom)
      accumulate(result, cols, from, across, onColumns, mirrored - left, mirrored, right)
    }
  }
  for (let i = 0; i < n; i++) for (let c = 0; c < cols; c++) result[i * cols + c] *= roots[i]
  return { data: result, rows: n, cols }
}

/** K V and Kᵀ U in one run. */
function bothWays(type: Precision) {
  return engineSession({
    inputs: {
      k: { type, dims: ['height', 'width'] },
      right: { type, dims: ['width', 'across'] },
      left: { type, dims: ['height', 'across'] },
    },
    outputs: {
      rows: { type, dims: ['height', 'across'] },
      columns: { type, dims: ['width', 'across'] },
    },
    nodes: [
      { op: 'Gemm', inputs: ['k', 'right'], outputs: ['rows'] },
      { op: 'Gemm', inputs: ['k', 'left'], outputs: ['columns'], attributes: { transA: 1 } },
    ],
  })
}

/** diag(√p) V in the tiles' precision: whole, or column by column. */
function weighted(
  { data, rows, cols }: Matrix,
  roots: Float64Array,
  precision: Precision,
): { width: number; parts: { data: Numbers; from: number }[] } {
  const width = precision === 'float32' && cols <= fewColumns ? 1 : cols
  const parts = Array.from({ length: cols / width }, (_, part) => {
    const from = part * width
    const scaled = make(precision, rows * width)
    for (let i = 0; i < rows; i++) {
      for (let c = 0; c < width; c++) scaled[i * width + c] = roots[i] * data[i * cols + from + c]
    }
    return { data: scaled, from }
  })
  return { width, parts }
}

/** Adds rows `first` … of `part`, which belong to rows start … end-1 of the result. */
function accumulate(
  result: Float64Array,
  cols: number,
  from: number,
  across: number,
  part: Numbers,
  first: number,
  start: number,
  end: number,
): void {
  for (let i = start; i < end; i++) {
    const to = i * cols + from
    const at = (first + i - start) * across
    for (let c = 0; c < across; c++) result[to + c] += part[at + c]
  }
}

function make(precision: Precision, count: number): Numbers {
  return precision === 'float32' ? new Float32Array(count) : new Float64Array(count)
}
