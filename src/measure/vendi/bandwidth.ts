// The bandwidth of a kernel, when none is given: the median distance between the vectors.

import type { Matrix } from '../../core/index.ts'
import { type Kernel, medianBandwidth, medianManhattan, type NamedKernel } from '../../numeric/index.ts'

/** The kernel with the bandwidth that these vectors give it. Chosen before copies are merged, which would move the median. */
export function withBandwidth<K extends Kernel>(kernel: K, X: Matrix): K | NamedKernel {
  if (typeof kernel === 'function') return kernel
  const named: NamedKernel = typeof kernel === 'string' ? { name: kernel } : kernel
  if (named.name === 'rbf' && named.sigma === undefined) return { ...named, sigma: medianBandwidth(X) }
  if (named.name === 'laplacian' && named.gamma === undefined)
    return { ...named, gamma: 1 / medianManhattan(X) }
  return named
}

/** As people write it: `rbf(sigma=0.71)`. */
export function kernelText({ name, ...parameters }: NamedKernel): string {
  const list = Object.entries(parameters).map(([key, value]) => `${key}=${Number(value).toPrecision(6)}`)
  return list.length === 0 ? name : `${name}(${list.join(',')})`
}
