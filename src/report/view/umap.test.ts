import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, randomStream } from '../../core/index.ts'
import { umapInWorker } from './umap.ts'
import { layoutByUmap, type UmapTask } from './umap-steps.ts'

/** Two groups of points on circles that share no neighbour. */
function twoRings(size: number): UmapTask {
  const n = 2 * size
  const k = 7
  const neighbours = new Int32Array(n * k)
  const distances = new Float64Array(n * k)
  for (let i = 0; i < n; i++) {
    const ring = i < size ? 0 : size
    for (let j = 0; j < k; j++) {
      const step = j % 2 === 0 ? j / 2 : -(j + 1) / 2
      neighbours[i * k + j] = ring + ((i - ring + step + size) % size)
      distances[i * k + j] = Math.abs(step)
    }
  }
  const random = randomStream(1, 'start')
  const start = Float64Array.from({ length: 2 * n }, () => random.normal())
  return { n, k, neighbours, distances, start, minDist: 0.1, seed: 3 }
}

test('groups without common neighbours come to lie apart', async () => {
  const places = await layoutByUmap(twoRings(60), () => {})
  const nearest = (i: number) => {
    let best = -1
    let bestSquared = Number.POSITIVE_INFINITY
    for (let j = 0; j < 120; j++) {
      const squared = (places[2 * i] - places[2 * j]) ** 2 + (places[2 * i + 1] - places[2 * j + 1]) ** 2
      if (j !== i && squared < bestSquared) {
        best = j
        bestSquared = squared
      }
    }
    return best
  }
  const strayed = Array.from({ length: 120 }, (_, i) => i).filter((i) => i < 60 !== nearest(i) < 60)
  assert.ok(strayed.length <= 6, `${strayed.length} of 120 lie nearest to the other group`)
})

test('the worker gives the same places as the same task here, and says how far it is', async () => {
  const task = twoRings(20)
  const reports: number[] = []
  const context = createContext({ progress: (done) => reports.push(done) })
  assert.deepEqual(await umapInWorker(task, context), await layoutByUmap(task, () => {}))
  assert.equal(reports.at(-1), 500)
})

test('an aborted layout ends with the reason', async () => {
  const abort = new AbortController()
  const context = createContext({ signal: abort.signal, progress: () => abort.abort(new Error('enough')) })
  await assert.rejects(umapInWorker(twoRings(400), context), /enough/)
})
