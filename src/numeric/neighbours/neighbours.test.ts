import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Matrix, randomStream } from '../../core/index.ts'
import { matrix, row, takeRows } from '../matrix.ts'
import type { NeighbourMetric } from './cloud.ts'
import { type NeighbourOptions, type Neighbours, nearestNeighbours } from './neighbours.ts'

const metrics = ['cosine', 'euclidean'] as const

function cloud(rows: number, cols: number, seed = 1): Matrix {
  const random = randomStream(seed, 'cloud')
  return { data: Float64Array.from({ length: rows * cols }, () => random.normal()), rows, cols }
}

function clustered(rows: number, cols: number, clusters: number): Matrix {
  const random = randomStream(4, 'clustered')
  const centres = cloud(clusters, cols, 9)
  const data = new Float32Array(rows * cols)
  for (let i = 0; i < rows; i++) {
    const centre = row(centres, random.integer(clusters))
    for (let j = 0; j < cols; j++) data[i * cols + j] = centre[j] + 0.3 * random.normal()
  }
  return { data, rows, cols }
}

function single(X: Matrix): Matrix {
  return { ...X, data: Float32Array.from(X.data) }
}

function distance(x: ArrayLike<number>, y: ArrayLike<number>, metric: NeighbourMetric): number {
  let [xy, xx, yy, square] = [0, 0, 0, 0]
  for (let j = 0; j < x.length; j++) {
    xy += x[j] * y[j]
    xx += x[j] * x[j]
    yy += y[j] * y[j]
    square += (x[j] - y[j]) ** 2
  }
  return metric === 'cosine' ? 1 - xy / Math.sqrt(xx * yy) : Math.sqrt(square)
}

/** Every distance of a query, nearest first. */
function ranked(X: Matrix, query: ArrayLike<number>, itself: number, metric: NeighbourMetric): number[] {
  return Array.from({ length: X.rows }, (_, i) => i)
    .filter((i) => i !== itself)
    .map((i) => distance(row(X, i), query, metric))
    .sort((a, b) => a - b)
}

/** Checks distances against all pairs, and that each index is a row at that distance, none named twice. */
function assertNearest(
  found: Neighbours,
  X: Matrix,
  queries: Matrix | undefined,
  metric: NeighbourMetric,
): void {
  const { indices, distances, k } = found
  const asked = queries ?? X
  assert.deepEqual([indices.length, distances.length], [asked.rows * k, asked.rows * k])
  for (let i = 0; i < asked.rows; i++) {
    const expected = ranked(X, row(asked, i), queries === undefined ? i : -1, metric)
    const named = Array.from(indices.subarray(i * k, (i + 1) * k))
    assert.equal(new Set(named).size, k)
    assert.ok(queries !== undefined || !named.includes(i))
    named.forEach((other, rank) => {
      const actual = distances[i * k + rank]
      assert.ok(
        Math.abs(actual - expected[rank]) < 1e-12,
        `row ${i}, neighbour ${rank}: ${actual}, ${expected[rank]}`,
      )
      assert.ok(Math.abs(actual - distance(row(X, other), row(asked, i), metric)) < 1e-12)
      assert.ok(rank === 0 || actual >= distances[i * k + rank - 1])
    })
  }
}

test('neighbours are those of all pairs, for either metric and precision, with and without queries', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 90 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(...metrics),
      fc.boolean(),
      fc.boolean(),
      async (n, d, k, metric, rough, withQueries) => {
        const precision = rough ? single : (X: Matrix) => X
        const X = precision(cloud(n, d, n * 100 + d))
        const queries = withQueries ? precision(cloud(7, d, 3)) : undefined
        const found = await nearestNeighbours(X, k, { metric, queries })
        assert.equal(found.k, Math.min(k, withQueries ? n : n - 1))
        assert.equal(found.method, 'exact')
        assertNearest(found, X, queries, metric)
      },
    ),
    { numRuns: 60 },
  )
})

test('more rows than one tile holds, in blocks of queries, miss nothing', async () => {
  const X = single(cloud(5000, 3))
  const queries = single(cloud(300, 3, 2))
  for (const metric of metrics) {
    assertNearest(await nearestNeighbours(X, 5, { metric, queries }), X, queries, metric)
  }
})

test('neighbours nearer to each other than single precision products can tell are told apart', async () => {
  // Squared distances about 1e-9 of squared lengths, where products in f32 err by 1e-7; more rows than candidates kept.
  const base = row(cloud(1, 32, 8), 0)
  const random = randomStream(1, 'near')
  const data = Float32Array.from({ length: 400 * 32 }, (_, at) => base[at % 32] + 3e-5 * random.normal())
  const X = matrix(data, 400, 32)
  const far = { ...X, data: X.data.map((value, at) => (at < 200 * 32 ? value : value + 50)) }
  for (const metric of metrics) {
    const { indices, k } = await nearestNeighbours(far, 3, { metric })
    for (let i = 0; i < 200; i++) {
      const expected = ranked(far, row(far, i), i, metric)
      for (let rank = 0; rank < k; rank++) {
        const actual = distance(row(far, i), row(far, indices[i * k + rank]), metric)
        assert.ok(Math.abs(actual - expected[rank]) < 1e-14, `${metric} ${i}: ${actual} ${expected[rank]}`)
      }
    }
  }
})

