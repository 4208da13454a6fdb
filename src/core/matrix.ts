// The one matrix type that every room passes around; `numeric` builds and multiplies it.

/** Row-major dense matrix: element (i, j) is `data[i * cols + j]`, and `data.length === rows * cols`. */
export interface Matrix {
  readonly data: Float32Array | Float64Array
  readonly rows: number
  readonly cols: number
}
