// Rectangular pieces of a kernel matrix, computed on the matrix engine where the kernel is a function of inner products and
// pair by pair where it is not.

import type { Matrix } from '../../core/index.ts'
import { type EngineTensor, engineSession } from '../engine/engine.ts'
import type { Graph, GraphConstant, GraphNode, TensorShape } from '../engine/onnx-graph.ts'
import { type Precision, rowBlock, tensor, withType } from '../products.ts'
import type { PreparedKernel, ProductForm } from './prepare.ts'

/** Rows and columns from … up to but not including … of the whole matrix. Never below the diagonal: left >= top. */
export interface TileRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface TileSource {
  /** Writes k(i,j) for the range, row-major. A square on the diagonal comes out exactly symmetric. */
  fill(range: TileRange, out: Float32Array | Float64Array): Promise<void>
  /** Relative error of an element. */
  readonly elementError: number
}

/** The largest error in the exponent that a tile may have; beyond, it is computed in f64, or pair by pair. */
const exponentTolerance = { float32: 1e-5, float64: 1e-9 }
const unitRoundoff = { float32: 2 ** -24, float64: 2 ** -53 }

/** @param precision element type of the tiles that will be asked for. */
export function tileSource(prepared: PreparedKernel, precision: Precision): TileSource {
  const { product } = prepared
  const tolerable = (computed: Precision): boolean =>
    product !== undefined && product.cancelling * unitRoundoff[computed] <= exponentTolerance[precision]
  const computed = precision === 'float32' && tolerable('float32') ? 'float32' : 'float64'
  if (product === undefined || !tolerable(computed)) {
    return {
      fill: async (range, out) => fillDirectly(prepared, range, out),
      elementError: unitRoundoff[precision],
    }
  }
  const fill = productFill(product, computed, precision)
  return {
    fill: async (range, out) => {
      await fill(range, out)
      settleDiagonal(prepared, range, out)
    },
    elementError: unitRoundoff[precision] + product.cancelling * unitRoundoff[computed],
  }
}

function productFill(product: ProductForm, computed: Precision, precision: Precision): TileSource['fill'] {
  const factors: Record<string, [matrix: Matrix, side: 'left' | 'right']> = {
    x: [withType(computed, product.left), 'left'],
    y: [
      product.right === product.left ? withType(computed, product.left) : withType(computed, product.right),
      'right',
    ],
  }
  if (product.divisorLeft !== undefined && product.divisorRight !== undefined) {
    factors.u = [withType(computed, product.divisorLeft), 'left']
    factors.v = [withType(computed, product.divisorRight), 'right']
  }
  const graph = tileGraph(product, computed, precision)
  return async ({ top, bottom, left, right }, out) => {
    const session = await engineSession(graph)
    const inputs: Record<string, EngineTensor> = {}
    for (const [name, [matrix, side]] of Object.entries(factors)) {
      inputs[name] = tensor(
        side === 'left' ? rowBlock(matrix, top, bottom - top) : rowBlock(matrix, left, right - left),
      )
    }
    await session.run(inputs, { k: { data: out, dims: [bottom - top, right - left] } })
  }
}

/** @param type what is computed with. @param precision what comes out. */
function tileGraph(product: ProductForm, type: Precision, precision: Precision): Graph {
  const inputs: Record<string, TensorShape> = {
    x: { type, dims: ['rows', 'd'] },
    y: { type, dims: ['cols', 'd'] },
  }
  const nodes: GraphNode[] = []
  const constants: Record<string, GraphConstant> = {}
  const result = type === precision ? 'k' : 'wide'
  const times = (a: string, b: string, outputs: string[]): GraphNode => ({
    op: 'Gemm',
    inputs: [a, b],
    outputs,
    attributes: { transB: 1 },
  })
  switch (product.step) {
    case 'none':
      nodes.push(times('x', 'y', [result]))
      break
    case 'exp':
      nodes.push(times('x', 'y', ['p']), { op: 'Exp', inputs: ['p'], outputs: [result] })
      break
    case 'power':
      constants.degree = { type, dims: [1], values: [product.degree] }
      nodes.push(times('x', 'y', ['p']), { op: 'Pow', inputs: ['p', 'degree'], outputs: [result] })
      break
    case 'ratio':
      inputs.u = { type, dims: ['rows', 'e'] }
      inputs.v = { type, dims: ['cols', 'e'] }
      nodes.push(times('x', 'y', ['p']), times('u', 'v', ['q']), {
        op: 'Div',
        inputs: ['p', 'q'],
        outputs: [result],
      })
      break
  }
  if (type !== precision) nodes.push({ op: 'Cast', inputs: ['wide'], outputs: ['k'], attributes: { to: 1 } })
  return { inputs, outputs: { k: { type: precision, dims: ['rows', 'cols'] } }, constants, nodes }
}

function fillDirectly(
  prepared: PreparedKernel,
  { top, bottom, left, right }: TileRange,
  out: Float32Array | Float64Array,
): void {
  const width = right - left
  for (let i = top; i < bottom; i++) {
    const row = (i - top) * width
    for (let j = Math.max(left, i); j < right; j++) {
      const value = i === j && prepared.unitDiagonal ? 1 : prepared.at(i, j)
      out[row + j - left] = value
      if (j < bottom && left === top) out[(j - top) * width + i - left] = value
    }
  }
}

/** Makes the square on the diagonal symmetric to the last bit, with ones where the definition has them. */
function settleDiagonal(
  { unitDiagonal }: PreparedKernel,
  { top, bottom, left, right }: TileRange,
  out: Float32Array | Float64Array,
): void {
  if (left !== top) return
  const width = right - left
  const side = Math.min(bottom - top, width)
  for (let i = 0; i < side; i++) {
    if (unitDiagonal) out[i * width + i] = 1
    for (let j = 0; j < i; j++) out[i * width + j] = out[j * width + i]
  }
}
