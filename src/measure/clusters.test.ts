import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createContext,
  type Matrix,
  type Pool,
  type PoolWith,
  randomStream,
  requireParts,
} from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import entropyMeasure from './cluster-entropy.ts'
import inertiaMeasure from './cluster-inertia.ts'
import clusters from './clusters.ts'
import { type Measure, measureValue } from './define.ts'
import { clustersOfPool, defaultClusters } from './pool-clusters.ts'

function near(actual: number | null, expected: number, tolerance = 1e-9): void {
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected} within ${tolerance}`,
  )
}

/** sizes[c] points around the c-th axis. */
function planted(sizes: readonly number[], spread: number, seed = 1): Matrix {
  const random = randomStream(seed, 'planted')
  const d = sizes.length
  const rows = sizes.flatMap((size, c) =>
    Array.from({ length: size }, () =>
      Array.from({ length: d }, (_, k) => (k === c ? 1 : 0) + spread * random.normal()),
    ),
  )
  return matrix(rows)
}

function pooled(vectors: Matrix): PoolWith<'vectors'> {
  const pool = createPool({ vectors })
  requireParts('test', pool, ['vectors'])
  return pool
}

const call = async (measure: Measure, pool: Pool, params = {}) =>
  measureValue.parse(await measure.call(pool, params, createContext()))

const sizes = [60, 30, 10]
const entropy = -(0.6 * Math.log(0.6) + 0.3 * Math.log(0.3) + 0.1 * Math.log(0.1))

test('planted clusters are found, and their sizes read as entropy and as an effective number', async () => {
  const pool = pooled(planted(sizes, 0.05))
  near((await call(clusters, pool, { k: 3 })).value, Math.exp(entropy))
  near((await call(entropyMeasure, pool, { k: 3 })).value, entropy)
  const { value, detail } = await call(inertiaMeasure, pool, { k: 3 })
  assert.ok(value! > 0 && value! < 3 * 2 * 0.05 ** 2)
  assert.deepEqual(detail?.sizes, [60, 30, 10])
  assert.equal(detail?.inertia, value)
})

test('clusters come largest first, and each item lies in the cluster of its axis', async () => {
  const params = { k: 3, normalize: true, restarts: 3 }
  const found = await clustersOfPool(pooled(planted([10, 60, 30], 0.05)), params, createContext())
  assert.deepEqual([...found.sizes], [60, 30, 10])
  const expected = [...new Array(10).fill(2), ...new Array(60).fill(0), ...new Array(30).fill(1)]
  assert.deepEqual([...found.assignments], expected)
})

test('the number of clusters is √(n/2), at most 50, when none is asked for', async () => {
  assert.deepEqual([1, 2, 8, 200, 4999, 5000, 1e6].map(defaultClusters), [1, 1, 2, 10, 49, 50, 50])
  assert.equal((await call(clusters, pooled(planted(sizes, 0.3)))).detail?.k, 7)
  assert.equal((await call(clusters, pooled(planted([2, 1], 0.1)), { k: 9 })).detail?.k, 3)
})

test('lengths count only when asked: one direction in three lengths is one cluster, or three', async () => {
  const pool = pooled(matrix([1, 1.01, 5, 5.01, 9, 9.01].map((length) => [length, 2 * length])))
  const directions = await call(inertiaMeasure, pool, { k: 1 })
  near(directions.value, 0)
  near((await call(clusters, pool, { k: 3, normalize: false })).value, 3)
})

test('the order of the items does not matter', async () => {
  const pool = pooled(planted(sizes, 0.4))
  const shuffled = pool.take(randomStream(2, 'order').permutation(100))
  for (const measure of [clusters, entropyMeasure, inertiaMeasure]) {
    near((await call(measure, shuffled)).value, (await call(measure, pool)).value!, 1e-9)
  }
})

test('in blocks, with centres fitted on all items, the numbers are the same', async () => {
  const pool = pooled(planted(sizes, 0.4))
  const context = createContext()
  for (const measure of [clusters, entropyMeasure, inertiaMeasure]) {
    const stream = await measure.stream!({}, pool, context)
    const rows = (from: number, to: number) =>
      pool.take(Int32Array.from({ length: to - from }, (_, i) => from + i))
    const left = await stream.add(await stream.add(stream.init(), rows(0, 20)), rows(20, 70))
    const merged = await stream.finish(stream.merge(left, await stream.add(stream.init(), rows(70, 100))))
    const atOnce = await call(measure, pool)
    near(merged.value, atOnce.value!)
    assert.equal(merged.n, 100)
  }
})

test('copies of one item are one cluster however many are asked for', async () => {
  const { value, detail } = await call(clusters, pooled(matrix(new Array(20).fill([3, 4]))), { k: 4 })
  near(value, 1)
  assert.equal(detail?.filled, 1)
})

test('few items a cluster is a warning; one item is one cluster', async () => {
  const pool = pooled(planted([3, 3], 0.1))
  assert.match((await call(clusters, pool, { k: 4 })).warning ?? '', /mostly chance/)
  near((await call(clusters, pooled(matrix([[1, 2]])))).value, 1)
})

test('zero vectors and NaN are refused by the id of the item', async () => {
  await assert.rejects(
    call(
      clusters,
      pooled(
        matrix([
          [1, 2],
          [0, 0],
        ]),
      ),
    ),
    { code: 'zero-vector', message: /item 2/ },
  )
  await assert.rejects(
    call(
      clusters,
      pooled(
        matrix([
          [1, 2],
          [Number.NaN, 0],
        ]),
      ),
      { normalize: false },
    ),
    {
      code: 'not-a-number',
      message: /item 2/,
    },
  )
})
