// Sums of a function over all eigenvalues of a matrix that is too large to decompose: stochastic Lanczos quadrature
// (Ubaru, Chen & Saad 2017) on what is left when the largest eigenpairs have been taken out (as in Hutch++, Meyer et al.
// 2021), with the exactly known traces of the matrix and of its square as control variates.
//
// With A = [Θ, Rᵀ; R, B] in the basis of the k computed eigenvectors and of their complement (m = n - k dimensions),
//   tr f(A) = Σ f(θᵢ) + tr f(B) + a term of the size of ‖R‖²,
// and m, tr B and tr B² are known. f is fitted by c₀ + c₁λ + c₂λ² over the spectrum of B as the probes see it, and only the
// residual of the fit is left to chance.

import { GamutError, type Random } from '../../core/index.ts'
import { eigenvalues } from '../eigen/eigen.ts'
import { gaussRule, type Rule, radauRule } from './gauss-rule.ts'
import { dot, type LanczosRun, lanczos, projectOut } from './lanczos.ts'
import type { SymmetricOperator } from './operator.ts'
import { evaluate, fitQuadratic } from './quadratic-fit.ts'
import { type TopEigenpairs, topEigenpairs } from './top-eigenpairs.ts'

/**
 * A function of one eigenvalue. It must give a finite number at 0 and just below it, where rounding can put an
 * eigenvalue.
 */
export type SpectralFunction = (lambda: number) => number

export interface QuadratureOptions {
  /** Eigenpairs taken out, those largest in magnitude. Default 64. */
  deflate?: number
  /** Random vectors. Default 4; the standard error falls like their square root. */
  probes?: number
  /** Most Lanczos steps; fewer are taken when more would not help. Default 60. */
  steps?: number
  random: Random
  signal?: AbortSignal
  progress?: (done: number, total: number, note: string) => void
}

export interface SpectralEstimate {
  /** Σ f(λᵢ) over all n eigenvalues. */
  readonly value: number
  /** Of chance, quadrature, deflation and rounding together. */
  readonly standardError: number
}

export interface DeflatedQuadrature {
  /** One for each function, in their order. */
  readonly estimates: SpectralEstimate[]
  /**
   * The eigenvalues largest in magnitude, in descending order: `deflate` of them, or all when the matrix was
   * decomposed. The first is the largest eigenvalue.
   */
  readonly top: Float64Array
  /** For each of `top`, a distance within which an eigenvalue lies. */
  readonly residuals: Float64Array
  /** Products with the operator, in vectors. */
  readonly products: number
}

/** Up to this many times the deflated pairs the matrix is built and decomposed instead: as fast, and exact. */
const exactFactor = 6
/** The quadrature has converged when its bracket is this small beside the error of chance, to which it then adds an eighth. */
const bracketShare = 0.5
/** … or this small beside the value, where a quadratic leaves nothing to chance. */
const roundingShare = 1e-9
/** Errors of chance are themselves estimated from few probes; this much more keeps them honest. */
const caution = 1.3

/**
 * Estimates Σ f(λᵢ) over the eigenvalues of a symmetric operator, for several functions from the same products.
 * @param functions for example λ => (λ > 0 ? -λ * Math.log(λ) : 0).
 * @throws GamutError `bad-parameter` for counts below 1; the signal's reason when aborted.
 * Cost: 4 products with `deflate` vectors and up to `steps` with `probes`; O(n · deflate) memory.
 * Functions with a steep slope at 0, such as λ^q for small q, converge slowly and depend on eigenvalues that rounding
 * hides: the standard error says so.
 */
