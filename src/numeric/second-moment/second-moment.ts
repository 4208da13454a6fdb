// The second moment XᵀX/n of a cloud of vectors, in blocks of rows: it fits in memory whatever the number of rows, and its
// eigenvalues are the non-zero ones of the n×n Gram matrix over n.

import { GamutError, type Matrix } from '../../core/index.ts'
import { type EngineTensor, engineSession, type RealTensor } from '../engine/engine.ts'
import { elementType, type Precision, rowBlock, tensor, withType, zeros } from '../products.ts'
import { requireFiniteRows, rescaledRows } from '../rows.ts'
import {
  diagonalIsFinite,
  momentGraph,
  type RowScaling,
  type Tile,
  tileTensors,
  upperTiles,
  widthsInput,
} from './graph.ts'

export interface SecondMomentOptions {
  /** Scale every row to unit length first; true by default. */
  normalize?: boolean
  /** What products are computed in: that of the rows when absent. Sums over blocks are f64 in any case. */
  precision?: Precision
}

/** A second moment in the making. */
export interface SecondMomentAccumulator {
  /**
   * Adds rows of d numbers with their weights, 1 each when absent.
   * @throws GamutError `shape-mismatch`, `bad-weights`, `not-a-number`, `too-large`, and `zero-vector` when rows are
   * normalised; rows are named by their number since the first one added. The accumulator is of no use then.
   */
  add(block: Matrix, weights?: ArrayLike<number>): Promise<void>
  /** Adds what another accumulator of the same d has summed. */
  merge(other: SecondMomentAccumulator): void
  /** Number of rows added. */
  readonly count: number
  /** Sum of their weights. */
  readonly weight: number
  /** Sum of the weighted outer products; filled in the upper triangle only. Not to be written to. */
  readonly sums: Float64Array
  /** The weighted mean of the outer products: d×d, f64, symmetric. Zero when no weight was added. */
  finish(): Matrix
}

/** Rows a run: enough for full speed, few enough for f32 sums to stay exact to about 1e-6 and for prompt cancelling. */
const blockRows = 4096
/** Rows with inverse lengths beyond these lose digits, as their squares underflow or overflow: they are rescaled first. */
const trustedInverse = [1e-15, 1e15]

/**
 * The second moment Σ wᵢ xᵢ xᵢᵀ / Σ wᵢ of the rows of X, by default of the rows scaled to unit length.
 * @param X n×d.
 * @param options.weights n weights, none negative, not all zero; all 1 when absent.
 * @returns d×d, f64, exactly symmetric. In f32 products it is right to about 1e-6 of its largest element.
 * @throws GamutError `zero-vector`, `not-a-number`, `too-large` or `bad-weights`, naming the row.
 * Time O(n d² / 2) on all cores, memory d² beside X. Source: Friedman & Dieng 2023, the dual of the cosine kernel.
 */
export async function secondMoment(
  X: Matrix,
  { weights, ...options }: SecondMomentOptions & { weights?: ArrayLike<number> } = {},
): Promise<Matrix> {
  const accumulator = secondMomentAccumulator(X.cols, options)
  await accumulator.add(X, weights)
  if (X.rows > 0 && accumulator.weight === 0) {
    throw new GamutError('bad-weights', 'All weights are zero: give at least one row a positive weight.')
  }
  return accumulator.finish()
}

/**
 * A second moment to which rows are added in blocks, for pools larger than memory. The same blocks in the same order
 * give the same bytes; another division into blocks differs by rounding only.
 * @param d length of a row.
 */
