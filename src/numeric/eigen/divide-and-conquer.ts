// Eigenvectors of a symmetric tridiagonal matrix by divide and conquer: halves are solved and joined by a rank-one
// update (Cuppen 1981) whose vectors are orthogonal because they belong to a slightly moved z (Gu & Eisenstat 1995).
// Nearly all the work is in matrix products.

import type { Matrix } from '../../core/index.ts'
import { multiply } from '../products.ts'
import { implicitQL } from './ql.ts'
import { secularRoot } from './secular.ts'
import type { Tridiagonal } from './tridiagonalise-plain.ts'

/** T = Σ values[i] vᵢ vᵢᵀ with vᵢ in row i of `vectors`. */
export interface Spectrum {
  /** In no order. */
  readonly values: Float64Array
  readonly vectors: Matrix
}

/** Below this, QL is faster than joining halves. */
const leafSize = 48

/** The whole spectrum of T. Time O(n³) at worst, memory 4 n². */
export async function tridiagonalEigen({ d, e }: Tridiagonal): Promise<Spectrum> {
  let scale = 0
  for (const value of d) scale = Math.max(scale, Math.abs(value))
  for (const value of e) scale = Math.max(scale, Math.abs(value))
  if (scale === 0) scale = 1
  // At a largest element of 1 no product over- or underflows.
  const { values, vectors } = await solve({ d: d.map((x) => x / scale), e: e.map((x) => x / scale) })
  return { values: values.map((value) => value * scale), vectors }
}

async function solve({ d, e }: Tridiagonal): Promise<Spectrum> {
  const n = d.length
  if (n <= leafSize) return solveLeaf(d, e)
  const half = n >> 1
  const coupling = e[half - 1]
  const rho = Math.abs(coupling)
  const first = { d: d.slice(0, half), e: e.slice(0, half) }
  const second = { d: d.slice(half), e: e.slice(half) }
  first.d[half - 1] -= rho
  second.d[0] -= rho
  const upper = await solve(first)
  const lower = await solve(second)
  return join(upper, lower, rho, Math.sign(coupling))
}

function solveLeaf(d: Float64Array, e: Float64Array): Spectrum {
  const n = d.length
  const values = d.slice()
  const vectors = new Float64Array(n * n)
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1
  implicitQL({ d: values, e: e.slice() }, (i, c, s) => {
    const a = i * n
    const b = a + n
    for (let k = 0; k < n; k++) {
      const x = vectors[a + k]
      const y = vectors[b + k]
      vectors[a + k] = c * x - s * y
      vectors[b + k] = s * x + c * y
    }
  })
  return { values, vectors: { data: vectors, rows: n, cols: n } }
}

async function join(upper: Spectrum, lower: Spectrum, rho: number, sign: number): Promise<Spectrum> {
  const split = upper.values.length
  const n = split + lower.values.length
  const values = new Float64Array(n)
  values.set(upper.values)
  values.set(lower.values, split)
  const z = new Float64Array(n)
  for (let i = 0; i < split; i++) z[i] = upper.vectors.data[i * split + split - 1]
  for (let i = split; i < n; i++) z[i] = sign * lower.vectors.data[(i - split) * (n - split)]
  const coefficients = rankOneUpdate(values, z, rho)

  // [C₁ C₂] · diag(V₁, V₂): the two halves of each new vector.
  const left = await multiply(columns(coefficients, n, 0, split), upper.vectors)
  const right = await multiply(columns(coefficients, n, split, n), lower.vectors)
  const vectors = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    vectors.set(left.data.subarray(i * split, (i + 1) * split), i * n)
    vectors.set(right.data.subarray(i * (n - split), (i + 1) * (n - split)), i * n + split)
  }
  return { values, vectors: { data: vectors, rows: n, cols: n } }
}

function columns(C: Float64Array, n: number, from: number, to: number): Matrix {
  const width = to - from
  const data = new Float64Array(n * width)
  for (let i = 0; i < n; i++) data.set(C.subarray(i * n + from, i * n + to), i * width)
  return { data, rows: n, cols: width }
}

