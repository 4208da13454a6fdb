// A grid over behaviour descriptors: which cells a pool fills, and its best item in each (MAP-Elites' archive as a measure).

import { GamutError, type Matrix, type Pool } from '../core/index.ts'
import { numberColumn } from './columns.ts'

export interface Grid {
  /** Cells a dimension. */
  readonly bins: readonly number[]
  /** Lowest and highest value a dimension; values outside fall into the outermost cells. */
  readonly bounds: readonly (readonly [low: number, high: number])[]
}

/**
 * The cell of each row, row-major over the dimensions.
 * @param D n×k descriptors.
 * @throws GamutError `bad-grid` when the grid has other dimensions, no cells, or bounds that are not low < high;
 * `not-a-number`.
 */
export function gridCells(D: Matrix, { bins, bounds }: Grid): Float64Array {
  if (bins.length !== D.cols || bounds.length !== D.cols) {
    throw new GamutError(
      'bad-grid',
      `There are ${D.cols} descriptors, ${bins.length} numbers of bins and ${bounds.length} bounds: give one of each a descriptor.`,
    )
  }
  bins.forEach((count, c) => {
    const [low, high] = bounds[c]
    if (!(Number.isInteger(count) && count >= 1 && low < high)) {
      throw new GamutError(
        'bad-grid',
        `Descriptor ${c} has ${count} bins from ${low} to ${high}: give at least one, and low < high.`,
      )
    }
  })
  const cells = new Float64Array(D.rows)
  for (let i = 0; i < D.rows; i++) {
    let cell = 0
    for (let c = 0; c < D.cols; c++) {
      const value = D.data[i * D.cols + c]
      if (Number.isNaN(value)) {
        throw new GamutError(
          'not-a-number',
          `Descriptor ${c} of row ${i} is not a number: correct or drop the row.`,
        )
      }
      const [low, high] = bounds[c]
      const bin = Math.floor(((value - low) / (high - low)) * bins[c])
      cell = cell * bins[c] + Math.min(bins[c] - 1, Math.max(0, bin))
    }
    cells[i] = cell
  }
  return cells
}

/** Number of cells. */
export function gridSize({ bins }: Grid): number {
  return bins.reduce((product, count) => product * count, 1)
}

/** The best quality in each filled cell. */
export function gridElites(cells: ArrayLike<number>, quality: ArrayLike<number>): Map<number, number> {
  const elites = new Map<number, number>()
  for (let i = 0; i < cells.length; i++) {
    const best = elites.get(cells[i])
    if (best === undefined || quality[i] > best) elites.set(cells[i], quality[i])
  }
  return elites
}

/**
 * The share of cells that are filled.
 * @param filled number of different cells that hold an item.
 * @param cells number of cells of the grid.
 * @throws GamutError `bad-grid` unless 0 <= filled <= cells and cells >= 1.
 */
export function gridCoverage(filled: number, cells: number): number {
  if (!(cells >= 1 && filled >= 0 && filled <= cells)) {
    throw new GamutError(
      'bad-grid',
      `${filled} filled of ${cells} cells is impossible: give 0 <= filled <= cells.`,
    )
  }
  return filled / cells
}

/**
 * QD-score: the sum of the elites' qualities above `offset` over the filled cells (Pugh et al. 2015).
 * @param elites the best quality of each filled cell.
 * @param offset the lowest quality possible, so that filling a cell never lowers the score. Default 0.
 */
export function qdScore(elites: Iterable<number>, offset = 0): number {
  // Sorted, so that the sum does not depend on the order of the cells.
  return Float64Array.from(elites)
    .sort()
    .reduce((sum, quality) => sum + quality - offset, 0)
}

/** The numeric columns of a pool as descriptors. @throws GamutError `missing-column` for one that is not there or not numeric. */
export function descriptorsOf(pool: Pool, names: readonly string[]): Matrix {
  const data = new Float64Array(pool.size * names.length)
  names.forEach((name, c) => {
    numberColumn(pool, 'The grid', 'columns', name).forEach((value, i) => {
      data[i * names.length + c] = value
    })
  })
  return { data, rows: pool.size, cols: names.length }
}
