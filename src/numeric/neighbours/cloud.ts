// Rows as points whose Euclidean distances order them as the metric does: unit vectors for cosine, scaled rows for Euclidean
// distance. They are taken in an order that depends on their content alone.

import { GamutError, type Matrix } from '../../core/index.ts'
import { contentOrder } from '../content-order.ts'
import { row } from '../matrix.ts'
import { elementType, type Precision } from '../products.ts'

export type NeighbourMetric = 'cosine' | 'euclidean'

export interface Cloud {
  readonly size: number
  readonly dimensions: number
  /** Element type of the rows. */
  readonly type: Precision
  /** The row at each position. */
  readonly order: Int32Array
  /** The points at these positions less the clouds' common centre, for products: centring saves digits. */
  points(type: Precision, positions: ArrayLike<number>): Matrix
  /** The point at a position in f64, not centred. */
  point(position: number): Float64Array
  /** |point - u|² in f64, of digits that do not suffer when it is near 0. */
  squaredDistance(u: Float64Array, position: number): number
  /** Whether two positions hold the same row. */
  equal(a: number, b: number): boolean
}

/** The candidates and, when there are queries of their own, those; in one space. */
export interface Clouds {
  readonly candidates: Cloud
  readonly queries: Cloud
  /** Distance in the user's metric from a squared distance of points. */
  distance(square: number): number
}

/** Lengths outside have inverses or squares that f64 cannot hold. */
const shortest = 1e-300
const longest = 1e300

/** @throws GamutError `shape-mismatch`, `not-a-number`, `zero-vector` and `too-large` (cosine). */
export function clouds(X: Matrix, queries: Matrix | undefined, metric: NeighbourMetric): Clouds {
  if (queries !== undefined && queries.cols !== X.cols) {
    throw new GamutError(
      'shape-mismatch',
      `Queries of ${queries.cols} numbers have no neighbours among rows of ${X.cols}: both must be equally long.`,
    )
  }
  const largest = largestMagnitudes(X, 'Row')
  const largestOfQueries = queries && largestMagnitudes(queries, 'Query')
  const order = contentOrder(X)
  const given = queries && Int32Array.from({ length: queries.rows }, (_, i) => i)
  if (metric === 'cosine') {
    const centre = new Float64Array(X.cols)
    const candidates = cloud(X, order, inverseLengths(X, largest, 'Row'), centre)
    return {
      candidates,
      queries:
        queries && given && largestOfQueries
          ? cloud(queries, given, inverseLengths(queries, largestOfQueries, 'Query'), centre)
          : candidates,
      // |u - v|² = 2 (1 - cos) for unit vectors.
      distance: (square) => Math.min(2, square / 2),
    }
  }
  const scale = powerOfTwo(Math.max(peak(largest), largestOfQueries ? peak(largestOfQueries) : 0))
  const constant = (rows: number) => new Float64Array(rows).fill(1 / scale)
  const centre = meanPoint(X, order, 1 / scale)
  const candidates = cloud(X, order, constant(X.rows), centre)
  return {
    candidates,
    queries: queries && given ? cloud(queries, given, constant(queries.rows), centre) : candidates,
    distance: (square) => scale * Math.sqrt(square),
  }
}

function cloud(X: Matrix, order: Int32Array, factors: Float64Array, centre: Float64Array): Cloud {
  const { data, cols: d } = X
  return {
    size: X.rows,
    dimensions: d,
    type: elementType(X),
    order,
    points(type, positions) {
      const count = positions.length
      const out = type === 'float32' ? new Float32Array(count * d) : new Float64Array(count * d)
      for (let i = 0, at = 0; i < count; i++) {
        const factor = factors[order[positions[i]]]
        const from = order[positions[i]] * d
        for (let j = 0; j < d; j++) out[at++] = data[from + j] * factor - centre[j]
      }
      return { data: out, rows: count, cols: d }
    },
    point(position) {
      const factor = factors[order[position]]
      return Float64Array.from(row(X, order[position]), (value) => value * factor)
    },
    squaredDistance(u, position) {
      const factor = factors[order[position]]
      const from = order[position] * d
      let sum = 0
      for (let j = 0; j < d; j++) {
        const difference = u[j] - data[from + j] * factor
        sum += difference * difference
      }
      return sum
    },
    equal(a, b) {
      const [from, other] = [order[a] * d, order[b] * d]
      for (let j = 0; j < d; j++) if (data[from + j] !== data[other + j]) return false
      return true
    },
  }
}

function largestMagnitudes(X: Matrix, what: 'Row' | 'Query'): Float64Array {
  const largest = new Float64Array(X.rows)
  for (let i = 0, at = 0; i < X.rows; i++) {
    let most = 0
    for (let j = 0; j < X.cols; j++) {
      const magnitude = Math.abs(X.data[at++])
      if (!(magnitude <= Number.MAX_VALUE)) {
        throw new GamutError(
          'not-a-number',
          `${what} ${i} holds ${X.data[at - 1]}: every number must be finite; remove or mend it.`,
        )
      }
      if (magnitude > most) most = magnitude
    }
    largest[i] = most
  }
  return largest
}

function inverseLengths(X: Matrix, largest: Float64Array, what: 'Row' | 'Query'): Float64Array {
  const inverse = new Float64Array(X.rows)
  for (let i = 0; i < X.rows; i++) {
    let sum = 0
    for (const value of row(X, i)) sum += (value / largest[i]) ** 2
    const length = largest[i] * Math.sqrt(sum)
    // NaN, from a division by zero, is refused here too.
    if (!(length >= shortest)) {
      throw new GamutError(
        'zero-vector',
        `${what} ${i} is a zero vector and has no direction: remove it, or use Euclidean distance.`,
      )
    }
    if (length > longest) {
      throw new GamutError('too-large', `${what} ${i} is longer than ${longest}: scale the vectors down.`)
    }
    inverse[i] = 1 / length
  }
  return inverse
}

/** A power of two, by which division is exact, that brings numbers up to `largest` below 2; within what f64 can invert. */
function powerOfTwo(largest: number): number {
  return largest === 0 ? 1 : 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))))
}

function peak(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, value)
  return most
}

function meanPoint(X: Matrix, order: Int32Array, factor: number): Float64Array {
  const mean = new Float64Array(X.cols)
  for (const i of order) {
    for (let j = 0, from = i * X.cols; j < X.cols; j++) mean[j] += (X.data[from + j] * factor) / X.rows
  }
  return mean
}
