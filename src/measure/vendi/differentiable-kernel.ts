// Kernels that know their own gradient: what pushing points apart along ln VS needs.

type Point = Float32Array | Float64Array

/** A positive semidefinite kernel with k(a, a) = 1. */
export interface DifferentiableKernel {
  value(a: Point, b: Point): number
  /** Adds `scale` · ∂k(a, b)/∂a to `out`. */
  addGradient(a: Point, b: Point, scale: number, out: Float64Array): void
}

/** exp(-‖a - b‖² / 2σ²). */
export function differentiableRbf(sigma: number): DifferentiableKernel {
  const value = (a: Point, b: Point): number => {
    let squares = 0
    for (let c = 0; c < a.length; c++) squares += (a[c] - b[c]) ** 2
    return Math.exp(-squares / (2 * sigma * sigma))
  }
  return {
    value,
    addGradient(a, b, scale, out) {
      const factor = (scale * value(a, b)) / (sigma * sigma)
      for (let c = 0; c < a.length; c++) out[c] += factor * (b[c] - a[c])
    },
  }
}

/** a·b / (‖a‖ ‖b‖). No point may be 0. */
export const differentiableCosine: DifferentiableKernel = {
  value: (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)),
  addGradient(a, b, scale, out) {
    const squares = dot(a, a)
    const norms = Math.sqrt(squares * dot(b, b))
    const cosine = dot(a, b) / norms
    for (let c = 0; c < a.length; c++) out[c] += scale * (b[c] / norms - (cosine * a[c]) / squares)
  },
}

function dot(a: Point, b: Point): number {
  let sum = 0
  for (let c = 0; c < a.length; c++) sum += a[c] * b[c]
  return sum
}

/** Coordinates nearer 0 count as this far from it: |x| has a kink at 0, and two zeros would give 0/0. */
const kink = 1e-9

/** 1 - ‖a - b‖₁ / (‖a‖₁ + ‖b‖₁), the kernel of the toy systems of Vendi Sampling (Pasarkar et al. 2023). */
export const ratioKernel: DifferentiableKernel = {
  value: (a, b) => 1 - distance(a, b) / (size(a) + size(b)),
  addGradient(a, b, scale, out) {
    const sum = size(a) + size(b)
    const apart = distance(a, b)
    for (let c = 0; c < a.length; c++) {
      const ofSize = Math.abs(a[c]) > kink ? Math.sign(a[c]) : 0
      out[c] += (scale * (apart * ofSize - sum * Math.sign(a[c] - b[c]))) / (sum * sum)
    }
  },
}

function distance(a: Point, b: Point): number {
  let sum = 0
  for (let c = 0; c < a.length; c++) sum += Math.abs(a[c] - b[c])
  return sum
}

function size(a: Point): number {
  let sum = 0
  for (let c = 0; c < a.length; c++) sum += Math.max(Math.abs(a[c]), kink)
  return sum
}
