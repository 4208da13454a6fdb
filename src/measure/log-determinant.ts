// Log determinant of the cosine matrix: the volume that the directions of the items span. It is -∞ as soon as an item is a
// combination of others, hence the small term on the diagonal.

import { z } from 'zod'
import { GamutError, type Matrix } from '../core/index.ts'
import { kernelMatrix } from '../numeric/index.ts'
import { defineMeasure } from './define.ts'
import { densityOfRows, spectrumOfDensity } from './vendi/dual.ts'
import { spectrumOfKernel } from './vendi/from-kernel.ts'
import { exactMethod, spectrumOfPool } from './vendi/pool-spectrum.ts'
import type { Spectrum } from './vendi/spectrum.ts'
import { methodFor } from './vendi/vendi.ts'

const params = z.object({
  alpha: z
    .number()
    .nonnegative()
    .default(1e-10)
    .describe('added to the diagonal; every direction that is missing counts as ln(alpha)'),
})

/**
 * ln det(K + αI) for the cosine matrix K.
 * @param X n×d, no zero rows.
 * @returns a number at most n ln(1 + α); -Infinity when α = 0 and some item is a combination of others.
 * @throws GamutError `no-items`, `too-many-items` when neither n nor d is small enough, `zero-vector`, `not-a-number`.
 * Time O(n d² + d³) for d < n, else O(n² d + n³).
 */
export async function logDeterminant(
  X: Matrix,
  { alpha = 1e-10 }: z.input<typeof params> = {},
): Promise<number> {
  if (X.rows === 0) throw new GamutError('no-items', 'There are no vectors: give at least one.')
  const method = methodFor(X, 'cosine')
  if (method === 'dual') {
    return logDetOf(await spectrumOfDensity(await densityOfRows(X, undefined, 0), X.rows), X.rows, alpha)
  }
  if (method === 'primal')
    return logDetOf(await spectrumOfKernel(await kernelMatrix(X, 'cosine')), X.rows, alpha)
  throw new GamutError(
    'too-many-items',
    `A determinant of ${X.rows} items in ${X.cols} dimensions is too large: take a sample.`,
  )
}

/** The spectrum is that of K/n; eigenvalues that are not in it are 0. */
function logDetOf({ eigenvalues }: Spectrum, n: number, alpha: number): number {
  const missing = n - eigenvalues.length
  let sum = missing === 0 ? 0 : missing * Math.log(alpha)
  for (const value of eigenvalues) sum += Math.log(n * value + alpha)
  return sum
}

export default defineMeasure({
  name: 'log-determinant',
  title: 'Log determinant of the cosines',
  summary:
    'How large a volume the directions of the items span, on a log scale; 0 when no two have anything in common.',
  family: 'diversity',
  direction: 'higher',
  unit: 'ln of volume squared',
  range: '(-∞, 0]',
  cost: 'linear',
  needs: ['vectors'],
  params,
  run: async (pool, { alpha }) => {
    const n = pool.size
    if (n === 0) return { value: null, reason: 'there are no items', n }
    const method = exactMethod(pool, { name: 'cosine' })
    if (method === undefined) return { value: null, reason: `a determinant of ${n} items is too large`, n }
    const spectrum = await spectrumOfPool(pool, { name: 'cosine' }, method)
    const rank = spectrum.eigenvalues.length
    if (rank < n && alpha === 0) {
      return {
        value: null,
        reason: 'some item is a combination of others: give alpha above 0',
        n,
        detail: { rank },
      }
    }
    return {
      value: logDetOf(spectrum, n, alpha),
      n,
      warning:
        rank < n
          ? `${n - rank} of ${n} directions are missing and count as ln(alpha) each: compare at equal n and alpha only.`
          : undefined,
      detail: { rank, alpha },
    }
  },
})
