// Short vectors whose products bound the products of long ones.
//
// With P the projection on m directions, a·b = Pa·Pb + (a - Pa)·(b - Pb) <= Pa·Pb + |a - Pa| |b - Pb| (Cauchy and Schwarz):
// the product of (Pa, |a - Pa|) and (Pb, |b - Pb|). The more of their length the vectors have in those directions, the
// nearer the bound, so the directions are the principal ones of a sample. Any directions give a true bound.

import type { Matrix } from '../../core/index.ts'
import { gramMatrix, multiplyInto, rowBlock, symmetricEigen } from '../../numeric/index.ts'

/** Unit vectors, read a block at a time. */
export interface UnitVectors {
  readonly rows: number
  readonly cols: number
  /** Writes vectors `from` … `from + count - 1` into the first rows of `out`. */
  read(from: number, count: number, out: Float32Array): void
}

export interface BoundingVectors {
  /** n×(m + 1), f32; the unit vectors themselves where shorter ones would not pay. */
  readonly vectors: Matrix
  /** A product of two rows, plus this, is at least the product of the two unit vectors, rounding included. */
  readonly slack: number
}

/** Fewer vectors than this are compared at once in full length. */
const fewVectors = 8192
/** Vectors that give the directions; as many others tell how many of them to take. */
const sampleSize = 512
/** Numbers of directions to choose from: with the rest, an even number of numbers. */
const lengths = [15, 23, 31, 47, 63, 95, 127, 191, 255, 383, 511]
const blockRows = 4096

// What things cost in nanoseconds; only their ratios matter, and only for speed.
const perPairAndNumber = 0.0225
const perCandidate = 100
const perCandidateAndNumber = 1

/**
 * @param X in an order that does not depend on where the items stood: the first ones are the sample.
 * @param threshold products that matter reach it.
 */
export async function boundingVectors(X: UnitVectors, threshold: number): Promise<BoundingVectors> {
  // |rounding error| of a product of d numbers in f32 is below d 2^-24 for unit vectors (Higham 2002, section 3.1), and
  // projecting rounds as well.
  const slack = (X.cols + 8) * 2 ** -22
  if (X.rows <= fewVectors) return { vectors: block(X, 0, X.rows), slack }
  const directions = await principalDirections(block(X, 0, sampleSize))
  const length = await bestLength(block(X, sampleSize, sampleSize), directions, threshold - slack)
  if (length === X.cols) return { vectors: block(X, 0, X.rows), slack }
  return { vectors: await projected(X, rowBlock(directions, 0, length), slack), slack }
}

function block(X: UnitVectors, from: number, count: number): Matrix & { readonly data: Float32Array } {
  const data = new Float32Array(count * X.cols)
  X.read(from, count, data)
  return { data, rows: count, cols: X.cols }
}

/** Orthonormal rows that span the sample, the most important first. */
async function principalDirections(sample: Matrix): Promise<Matrix> {
  const { values, vectors } = await symmetricEigen(await gramMatrix(sample))
  const { rows, cols } = sample
  const directions = new Float64Array(Math.min(rows, cols) * cols)
  const negligible = 1e-6 * values[0]
  let count = 0
  for (let k = 0; k < Math.min(rows, cols) && values[k] > negligible; k++) {
    const direction = directions.subarray(count * cols, (count + 1) * cols)
    for (let i = 0; i < rows; i++) {
      const weight = vectors.data[k * rows + i]
      for (let j = 0; j < cols; j++) direction[j] += weight * sample.data[i * cols + j]
    }
    if (makeOrthonormal(directions, count, cols)) count++
  }
  return { data: Float32Array.from(directions.subarray(0, count * cols)), rows: count, cols }
}

