// The spectrum of a pool, computed once for all orders and measures that ask for it.

import { GamutError, type PoolWith } from '../../core/index.ts'
import { kernelMatrix, type NamedKernel, parseKernel } from '../../numeric/index.ts'
import { perPool } from '../memo.ts'
import { requireFinite, vectorNorms } from '../rows.ts'
import { withBandwidth } from './bandwidth.ts'
import { densityOfRows, isInnerProduct, spectrumOfDensity } from './dual.ts'
import { spectrumOfKernel } from './from-kernel.ts'
import type { Spectrum } from './spectrum.ts'
import { methodFor } from './vendi.ts'

type Vectors = PoolWith<'vectors'>

const spectra = perPool((_pool: Vectors) => new Map<string, Promise<Spectrum>>())

/** Whether the spectrum of these vectors can be had whole, and by which route. */
export function exactMethod({ vectors }: Vectors, kernel: NamedKernel): 'dual' | 'primal' | undefined {
  const method = methodFor(vectors, kernel)
  return method === 'lanczos' ? undefined : method
}

/**
 * The spectrum of a pool's similarities in f64, good for every order.
 * @throws GamutError `zero-vector` and `not-a-number`, naming the item, and what the kernel refuses.
 */
export function spectrumOfPool(
  pool: Vectors,
  kernel: NamedKernel,
  method: 'dual' | 'primal',
): Promise<Spectrum> {
  const key = `${method} ${JSON.stringify(kernel)}`
  const known = spectra(pool).get(key)
  if (known) return known
  const computed = compute(pool, kernel, method)
  spectra(pool).set(key, computed)
  return computed
}

async function compute(pool: Vectors, kernel: NamedKernel, method: 'dual' | 'primal'): Promise<Spectrum> {
  requireVectors(pool, kernel)
  const X = pool.vectors
  if (method === 'primal') {
    return spectrumOfKernel(await kernelMatrix(X, isInnerProduct(kernel) ? { name: 'cosine' } : kernel))
  }
  if (!isInnerProduct(kernel)) {
    throw new GamutError(
      'bad-method',
      `The method dual exists for cosine and linear kernels, not for ${kernel.name}.`,
    )
  }
  return spectrumOfDensity(await densityOfRows(X, undefined, 0), X.rows)
}

const kernels = perPool((_pool: Vectors) => new Map<string, NamedKernel>())

/**
 * The kernel that a text such as `rbf` or `rbf(sigma=0.5)` means for this pool, bandwidth included.
 * @throws GamutError `unknown-kernel`, `bad-kernel`.
 */
export function kernelOfPool(pool: Vectors, text: string): NamedKernel {
  const known = kernels(pool).get(text)
  if (known) return known
  const kernel = withBandwidth(parseKernel(text), pool.vectors)
  kernels(pool).set(text, kernel)
  return kernel
}

/** Refuses vectors that the kernel cannot compare, naming the item. */
export function requireVectors(pool: Vectors, kernel: NamedKernel): void {
  if (isInnerProduct(kernel)) vectorNorms(pool)
  else requireFinite(pool)
}
