// numeric: matrices and their products, spectra, distances, kernels, clusters, neighbours, intervals. Plain functions on
// typed arrays that know nothing of pools, files or people; what a number means belongs to `measure`.

export { normalQuantile, studentQuantile } from './intervals.ts'
export { matrix, row, takeRows } from './matrix.ts'