export async function deflatedQuadrature(
  operator: SymmetricOperator,
  functions: readonly SpectralFunction[],
  options: QuadratureOptions,
): Promise<DeflatedQuadrature> {
  const { deflate = 64, probes = 4, steps = 60, random, signal, progress } = options
  for (const [name, value] of Object.entries({ deflate, probes, steps })) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new GamutError(
      'bad-parameter',
      `deflatedQuadrature: ${name} must be a whole number from 1, not ${value}.`,
    )
  }
  if (operator.size <= exactFactor * deflate) return decompose(operator, functions)

  signal?.throwIfAborted()
  progress?.(0, 1, 'largest eigenvalues')
  const top = await topEigenpairs(operator, deflate, random)
  const rest = remainder(operator, top)
  const starts = probeVectors(operator, top, probes, random)
  const fit = (runs: readonly LanczosRun[]): Fit[] => {
    const measure = measureOf(runs, rest.dimension)
    return functions.map((f) => estimate(f, operator, top, rest, measure))
  }
  let taken = 0
  const runs = await lanczos(operator, starts, top.vectors, (runs) => {
    signal?.throwIfAborted()
    taken++
    progress?.(taken, steps, 'spectrum of the remainder')
    if (taken >= steps) return true
    // Seldomer as the rules grow: a look costs their size squared.
    if (taken < 3 || taken % Math.ceil(taken / 8) !== 0) return false
    return fit(runs).every(
      ({ value, bracket, chance }) =>
        bracket <= Math.max(bracketShare * chance, roundingShare * Math.abs(value)),
    )
  })
  return {
    estimates: fit(runs).map(({ value, standardError }) => ({ value, standardError })),
    top: top.values,
    residuals: top.residuals,
    products: top.products + taken * probes,
  }
}

/** Dimension, trace and squared trace of B. */
interface Remainder {
  readonly dimension: number
  readonly trace: number
  readonly squaredTrace: number
}

function remainder({ size, trace, squaredTrace }: SymmetricOperator, top: TopEigenpairs): Remainder {
  let sum = 0
  let squares = 0
  for (let i = 0; i < top.values.length; i++) {
    sum += top.values[i]
    squares += top.values[i] ** 2 + 2 * top.residuals[i] ** 2
  }
  return {
    dimension: size - top.values.length,
    trace: trace - sum,
    squaredTrace: Math.max(0, squaredTrace - squares),
  }
}

/** Unit vectors, uniform on the sphere of the complement of the deflated vectors. */
function probeVectors(
  { size, rank }: SymmetricOperator,
  top: TopEigenpairs,
  probes: number,
  random: Random,
): Float64Array[] {
  return Array.from({ length: probes }, (_, p) => {
    const drawn = random.stream(`probe ${p}`)
    const along = Float64Array.from({ length: size }, () => drawn.normal())
    const v = rank === undefined ? along : Float64Array.from(rank, (position) => along[position])
    projectOut(v, top.vectors)
    projectOut(v, top.vectors)
    const norm = Math.sqrt(dot(v, v))
    return v.map((value) => value / norm)
  })
}

/** The spectral measure of B as the probes see it; weights sum to its dimension. */
interface Measure {
  readonly gauss: Rule
  readonly radau: Rule
  readonly probes: number
}

function measureOf(runs: readonly LanczosRun[], dimension: number): Measure {
  const rules = runs.map(({ alpha, beta }) => gaussRule(alpha, beta))
  const gauss = pooled(rules, dimension)
  const lowest = Math.min(0, ...gauss.nodes)
  const radau = pooled(
    runs.map((run, i) => (run.beta.at(-1) === 0 ? rules[i] : radauRule(run.alpha, run.beta, lowest))),
    dimension,
  )
  return { gauss, radau, probes: runs.length }
}

interface Fit extends SpectralEstimate {
  /** Half the distance between the Gauss and the Radau value. */
  readonly bracket: number
  readonly chance: number
}