test('copies of a row are neighbours at distance exactly 0, the lower index first', async () => {
  const points = matrix([
    [0.1, 0.2],
    [0.5, 0.3],
    [0.1, 0.2],
    [0.1, 0.2],
  ])
  for (const metric of metrics) {
    const { indices, distances } = await nearestNeighbours(points, 2, { metric })
    assert.deepEqual([...indices.subarray(0, 2), ...indices.subarray(4)], [2, 3, 0, 3, 0, 2])
    assert.deepEqual([...distances.subarray(0, 2), ...distances.subarray(4)], [0, 0, 0, 0, 0, 0])
    const asked = await nearestNeighbours(points, 3, { metric, queries: matrix([[0.1, 0.2]]) })
    assert.deepEqual([...asked.indices], [0, 2, 3])
    assert.deepEqual([...asked.distances], [0, 0, 0])
  }
})

test('hundreds of copies leave every row with neighbours at distance 0, exactly and by graph', async () => {
  const X = takeRows(
    cloud(6, 5),
    Int32Array.from({ length: 1800 }, (_, i) => i % 6),
  )
  for (const method of ['exact', 'hnsw'] as const) {
    const { indices, distances } = await nearestNeighbours(X, 20, { metric: 'euclidean', method })
    assert.ok(distances.every((value) => value === 0))
    indices.forEach((other, at) => {
      const i = Math.floor(at / 20)
      assert.ok(other % 6 === i % 6 && other !== i)
    })
  }
})

test('small distances keep their digits', async () => {
  const gap = 2 ** -30
  const line = matrix([
    [1000, 1],
    [1000, 1 + gap],
    [1000, 1 + 3 * gap],
    [-1000, 5],
  ])
  const { indices, distances } = await nearestNeighbours(line, 1, { metric: 'euclidean' })
  assert.deepEqual([...indices.subarray(0, 3)], [1, 0, 1])
  assert.deepEqual([...distances.subarray(0, 3)], [gap, gap, 2 * gap])
  const angle = 1e-9
  const turned = await nearestNeighbours(
    matrix([
      [1, 0],
      [Math.cos(angle), Math.sin(angle)],
    ]),
    1,
  )
  assert.ok(Math.abs(turned.distances[0] / (angle ** 2 / 2) - 1) < 1e-9)
})

test('opposite rows have cosine distance 2, orthogonal ones 1, whatever their lengths', async () => {
  const X = matrix([
    [1e-200, 0],
    [-1e200, 0],
    [0, 3],
  ])
  const { indices, distances } = await nearestNeighbours(X, 2)
  assert.deepEqual([...indices], [2, 1, 2, 0].concat([...indices.subarray(4)]))
  assert.deepEqual(
    [...distances],
    [1, 2, 1, 2, 1, 1].map((value, at) => distances[at] + (value - distances[at])),
  )
  distances.forEach((value, at) => {
    assert.ok(Math.abs(value - [1, 2, 1, 2, 1, 1][at]) < 1e-15)
  })
})

test('Euclidean distances scale with the rows, however small or large', async () => {
  const X = cloud(30, 4)
  const whole = await nearestNeighbours(X, 3, { metric: 'euclidean' })
  for (const factor of [2 ** -900, 2 ** 900]) {
    const scaled = { ...X, data: X.data.map((value) => value * factor) }
    const found = await nearestNeighbours(scaled, 3, { metric: 'euclidean' })
    assert.deepEqual(found.indices, whole.indices)
    assert.deepEqual(
      found.distances,
      whole.distances.map((value) => value * factor),
    )
  }
})

test('the order of the rows does not matter, ties included', async () => {
  // A grid, where every point has several neighbours at one distance.
  const grid = matrix(Array.from({ length: 400 }, (_, i) => [i % 20, Math.floor(i / 20)]))
  const order = randomStream(1, 'order').permutation(400)
  for (const method of ['exact', 'hnsw'] as const) {
    const whole = await nearestNeighbours(grid, 3, { metric: 'euclidean', method })
    const shuffled = await nearestNeighbours(takeRows(grid, order), 3, { metric: 'euclidean', method })
    for (let i = 0; i < 400; i++) {
      for (let rank = 0; rank < 3; rank++) {
        assert.equal(order[shuffled.indices[i * 3 + rank]], whole.indices[order[i] * 3 + rank])
      }
    }
  }
})

