// The engine's part of a second moment: one run takes a block of rows to the tiles of its upper block triangle.

import type { EngineTensor, RealTensor } from '../engine/engine.ts'
import type { Graph, GraphNode } from '../engine/onnx-graph.ts'
import type { Precision } from '../products.ts'

/** What is done to the rows before their outer products are summed. */
export interface RowScaling {
  /** Divide by the length. */
  readonly normalize: boolean
  /** Multiply by the root of the weight. */
  readonly weighted: boolean
}

export interface Tile {
  readonly name: string
  readonly top: number
  readonly left: number
  readonly rows: number
  readonly cols: number
}

/** The narrowest tile that runs at full speed, so that little beside the upper triangle is computed. */
const tileColumns = 128

/** The tiles of the upper block triangle of a d×d matrix. */
export function upperTiles(d: number): Tile[] {
  const widths = tileWidths(d)
  return widths.flatMap((rows, i) =>
    widths.slice(i).map((cols, offset) => {
      const j = i + offset
      return { name: `tile${i}_${j}`, top: i * tileColumns, left: j * tileColumns, rows, cols }
    }),
  )
}

/** Memory for the tiles that the graph writes, by name. */
export function tileTensors(tiles: readonly Tile[], type: Precision): Record<string, RealTensor> {
  return Object.fromEntries(
    tiles.map(({ name, rows, cols }) => {
      const data = type === 'float32' ? new Float32Array(rows * cols) : new Float64Array(rows * cols)
      return [name, { data, dims: [rows, cols] }]
    }),
  )
}

/**
 * Inputs: `x` (n×d), its `widths` by tile when there are several, `w` (n×1) when weighted, `unit` (d numbers 1/√d) when
 * normalised. Outputs: the tiles of Yᵀ diag(w) Y, where Y holds the rows of X or, normalised, those rows over their length;
 * then also `inverse` = √d/|x| (n×1, f32). The same graph for all d of as many tiles.
 */
export function momentGraph(d: number, type: Precision, { normalize, weighted }: RowScaling): Graph {
  const widths = tileWidths(d)
  const nodes: GraphNode[] = []
  if (normalize) {
    // One pass over memory where a sum of squares and a division would be two.
    nodes.push({
      op: 'SimplifiedLayerNormalization',
      inputs: ['x', 'unit'],
      outputs: ['y', 'inverse'],
      attributes: { axis: -1, epsilon: { float: 0 } },
    })
  }
  const y = normalize ? 'y' : 'x'
  // Weighting one factor by w stands for weighting both by √w.
  if (weighted) nodes.push({ op: 'Mul', inputs: [y, 'w'], outputs: ['z'] })
  const split = (name: string): string[] => {
    if (widths.length === 1) return [name]
    const outputs = widths.map((_, i) => `${name}${i}`)
    nodes.push({ op: 'Split', inputs: [name, 'widths'], outputs, attributes: { axis: 1 } })
    return outputs
  }
  const left = split(y)
  const right = weighted ? split('z') : left
  const tiles = upperTiles(d)
  for (const tile of tiles) {
    const inputs = [left[tile.top / tileColumns], right[tile.left / tileColumns]]
    nodes.push({ op: 'Gemm', inputs, outputs: [tile.name], attributes: { transA: 1 } })
  }
  const perRow = { type, dims: ['n', 1] }
  return {
    inputs: {
      x: { type, dims: ['n', 'd'] },
      ...(widths.length > 1 && { widths: { type: 'int64', dims: [widths.length] } }),
      ...(weighted && { w: perRow }),
      ...(normalize && { unit: { type, dims: ['d'] } }),
    },
    outputs: {
      ...Object.fromEntries(tiles.map(({ name }) => [name, { type, dims: [`${name}Rows`, `${name}Cols`] }])),
      ...(normalize && { inverse: { type: 'float32', dims: ['n', 1] } }),
    },
    nodes,
  }
}

/** The graph's input `widths`, where it has one. */
export function widthsInput(d: number): Record<string, EngineTensor> {
  const widths = tileWidths(d)
  if (widths.length === 1) return {}
  return { widths: { data: BigInt64Array.from(widths, BigInt), dims: [widths.length] } }
}

/** Whether every square is finite: those of a tile on the diagonal tell of all numbers in its columns. */
export function diagonalIsFinite(
  tiles: readonly Tile[],
  tensors: Readonly<Record<string, RealTensor>>,
): boolean {
  return tiles.every(({ name, top, left, rows }) => {
    if (top !== left) return true
    const { data } = tensors[name]
    for (let i = 0; i < rows; i++) if (!Number.isFinite(data[i * rows + i])) return false
    return true
  })
}

function tileWidths(d: number): number[] {
  return Array.from({ length: Math.ceil(d / tileColumns) }, (_, i) =>
    Math.min(tileColumns, d - i * tileColumns),
  )
}
