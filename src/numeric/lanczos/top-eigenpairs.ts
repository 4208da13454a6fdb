// The eigenvalues of a symmetric operator that are largest in magnitude, with their eigenvectors, by a few steps of
// block Lanczos from a random block (randomised block Krylov iteration, Musco & Musco 2015, Algorithm 2).

import type { Matrix, Random } from '../../core/index.ts'
import { symmetricEigen } from '../eigen/eigen.ts'
import { takeRows } from '../matrix.ts'
import { multiply, transpose } from '../products.ts'
import type { SymmetricOperator } from './operator.ts'

/**
 * Products with the block. After three, what is left between the pairs and the rest can outweigh the error of two
 * probes; after four not.
 */
const blockSteps = 4

export interface TopEigenpairs {
  /** Largest first (negative ones last); none is further from 0 than the true one. */
  readonly values: Float64Array
  /** n×k, orthonormal columns. */
  readonly vectors: Matrix
  /** ‖A u - θ u‖ of each pair; some eigenvalue lies within that distance. */
  readonly residuals: Float64Array
  /** The other Ritz values: approximations of the next eigenvalues. */
  readonly next: Float64Array
  /** Products with the operator, in vectors. */
  readonly products: number
}

/**
 * About the k eigenpairs largest in magnitude (fewer when the operator has lower rank).
 * @param k 1 … n/4.
 * Cost: 4 products with an n×k block, O(n k²) beside.
 */
export async function topEigenpairs(
  operator: SymmetricOperator,
  k: number,
  random: Random,
): Promise<TopEigenpairs> {
  const n = operator.size
  const blocks: Matrix[] = []
  const images: Matrix[] = []
  let block = await orthonormal(randomBlock(operator, k, random))
  for (let step = 0; step < blockSteps && block.cols > 0; step++) {
    const image = await operator.apply(block)
    blocks.push(block)
    images.push(image)
    if (step < blockSteps - 1) block = await orthonormal(await complementOf(image, blocks))
  }
  const basis = beside(blocks, n)
  const image = beside(images, n)
  const projected = symmetrised(await multiply(basis, image, { transposeA: true }))
  const ritz = await symmetricEigen(projected)
  const { kept, next } = split(ritz.values, k)
  const weights = transpose(takeRows(ritz.vectors, kept))
  const values = Float64Array.from(kept, (i) => ritz.values[i])
  const vectors = await multiply(basis, weights)
  return {
    values,
    vectors,
    residuals: residualNorms(vectors, await multiply(image, weights), values),
    next: Float64Array.from(next, (i) => ritz.values[i]),
    products: basis.cols,
  }
}

/** Positions of the k largest in magnitude and of the others, both in the given order. */
function split(values: Float64Array, k: number): { kept: number[]; next: number[] } {
  const order = Array.from(values.keys()).sort((i, j) => Math.abs(values[j]) - Math.abs(values[i]))
  const ascending = (a: number, b: number): number => a - b
  return { kept: order.slice(0, k).sort(ascending), next: order.slice(k).sort(ascending) }
}

function randomBlock({ size, rank }: SymmetricOperator, k: number, random: Random): Matrix {
  const data = new Float64Array(size * k)
  const drawn = random.stream('block')
  for (let i = 0; i < data.length; i++) data[i] = drawn.uniform() - 0.5
  if (rank === undefined) return { data, rows: size, cols: k }
  const placed = new Float64Array(size * k)
  for (let i = 0; i < size; i++) placed.set(data.subarray(rank[i] * k, (rank[i] + 1) * k), i * k)
  return { data: placed, rows: size, cols: k }
}

/** Y less its part in the span of the blocks, twice, since once leaves rounding of the size of what was removed. */
async function complementOf(Y: Matrix, blocks: readonly Matrix[]): Promise<Matrix> {
  const data = new Float64Array(Y.data)
  const rest = { data, rows: Y.rows, cols: Y.cols }
  for (let pass = 0; pass < 2; pass++) {
    for (const block of blocks) {
      const inside = await multiply(block, await multiply(block, rest, { transposeA: true }))
      for (let i = 0; i < data.length; i++) data[i] -= inside.data[i]
    }
  }
  return rest
}

/** Directions whose share of a block's square is below this are rounding. */
const rankTolerance = 1e-12

/**
 * An orthonormal basis of the columns of Y, from the eigenvectors of YᵀY; once more to make up for its rounding
 * (Stathopoulos & Wu 2002). Fewer columns when Y has lower rank.
 */
async function orthonormal(Y: Matrix): Promise<Matrix> {
  let basis = Y
  for (let pass = 0; pass < 2; pass++) {
    const gram = symmetrised(await multiply(basis, basis, { transposeA: true }))
    const { values, vectors } = await symmetricEigen(gram)
    const kept = values.filter((value) => value > rankTolerance * values[0]).length
    const factors = new Float64Array(basis.cols * kept)
    for (let i = 0; i < kept; i++) {
      const scale = 1 / Math.sqrt(values[i])
      for (let j = 0; j < basis.cols; j++) factors[j * kept + i] = vectors.data[i * basis.cols + j] * scale
    }
    if (kept === 0) return { data: new Float64Array(0), rows: Y.rows, cols: 0 }
    basis = await multiply(basis, { data: factors, rows: basis.cols, cols: kept })
  }
  return basis
}

function symmetrised(A: Matrix): Matrix {
  const n = A.rows
  const data = new Float64Array(A.data)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) data[i * n + j] = data[j * n + i] = (data[i * n + j] + data[j * n + i]) / 2
  }
  return { data, rows: n, cols: n }
}

/** The blocks side by side as one matrix. */
function beside(blocks: readonly Matrix[], rows: number): Matrix {
  const cols = blocks.reduce((sum, block) => sum + block.cols, 0)
  const data = new Float64Array(rows * cols)
  let from = 0
  for (const block of blocks) {
    for (let i = 0; i < rows; i++) {
      data.set(block.data.subarray(i * block.cols, (i + 1) * block.cols), i * cols + from)
    }
    from += block.cols
  }
  return { data, rows, cols }
}

function residualNorms(vectors: Matrix, images: Matrix, values: Float64Array): Float64Array {
  const { rows, cols } = vectors
  const norms = new Float64Array(cols)
  for (let i = 0; i < rows; i++) {
    for (let k = 0, at = i * cols; k < cols; k++, at++) {
      norms[k] += (images.data[at] - values[k] * vectors.data[at]) ** 2
    }
  }
  return norms.map(Math.sqrt)
}
