// Kernels: how alike two vectors are. What each name means, its parameters, and its form on the command line.

import { GamutError, nearestName, parseCall } from '../../core/index.ts'

/** A kernel of one's own: symmetric, and positive semidefinite for the spectral measures to mean anything. */
export type KernelFunction = (a: ArrayLike<number>, b: ArrayLike<number>) => number

/** Kernels with parameters. What is left out takes its default. */
export type NamedKernel =
  /** ⟨a,b⟩ / (‖a‖‖b‖). */
  | { readonly name: 'cosine' }
  /** ⟨a,b⟩. The only one whose diagonal is not 1, unless the rows have unit norm. */
  | { readonly name: 'linear' }
  /** exp(-‖a-b‖² / 2σ²). σ > 0, in the unit of the vectors; `medianBandwidth(X)` when absent. */
  | { readonly name: 'rbf'; readonly sigma?: number }
  /** exp(-γ‖a-b‖₁). γ > 0, per unit of the vectors; 1 / median ℓ₁ distance when absent. */
  | { readonly name: 'laplacian'; readonly gamma?: number }
  /**
   * ((cos(a,b) + c) / (1 + c))^degree: the polynomial kernel on rows scaled to unit norm, divided by its own diagonal.
   * degree: whole number >= 1, default 2. offset c >= 0, default 1.
   */
  | { readonly name: 'polynomial'; readonly degree?: number; readonly offset?: number }
  /** ⟨a,b⟩ / (‖a‖² + ‖b‖² - ⟨a,b⟩) for vectors without negative elements; on 0/1 vectors, Jaccard. */
  | { readonly name: 'tanimoto' }
  /** Σ √(aᵢbᵢ) for rows that are probabilities (Jebara et al. 2004, at ρ = 1/2). */
  | { readonly name: 'probability-product' }
  /** 1 for equal rows, else 0. On labels given as numbers, the order-1 Vendi Score is then the Hill number of order 1. */
  | { readonly name: 'identity' }

export type KernelName = NamedKernel['name']

/** A kernel by name, by name and parameters, or as a function. */
export type Kernel = KernelName | NamedKernel | KernelFunction

/** The parameters of each kernel by name; none is required. */
export const kernelParameters: Readonly<Record<KernelName, readonly string[]>> = {
  cosine: [],
  linear: [],
  rbf: ['sigma'],
  laplacian: ['gamma'],
  polynomial: ['degree', 'offset'],
  tanimoto: [],
  'probability-product': [],
  identity: [],
}

/** The names of the kernels. */
export const kernelNames: readonly string[] = Object.keys(kernelParameters)

/**
 * A kernel from what a user types: `rbf`, `rbf(sigma=0.5)`, `polynomial(degree=3, offset=1)`.
 * @throws GamutError `unknown-kernel` (with the nearest name) or `bad-kernel` (with the parameters it has).
 */
export function parseKernel(text: string): NamedKernel {
  const { name, params } = parseCall(text, 'kernel', 'rbf(sigma=0.5)')
  return checkKernel({ name, ...params })
}

/**
 * A named kernel with its names and ranges checked.
 * @throws GamutError `unknown-kernel`, `bad-kernel`.
 */
export function checkKernel(kernel: { readonly name: string }): NamedKernel {
  const { name, ...given } = kernel
  if (!isKernelName(name)) {
    const near = nearestName(name, kernelNames)
    const hint = near === undefined ? `the kernels are ${kernelNames.join(', ')}` : `did you mean ${near}?`
    throw new GamutError('unknown-kernel', `There is no kernel '${name}': ${hint}`)
  }
  const known = kernelParameters[name]
  const checked: Record<string, number> = {}
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue
    if (!known.includes(key)) {
      const list = known.length === 0 ? 'it has none' : `it has ${known.join(' and ')}`
      throw new GamutError('bad-kernel', `The kernel ${name} has no parameter '${key}': ${list}.`)
    }
    checked[key] = checkParameter(name, key, value)
  }
  return { name, ...checked }
}

function isKernelName(name: string): name is KernelName {
  return Object.hasOwn(kernelParameters, name)
}

function checkParameter(name: KernelName, key: string, value: unknown): number {
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (key === 'degree' ? Number.isInteger(value) && value >= 1 : key === 'offset' ? value >= 0 : value > 0)
  if (fits) return value
  const range = key === 'degree' ? 'a whole number from 1' : key === 'offset' ? 'a number from 0' : 'above 0'
  throw new GamutError(
    'bad-kernel',
    `The parameter ${key} of the kernel ${name} must be ${range}, not ${value}.`,
  )
}