function estimate(
  f: SpectralFunction,
  operator: SymmetricOperator,
  top: TopEigenpairs,
  rest: Remainder,
  { gauss, radau, probes }: Measure,
): Fit {
  const { noise } = operator
  const values = gauss.nodes.map(f)
  // How far the known traces of B are from exact: those of A are, but the deflated eigenvalues carry the operator's noise.
  const traceError = Math.sqrt(top.values.length) * noise
  const squareError = 2 * Math.hypot(...top.values) * noise
  const perResidual = 2 / probes
  const c = fitQuadratic(gauss, values, [traceError ** 2 / perResidual, squareError ** 2 / perResidual])
  const residual = (x: number): number => f(x) - evaluate(c, x)
  const known = c[0] * rest.dimension + c[1] * rest.trace + c[2] * rest.squaredTrace
  const low = known + sumOver(gauss, residual)
  const high = known + sumOver(radau, residual)
  const bracket = Math.abs(high - low) / 2

  let deflated = 0
  for (const theta of top.values) deflated += f(theta)
  const coupling = couplingTerm(f, top, rest)
  const chance = caution * Math.sqrt(perResidual * residualSquare(gauss, top, residual, rest))
  const blurred = sumOver(gauss, (x) => Math.abs(f(x + noise) - f(Math.max(Math.min(x, 0), x - noise))) / 2)
  return {
    value: deflated + coupling + (low + high) / 2,
    standardError: Math.hypot(chance, bracket, coupling, blurred, c[1] * traceError, c[2] * squareError),
    bracket,
    chance,
  }
}

/** The rules of all probes as one. */
function pooled(rules: readonly Rule[], dimension: number): Rule {
  const share = dimension / rules.length
  return {
    nodes: Float64Array.from(rules.flatMap(({ nodes }) => [...nodes])),
    weights: Float64Array.from(rules.flatMap(({ weights }) => [...weights.map((w) => w * share)])),
  }
}

function sumOver({ nodes, weights }: Rule, f: (x: number) => number): number {
  let sum = 0
  for (let i = 0; i < nodes.length; i++) sum += weights[i] * f(nodes[i])
  return sum
}

/**
 * Σ r(λ)² over the spectrum of B: the variance of a probe is twice this. The probes' own view of it is blind to a large
 * eigenvalue that they happen to be nearly orthogonal to, so the Ritz values that follow the deflated ones have a say
 * as well.
 */
function residualSquare(
  gauss: Rule,
  top: TopEigenpairs,
  residual: (x: number) => number,
  { dimension }: Remainder,
): number {
  const seen = sumOver(gauss, (x) => residual(x) ** 2)
  const next = top.next.reduce((sum, theta) => sum + residual(theta) ** 2, 0)
  return Math.max(seen, dimension > top.next.length ? next : 0)
}

/** What R adds to the trace of f, as if each deflated pair met one more dimension, at the mean of B's spectrum. */
function couplingTerm(f: SpectralFunction, top: TopEigenpairs, rest: Remainder): number {
  const mu = rest.trace > 0 ? rest.squaredTrace / rest.trace : 0
  let sum = 0
  for (let i = 0; i < top.values.length; i++) {
    const theta = top.values[i]
    const shift = Math.hypot((theta - mu) / 2, top.residuals[i]) - Math.abs(theta - mu) / 2
    const [above, below] = theta >= mu ? [theta, mu] : [mu, theta]
    sum += f(above + shift) - f(above) + f(below - shift) - f(below)
  }
  return sum
}

async function decompose(
  operator: SymmetricOperator,
  functions: readonly SpectralFunction[],
): Promise<DeflatedQuadrature> {
  const n = operator.size
  const unit = new Float64Array(n * n)
  for (let i = 0; i < n; i++) unit[i * n + i] = 1
  const A = await operator.apply({ data: unit, rows: n, cols: n })
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      A.data[i * n + j] = A.data[j * n + i] = (A.data[i * n + j] + A.data[j * n + i]) / 2
    }
  }
  const spectrum = await eigenvalues(A)
  const exact: Rule = { nodes: spectrum, weights: new Float64Array(n).fill(1) }
  const { noise } = operator
  return {
    estimates: functions.map((f) => ({
      value: sumOver(exact, f),
      standardError: sumOver(
        exact,
        (x) => Math.abs(f(x + noise) - f(Math.max(Math.min(x, 0), x - noise))) / 2,
      ),
    })),
    top: spectrum,
    residuals: new Float64Array(n).fill(noise),
    products: n,
  }
}