export function secondMomentAccumulator(
  d: number,
  { normalize = true, precision }: SecondMomentOptions = {},
): SecondMomentAccumulator {
  const sums = new Float64Array(d * d)
  const tiles = upperTiles(d)
  let count = 0
  let weight = 0

  async function add(block: Matrix, weights?: ArrayLike<number>): Promise<void> {
    if (block.cols !== d) {
      throw new GamutError('shape-mismatch', `Rows of ${block.cols} numbers do not go with rows of ${d}.`)
    }
    const firstRow = count
    weight += totalWeight(block.rows, weights, firstRow)
    count += block.rows
    if (d === 0) return
    const type = precision ?? elementType(block)
    const outputs = tileTensors(tiles, type)
    const compute = await tileComputer(
      d,
      type,
      { normalize, weighted: weights !== undefined },
      tiles,
      outputs,
    )
    for (let from = 0; from < block.rows; from += blockRows) {
      const rows = withType(type, rowBlock(block, from, Math.min(blockRows, block.rows - from)))
      const rowWeights = weights && zeros(rows, rows.rows).map((_, i) => weights[from + i])
      await compute(rows, rowWeights, firstRow + from)
      for (const tile of tiles) addTile(sums, d, tile, outputs[tile.name].data)
    }
  }

  return {
    add,
    merge(other) {
      if (other.sums.length !== sums.length) {
        throw new GamutError('shape-mismatch', 'Second moments of different dimensions cannot be merged.')
      }
      for (let i = 0; i < sums.length; i++) sums[i] += other.sums[i]
      count += other.count
      weight += other.weight
    },
    get count() {
      return count
    },
    get weight() {
      return weight
    },
    sums,
    finish: () => symmetricMean(sums, d, weight),
  }
}

/** What writes the tiles of a block of rows into `outputs`. */
async function tileComputer(
  d: number,
  type: Precision,
  scaling: RowScaling,
  tiles: readonly Tile[],
  outputs: Record<string, RealTensor>,
): Promise<(rows: Matrix, weights: RealTensor['data'] | undefined, firstRow: number) => Promise<void>> {
  const session = await engineSession(momentGraph(d, type, scaling), { keepMemory: true })
  const unit = type === 'float32' ? new Float32Array(d) : new Float64Array(d)
  const constants = {
    ...widthsInput(d),
    ...(scaling.normalize && { unit: { data: unit.fill(1 / Math.sqrt(d)), dims: [d] } }),
  }
  return async (rows, weights, firstRow) => {
    const perRow = [rows.rows, 1]
    const inputs: Record<string, EngineTensor> = { ...constants, x: tensor(rows) }
    if (weights !== undefined) inputs.w = { data: weights, dims: perRow }
    if (!scaling.normalize) {
      await session.run(inputs, outputs)
      if (diagonalIsFinite(tiles, outputs)) return
      requireFiniteRows(rows, firstRow)
      throw new GamutError(
        'too-large',
        `The squares of numbers in rows ${firstRow} to ${firstRow + rows.rows - 1} are too large: scale the vectors down.`,
      )
    }
    const inverse = new Float32Array(rows.rows)
    const results = { ...outputs, inverse: { data: inverse, dims: perRow } }
    await session.run(inputs, results)
    if (inverse.every(isTrusted)) return
    await session.run({ ...inputs, x: tensor(rescaledRows(rows, firstRow)) }, results)
  }
}

function isTrusted(inverse: number): boolean {
  return inverse >= trustedInverse[0] && inverse <= trustedInverse[1]
}

/** @throws GamutError `bad-weights` unless there is a finite weight, not negative, for every row. */
function totalWeight(rows: number, weights: ArrayLike<number> | undefined, firstRow: number): number {
  if (weights === undefined) return rows
  if (weights.length !== rows) {
    throw new GamutError(
      'bad-weights',
      `There are ${weights.length} weights for ${rows} rows: give one a row.`,
    )
  }
  let total = 0
  for (let i = 0; i < rows; i++) {
    const weight = weights[i]
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new GamutError(
        'bad-weights',
        `The weight of row ${firstRow + i} is ${weight}: weights must be finite and not negative.`,
      )
    }
    total += weight
  }
  return total
}

function addTile(sums: Float64Array, d: number, tile: Tile, values: RealTensor['data']): void {
  for (let i = 0, from = 0; i < tile.rows; i++) {
    const at = (tile.top + i) * d + tile.left
    for (let j = 0; j < tile.cols; j++) sums[at + j] += values[from++]
  }
}

/** The upper triangle over the weight, mirrored. */
function symmetricMean(sums: Float64Array, d: number, weight: number): Matrix {
  const data = new Float64Array(d * d)
  const factor = weight > 0 ? 1 / weight : 0
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      const value = sums[i * d + j] * factor
      data[i * d + j] = value
      data[j * d + i] = value
    }
  }
  return { data, rows: d, cols: d }
}
