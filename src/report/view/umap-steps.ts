// UMAP (McInnes, Healy & Melville 2018) by umap-js, from given neighbours and given first places. Its own first places are
// random, which loses the large structure, and its own search for neighbours is slower than ours.

import { randomStream } from '../../core/index.ts'

/** What the worker is told. All arrays are row-major. */
export interface UmapTask {
  readonly n: number
  /** Neighbours of each item, itself first. */
  readonly k: number
  readonly neighbours: Int32Array
  readonly distances: Float64Array
  /** n×2 first places. */
  readonly start: Float64Array
  readonly minDist: number
  readonly seed: number
}

/** Epochs between two reports of progress. */
const stride = 10

/** n×2 coordinates. The same task gives the same coordinates. */
export async function layoutByUmap(
  { n, k, neighbours, distances, start, minDist, seed }: UmapTask,
  progress: (done: number, total: number) => void,
): Promise<Float32Array<ArrayBuffer>> {
  const { UMAP } = (await import('umap-js')).default
  const random = randomStream(seed, 'umap')
  const umap = new UMAP({ nNeighbors: k, minDist, random: () => random.uniform() })
  umap.setPrecomputedKNN(nested(neighbours, n, k), nested(distances, n, k))
  const epochs = umap.initializeFit(Array.from({ length: n }, () => []))
  const places = umap.getEmbedding()
  places.forEach((place, i) => {
    place[0] = start[2 * i]
    place[1] = start[2 * i + 1]
  })
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step()
    if (epoch % stride === stride - 1) progress(epoch + 1, epochs)
  }
  return Float32Array.from(umap.getEmbedding().flat())
}

function nested(flat: ArrayLike<number>, n: number, k: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: k }, (_, j) => flat[i * k + j]))
}
