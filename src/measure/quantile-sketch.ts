// Quantiles of numbers that come in blocks and do not fit in memory: a histogram whose cells are as wide as the numbers in
// them are large. Mergeable, and the same whatever the order.

/** Bits of a double's upper word that are dropped; 12 bits of the mantissa stay, so a cell is 1/4096 of its number wide. */
const dropped = 8

export interface QuantileSketch {
  count: number
  min: number
  max: number
  /** Numbers by cell. */
  readonly cells: Map<number, number>
}

export function emptySketch(): QuantileSketch {
  return { count: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, cells: new Map() }
}

/** Adds finite numbers to the sketch. */
export function addToSketch(sketch: QuantileSketch, values: Float64Array): void {
  const view = new DataView(new ArrayBuffer(8))
  for (const value of values) {
    view.setFloat64(0, value)
    const upper = view.getInt32(0)
    const size = (upper & 0x7fffffff) >> dropped
    const cell = upper < 0 ? -1 - size : size
    sketch.cells.set(cell, (sketch.cells.get(cell) ?? 0) + 1)
    sketch.min = Math.min(sketch.min, value)
    sketch.max = Math.max(sketch.max, value)
  }
  sketch.count += values.length
}

/** A sketch of the numbers of both. */
export function mergeSketches(a: QuantileSketch, b: QuantileSketch): QuantileSketch {
  const cells = new Map(a.cells)
  for (const [cell, count] of b.cells) cells.set(cell, (cells.get(cell) ?? 0) + count)
  return { count: a.count + b.count, min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), cells }
}

/**
 * The p-quantiles: for each p, the number of rank ⌈p × count⌉, low by at most 1/4096 of its size. Whole numbers up to
 * 8192 and the like are exact.
 */
export function sketchQuantiles(sketch: QuantileSketch, ps: readonly number[]): number[] {
  const cells = [...sketch.cells].sort(([a], [b]) => a - b)
  return ps.map((p) => {
    const rank = Math.max(1, Math.ceil(p * sketch.count))
    let seen = 0
    for (const [cell, count] of cells) {
      seen += count
      if (seen >= rank) return Math.max(sketch.min, Math.min(sketch.max, smallestIn(cell)))
    }
    return Number.NaN
  })
}

/** The number of least size in the cell. */
function smallestIn(cell: number): number {
  const view = new DataView(new ArrayBuffer(8))
  const size = (cell < 0 ? -1 - cell : cell) << dropped
  view.setInt32(0, size)
  return cell < 0 ? -view.getFloat64(0) : view.getFloat64(0)
}