test('the graph finds at least 95 of 100 true neighbours of clustered rows, at their exact distances', async () => {
  const X = clustered(3000, 32, 40)
  for (const metric of metrics) {
    const exact = await nearestNeighbours(X, 10, { metric, method: 'exact' })
    const found = await nearestNeighbours(X, 10, { metric, method: 'hnsw' })
    assert.deepEqual([exact.method, found.method], ['exact', 'hnsw'])
    const position = new Map<string, number>()
    exact.indices.forEach((other, at) => {
      position.set(`${Math.floor(at / 10)} ${other}`, exact.distances[at])
    })
    let hits = 0
    found.indices.forEach((other, at) => {
      const known = position.get(`${Math.floor(at / 10)} ${other}`)
      if (known === undefined) return
      hits++
      assert.equal(found.distances[at], known)
    })
    assert.ok(hits >= 0.95 * exact.indices.length, `${metric}: recall ${hits / exact.indices.length}`)
  }
})

test('the graph answers queries, one or many, and gives the same bytes in every run', async () => {
  const X = clustered(1500, 16, 20)
  const one = takeRows(X, [7])
  const alone = await nearestNeighbours(X, 4, { queries: one, method: 'hnsw' })
  assert.deepEqual([alone.indices[0], alone.distances[0], alone.k], [7, 0, 4])
  const run = () => nearestNeighbours(X, 4, { queries: takeRows(X, [1, 2, 3]), method: 'hnsw' })
  const first = await run()
  assert.deepEqual([first.indices[0], first.indices[4], first.indices[8]], [1, 2, 3])
  assert.deepEqual(await run(), first)
})

test('a graph of fewer rows than are asked for returns them all', async () => {
  const X = cloud(5, 3)
  const found = await nearestNeighbours(X, 10, { method: 'hnsw', metric: 'euclidean' })
  assertNearest(found, X, undefined, 'euclidean')
  assert.equal(found.k, 4)
})

test('where nobody else is there, there are no neighbours', async () => {
  for (const method of ['exact', 'hnsw'] as const) {
    const one = await nearestNeighbours(matrix([[1, 2]]), 3, { method })
    assert.deepEqual([one.k, one.indices.length, one.distances.length], [0, 0, 0])
    const none = await nearestNeighbours(matrix(new Float64Array(0), 0, 2), 3, { method })
    assert.deepEqual([none.k, none.indices.length], [0, 0])
    const unasked = await nearestNeighbours(cloud(4, 2), 3, {
      method,
      queries: matrix(new Float64Array(0), 0, 2),
    })
    assert.deepEqual([unasked.k, unasked.indices.length], [3, 0])
  }
})

test('bad input is refused by name', async () => {
  const X = cloud(5, 3)
  for (const k of [0, -1, 1.5, Number.NaN]) {
    await assert.rejects(nearestNeighbours(X, k), { name: 'GamutError', code: 'bad-k' })
  }
  await assert.rejects(nearestNeighbours(X, 1, { queries: cloud(2, 4) }), { code: 'shape-mismatch' })
  const zero = takeRows(X, [0, 1, 2])
  zero.data.fill(0, 3, 6)
  await assert.rejects(nearestNeighbours(zero, 1), { code: 'zero-vector', message: /^Row 1 is/ })
  await assert.rejects(nearestNeighbours(X, 1, { queries: zero }), {
    code: 'zero-vector',
    message: /^Query 1 is/,
  })
  assert.equal((await nearestNeighbours(zero, 1, { metric: 'euclidean' })).k, 1)
  for (const metric of metrics) {
    const bad = takeRows(X, [0, 1, 2])
    bad.data[7] = Number.NaN
    await assert.rejects(nearestNeighbours(bad, 1, { metric }), {
      code: 'not-a-number',
      message: /^Row 2 holds NaN/,
    })
    await assert.rejects(nearestNeighbours(X, 1, { metric, queries: bad }), { message: /^Query 2 holds/ })
  }
  const huge = matrix([
    [1e308, 1e308],
    [1, 2],
  ])
  await assert.rejects(nearestNeighbours(huge, 1), { code: 'too-large', message: /^Row 0 is longer/ })
})

test('work stops when cancelled, and reports its progress', async () => {
  const X = cloud(1200, 4)
  for (const method of ['exact', 'hnsw'] as const) {
    const options: NeighbourOptions = { method, signal: AbortSignal.abort() }
    await assert.rejects(nearestNeighbours(X, 2, options), { name: 'AbortError' })
    const seen: [number, number | undefined][] = []
    await nearestNeighbours(X, 2, { method, progress: (done, total) => seen.push([done, total]) })
    assert.ok(seen.length >= 3)
    assert.ok(seen.every(([done, total], i) => total === seen[0][1] && done >= (seen[i - 1]?.[0] ?? 0)))
  }
})
