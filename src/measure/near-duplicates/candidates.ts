// All pairs of vectors whose product may reach a bound, by brute force in WebAssembly: 0.8 ns a pair for 32 numbers.

import type { Matrix } from '../../core/index.ts'
import { wasmKernel } from '../../numeric/index.ts'
import { wasm } from './candidates.wasm.ts'
import type { Pause } from './nearness.ts'

type Candidates = (
  rows: number,
  rowCount: number,
  columns: number,
  groups: number,
  steps: number,
  least: number,
  out: number,
) => number

const load = wasmKernel(wasm, (exports) => exports.candidates as Candidates)

/** Vectors lie in groups of this many, numbers of a vector in pairs. */
const groupSize = 16
/** Vectors on each side of a tile: a small part of the cache, and results that fit 16 bits. */
const tileSide = 512
/** What 1 becomes as an integer: a little room is left below 2^15 for lengths above 1 by rounding. */
const unit = 32_000

export interface Visitor {
  visit(a: number, b: number): void
  /** Whether no pair of a row in a … endA - 1 and one in b … endB - 1 needs a visit. */
  isSettled?(a: number, endA: number, b: number, endB: number): boolean
}

/**
 * Visits every pair a < b of rows with a product of at least `least`, and a few with a product just below.
 * @param vectors n×m, f32, of length 1 up to rounding.
 * Time O(n²m), memory 2 n m bytes beside the vectors.
 */
export async function visitCandidates(
  vectors: Matrix,
  least: number,
  { visit, isSettled = () => false }: Visitor,
  pause: Pause,
): Promise<void> {
  const n = vectors.rows
  const steps = Math.ceil(vectors.cols / 2)
  const width = 2 * steps
  const packed = packedGroups(vectors, steps)
  // Rounding moves each number by half a unit at most, so a product by no more than |a|₁ + |b|₁ + m/2 of them (in units).
  const rounding = Math.sqrt(width) / unit + width / (4 * unit * unit)
  const bound = Math.floor((least - rounding) * unit * unit)

  const tileBytes = tileSide * width * 2
  const kernel = load((2 * tileBytes + 4 * tileSide * tileSide) / 8)
  const [rows, columns] = [kernel.numbers(tileBytes / 8), kernel.numbers(tileBytes / 8)]
  const out = kernel.numbers((tileSide * tileSide) / 2)
  const found = new Int32Array(out.view.buffer, out.at, tileSide * tileSide)
  const copyTile = (to: typeof rows, from: number) =>
    new Int16Array(to.view.buffer, to.at, tileSide * width).set(
      packed.subarray(from * width, (from + tileSide) * width),
    )

  const pairs = (n * n) / 2
  for (let top = 0; top < n; top += tileSide) {
    copyTile(rows, top)
    const height = groupSize * Math.ceil(Math.min(tileSide, n - top) / groupSize)
    for (let left = top; left < n; left += tileSide) {
      await pause(pairs - (n - top) ** 2 / 2 + (left - top) * tileSide, pairs, 'comparing vectors')
      const [endTop, endLeft] = [top, left].map((from) => Math.min(n, from + tileSide))
      if (isSettled(top, endTop, left, endLeft)) continue
      copyTile(columns, left)
      const groups = Math.ceil((endLeft - left) / groupSize)
      const count = kernel.exports(rows.at, height, columns.at, groups, steps, bound, out.at)
      for (let i = 0; i < count; i++) {
        const a = top + (found[i] >>> 16)
        const b = left + (found[i] & 0xffff)
        // The last group is filled up with vectors of zeros.
        if (a < b && b < n) visit(a, b)
      }
    }
  }
}

/** Integers in the kernel's order: group, pair of numbers, vector. The last group is filled up with zeros. */
function packedGroups({ data, rows, cols }: Matrix, steps: number): Int16Array {
  const groups = Math.ceil(rows / groupSize)
  const packed = new Int16Array(groups * groupSize * 2 * steps)
  for (let i = 0; i < rows; i++) {
    const at = Math.floor(i / groupSize) * groupSize * 2 * steps + 2 * (i % groupSize)
    for (let j = 0; j < cols; j++) {
      packed[at + (j >> 1) * 2 * groupSize + (j & 1)] = Math.round(data[i * cols + j] * unit)
    }
  }
  return packed
}
