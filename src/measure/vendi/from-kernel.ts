// The Vendi Score of a matrix of similarities.

import { type Matrix, randomStream } from '../../core/index.ts'
import { eigenvalues } from '../../numeric/index.ts'
import { type Order, orderValue } from '../order.ts'
import { denseOperator } from './dense-operator.ts'
import { quadratureScores } from './lanczos.ts'
import { resultFrom, type VendiResult } from './result.ts'
import { densityMatrix, similarityScales } from './similarity-matrix.ts'
import { type Spectrum, supportOf } from './spectrum.ts'
import { weightsOf } from './weights.ts'

export interface SimilarityOptions {
  /** One an item, >= 0, sum 1; equal when absent. */
  weights?: ArrayLike<number>
  /** Scale K[i,j] by 1/√(K[i,i] K[j,j]) first; otherwise the diagonal must be 1. Default false. */
  normalize?: boolean
  /** Exact (`primal`) up to 2,000 items and at order 0, quadrature with its standard error beyond, when absent. */
  method?: 'primal' | 'lanczos'
  /** Of the quadrature. Default 0. */
  seed?: number
}

export interface KernelScoreOptions extends SimilarityOptions {
  /** Order, >= 0 or infinity. Default 1. */
  q?: Order
}

/** Larger matrices are not decomposed unless asked for. */
export const exactItems = 2000

/**
 * The Vendi Score of order q: the effective number of dissimilar items.
 * @param K n×n similarities: symmetric, 1 on the diagonal, positive semidefinite (when not, `psd` is false and the
 * negative eigenvalues are left out).
 * @returns score in [1, n], with the spectrum.
 * @throws GamutError `no-items`, `not-square`, `not-a-number`, `not-symmetric`, `bad-diagonal`, `bad-weights`, `bad-order`.
 * Time O(n³), memory O(n²). Source: Friedman & Dieng 2023, definition 3.1; Pasarkar & Dieng 2024 for every order.
 */
export async function vendiScoreFromKernel(
  K: Matrix,
  options: KernelScoreOptions = {},
): Promise<VendiResult> {
  const [result] = await scoresOfKernel(K, [orderValue(options.q ?? 1)], options)
  return result
}

/** The result of each order, from one spectrum. @throws as `vendiScoreFromKernel`. */
export async function scoresOfKernel(
  K: Matrix,
  orders: readonly number[],
  options: SimilarityOptions = {},
): Promise<VendiResult[]> {
  const { weights, normalize = false, seed = 0 } = options
  const { method = K.rows <= exactItems || orders.includes(0) ? 'primal' : 'lanczos' } = options
  if (method === 'primal') {
    const spectrum = await spectrumOfKernel(K, options)
    return orders.map((q) => resultFrom(spectrum, { q, n: K.rows, method }))
  }
  const scales = similarityScales(K, normalize)
  const exact = orders.some((q) => q < 1)
  const operator = denseOperator(K, weightsOf(weights, K.rows), scales, exact)
  return quadratureScores(operator, orders, { definite: false, random: randomStream(seed, 'vendi') })
}

/** The whole spectrum of the weighted, normalised similarities. @throws as `vendiScoreFromKernel`. */
export async function spectrumOfKernel(
  K: Matrix,
  { weights, normalize = false }: SimilarityOptions = {},
): Promise<Spectrum> {
  const scales = similarityScales(K, normalize)
  const p = weightsOf(weights, K.rows)
  return supportOf(await eigenvalues(densityMatrix(K, p, scales)), K.rows)
}
