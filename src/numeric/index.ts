// numeric: matrices and their products, spectra, distances, kernels, clusters, neighbours, intervals. Plain functions on
// typed arrays that know nothing of pools, files or people; what a number means belongs to `measure`.

export { choleskyFactor, solvePositiveDefinite } from './cholesky.ts'
export { contentOrder, contentSample } from './content-order.ts'
export { eigenvalues, symmetricEigen } from './eigen/eigen.ts'
export {
  type BootstrapOptions,
  bootstrapInterval,
  type Interval,
  meanInterval,
  normalQuantile,
  type SubsampleOptions,
  studentQuantile,
  subsampleInterval,
} from './intervals.ts'
export { type KernelOperator, type KernelOperatorOptions, kernelOperator } from './kernel-operator.ts'
export { medianBandwidth, medianManhattan } from './kernels/bandwidth.ts'
export {
  type Kernel,
  type KernelFunction,
  type KernelName,
  kernelNames,
  type NamedKernel,
  parseKernel,
} from './kernels/kernel.ts'
export { kernelBand } from './kernels/kernel-band.ts'
export { kernelMatrix } from './kernels/kernel-matrix.ts'
export { assignToCentroids } from './kmeans/assign.ts'
export { type Clustering, type KmeansOptions, kmeans } from './kmeans/kmeans.ts'
export {
  type DeflatedQuadrature,
  deflatedQuadrature,
  type QuadratureOptions,
  type SpectralEstimate,
  type SpectralFunction,
} from './lanczos/deflated-quadrature.ts'
export type { SymmetricOperator } from './lanczos/operator.ts'
export { matrix, row, takeRows } from './matrix.ts'
export { type NeighbourOptions, type Neighbours, nearestNeighbours } from './neighbours/neighbours.ts'
export { type Pca, type PcaOptions, pca } from './pca/pca.ts'
export { gramMatrix, type MultiplyOptions, multiply, multiplyInto, rowBlock, transpose } from './products.ts'
export {
  type SecondMomentAccumulator,
  type SecondMomentOptions,
  secondMoment,
  secondMomentAccumulator,
} from './second-moment/second-moment.ts'
export { wasmKernel } from './wasm-kernel.ts'