/** One plane rotation of the coordinates a and b. */
interface Rotation {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly s: number
}

/**
 * Replaces `values` by the eigenvalues of diag(values) + rho z zᵀ.
 * @returns row i: the coordinates of the new vector i in the old ones.
 */
function rankOneUpdate(values: Float64Array, z: Float64Array, rho: number): Float64Array {
  const n = values.length
  const C = new Float64Array(n * n)
  const { active, rotations } = deflate(values, z, rho)
  const isActive = new Uint8Array(n)
  for (const i of active) isActive[i] = 1
  for (let i = 0; i < n; i++) if (isActive[i] === 0) C[i * n + i] = 1
  solveActive(values, z, rho, active, C)
  for (let r = rotations.length - 1; r >= 0; r--) {
    const { a, b, c, s } = rotations[r]
    for (let row = 0; row < C.length; row += n) {
      const x = C[row + a]
      const y = C[row + b]
      C[row + a] = c * x - s * y
      C[row + b] = s * x + c * y
    }
  }
  return C
}

/**
 * Finds the coordinates that the update leaves alone: where z vanishes, or after turning two with equal values so that
 * z vanishes on one of them.
 * @returns `active`: the others, by ascending value.
 */
function deflate(
  values: Float64Array,
  z: Float64Array,
  rho: number,
): { active: number[]; rotations: Rotation[] } {
  const order = Array.from(values.keys()).sort((i, j) => values[i] - values[j])
  let size = 0
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i]), rho * Math.abs(z[i]))
  const tolerance = 8 * Number.EPSILON * size
  const active: number[] = []
  const rotations: Rotation[] = []
  for (const i of order) {
    if (rho * Math.abs(z[i]) <= tolerance) continue
    const before = active.at(-1)
    if (before !== undefined) {
      const norm = Math.hypot(z[before], z[i])
      const c = z[i] / norm
      const s = z[before] / norm
      if (Math.abs((values[i] - values[before]) * c * s) <= tolerance) {
        // New coordinates: a' = c a - s b (where z vanishes) and b' = s a + c b.
        rotations.push({ a: before, b: i, c, s: -s })
        const [low, high] = [values[before], values[i]]
        values[before] = low * c * c + high * s * s
        values[i] = low * s * s + high * c * c
        z[before] = 0
        z[i] = norm
        active.pop()
      }
    }
    active.push(i)
  }
  return { active, rotations }
}

function solveActive(
  values: Float64Array,
  z: Float64Array,
  rho: number,
  active: number[],
  C: Float64Array,
): void {
  const n = values.length
  const k = active.length
  if (k === 0) return
  const d = Float64Array.from(active, (i) => values[i])
  const squares = Float64Array.from(active, (i) => z[i] * z[i])
  // gaps[j,i] = d[i] - λ[j], from the root's offset so that no digits cancel.
  const gaps = new Float64Array(k * k)
  for (let j = 0; j < k; j++) {
    const { origin, offset } = secularRoot(d, squares, rho, j)
    for (let i = 0; i < k; i++) gaps[j * k + i] = d[i] - d[origin] - offset
    values[active[j]] = d[origin] + offset
  }
  const moved = movedZ(d, gaps, k)
  for (let j = 0; j < k; j++) {
    let norm = 0
    for (let i = 0; i < k; i++) {
      const value = moved[i] / gaps[j * k + i]
      gaps[j * k + i] = value
      norm += value * value
    }
    norm = Math.sqrt(norm)
    const row = active[j] * n
    for (let i = 0; i < k; i++) C[row + active[i]] = (Math.sign(z[active[i]]) * gaps[j * k + i]) / norm
  }
}

/** |z| for which the computed roots are exact, up to a common factor (Löwner's formula). */
function movedZ(d: Float64Array, gaps: Float64Array, k: number): Float64Array {
  const product = new Float64Array(k).fill(1)
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) product[i] *= i === j ? -gaps[j * k + i] : gaps[j * k + i] / (d[i] - d[j])
  }
  return product.map((value) => Math.sqrt(Math.abs(value)))
}