/** Gram–Schmidt, twice, of row k against the rows before. @returns whether anything was left of it. */
function makeOrthonormal(rows: Float64Array, k: number, cols: number): boolean {
  const own = rows.subarray(k * cols, (k + 1) * cols)
  for (let round = 0; round < 2; round++) {
    normalise(own)
    for (let i = 0; i < k; i++) {
      let product = 0
      for (let j = 0; j < cols; j++) product += own[j] * rows[i * cols + j]
      for (let j = 0; j < cols; j++) own[j] -= product * rows[i * cols + j]
    }
  }
  if (normalise(own)) return true
  own.fill(0)
  return false
}

function normalise(vector: Float64Array): boolean {
  let squares = 0
  for (let j = 0; j < vector.length; j++) squares += vector[j] * vector[j]
  if (squares < 1e-12) return false
  const scale = 1 / Math.sqrt(squares)
  for (let j = 0; j < vector.length; j++) vector[j] *= scale
  return true
}

/** The number of directions with the least expected cost a pair, or `X.cols` where all the numbers are best taken. */
async function bestLength(sample: Matrix, directions: Matrix, least: number): Promise<number> {
  const { rows: n, cols } = sample
  const choices = lengths.filter((length) => length < cols && length <= directions.rows)
  const coordinates = await coordinatesOf(sample, directions)
  const products = await gramMatrix(sample)
  const rests = choices.map((length) => restLengths(coordinates, length, 0))
  const candidates = new Int32Array(choices.length)
  for (let a = 1; a < n; a++) {
    for (let b = 0; b < a; b++) {
      // Pairs that are near indeed are soon joined, and then cost nothing more.
      if (products.data[a * n + b] >= least) continue
      let [sum, j] = [0, 0]
      choices.forEach((length, c) => {
        for (; j < length; j++) {
          sum += coordinates.data[a * coordinates.cols + j] * coordinates.data[b * coordinates.cols + j]
        }
        if (sum + rests[c][a] * rests[c][b] >= least) candidates[c]++
      })
    }
  }
  const perCandidateInFull = perCandidate + perCandidateAndNumber * cols
  let best = cols
  let bestCost = perPairAndNumber * cols
  choices.forEach((length, c) => {
    const share = candidates[c] / ((n * (n - 1)) / 2)
    const cost = perPairAndNumber * (length + 1) + perCandidateInFull * share
    if (cost < bestCost) [best, bestCost] = [length, cost]
  })
  return best
}

async function projected(X: UnitVectors, directions: Matrix, slack: number): Promise<Matrix> {
  const { rows: length } = directions
  const width = length + 1
  const out = new Float32Array(X.rows * width)
  const unit = new Float32Array(blockRows * X.cols)
  for (let from = 0; from < X.rows; from += blockRows) {
    const count = Math.min(blockRows, X.rows - from)
    X.read(from, count, unit)
    const rows: Matrix = { data: unit.subarray(0, count * X.cols), rows: count, cols: X.cols }
    const coordinates = await coordinatesOf(rows, directions)
    const rests = restLengths(coordinates, length, slack)
    for (let i = 0; i < count; i++) {
      out.set(coordinates.data.subarray(i * length, (i + 1) * length), (from + i) * width)
      out[(from + i) * width + length] = rests[i]
    }
  }
  return { data: out, rows: X.rows, cols: width }
}

async function coordinatesOf(rows: Matrix, directions: Matrix): Promise<Matrix> {
  const data = new Float32Array(rows.rows * directions.rows)
  const coordinates: Matrix = { data, rows: rows.rows, cols: directions.rows }
  await multiplyInto(rows, directions, coordinates, { transposeB: true })
  return coordinates
}

/** How much of unit vectors their first `length` coordinates leave: |a - Pa|, with room for rounding. */
function restLengths({ data, rows, cols }: Matrix, length: number, room: number): Float64Array {
  const rests = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let squares = 0
    for (let j = i * cols; j < i * cols + length; j++) squares += data[j] * data[j]
    rests[i] = Math.sqrt(Math.max(0, 1 - squares) + room)
  }
  return rests
}
