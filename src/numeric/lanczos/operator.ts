// A symmetric matrix that is too large to hold, known by its products with vectors.

import type { Matrix } from '../../core/index.ts'

export interface SymmetricOperator {
  /** n. */
  readonly size: number
  /** Σ λᵢ, exact up to rounding. */
  readonly trace: number
  /** Σ λᵢ², exact up to rounding. */
  readonly squaredTrace: number
  /** About how far rounding inside the products can move an eigenvalue: the norm of the perturbation. */
  readonly noise: number
  /**
   * Position of each row in an order that does not depend on how the rows are given; random vectors are drawn along it.
   * The given order when absent.
   */
  readonly rank?: Int32Array
  /** A V for an n×c block V; f64. */
  apply(V: Matrix): Promise<Matrix>
}
