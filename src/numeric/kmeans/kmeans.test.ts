import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError, type Matrix, randomStream } from '../../core/index.ts'
import { matrix, takeRows } from '../matrix.ts'
import { assignToCentroids } from './assign.ts'
import { kmeans } from './kmeans.ts'

function gaussian(rows: number, cols: number, seed = 1): Matrix {
  const random = randomStream(seed, 'k-means')
  return matrix(
    Float64Array.from({ length: rows * cols }, () => random.normal()),
    rows,
    cols,
  )
}

/** Points around `k` centres far apart; row i belongs to group i mod k. */
function blobs(rows: number, cols: number, k: number, offset = 0): Matrix {
  const points = gaussian(rows, cols)
  const centres = gaussian(k, cols, 2)
  return matrix(
    points.data.map((value, at) => {
      const group = Math.floor(at / cols) % k
      return offset + 0.1 * value + 10 * centres.data[group * cols + (at % cols)]
    }),
    rows,
    cols,
  )
}

const single = (X: Matrix): Matrix => matrix(Float32Array.from(X.data), X.rows, X.cols)

function squaredDistance(X: Matrix, i: number, C: Matrix, c: number): number {
  let sum = 0
  for (let j = 0; j < X.cols; j++) sum += (X.data[i * X.cols + j] - C.data[c * X.cols + j]) ** 2
  return sum
}

function nearestByHand(
  X: Matrix,
  C: Matrix,
): { assignments: number[]; distances: number[]; inertia: number } {
  const assignments: number[] = []
  const distances: number[] = []
  for (let i = 0; i < X.rows; i++) {
    let best = 0
    for (let c = 1; c < C.rows; c++) {
      if (squaredDistance(X, i, C, c) < squaredDistance(X, i, C, best)) best = c
    }
    assignments.push(best)
    distances.push(squaredDistance(X, i, C, best))
  }
  return { assignments, distances, inertia: distances.reduce((a, b) => a + b, 0) }
}

/** Lloyd's iteration as it is defined, for small cases without empty clusters. */
function lloydByHand(X: Matrix, initial: Matrix, rounds: number): number {
  const C = { ...initial, data: initial.data.slice() }
  for (let round = 0; round < rounds; round++) {
    const { assignments } = nearestByHand(X, C)
    for (let c = 0; c < C.rows; c++) {
      const members = assignments.flatMap((a, i) => (a === c ? [i] : []))
      assert.ok(members.length > 0)
      for (let j = 0; j < C.cols; j++) {
        C.data[c * C.cols + j] = members.reduce((sum, i) => sum + X.data[i * X.cols + j], 0) / members.length
      }
    }
  }
  return nearestByHand(X, C).inertia
}

/** Which rows go together, whatever the clusters are called. */
const partition = (assignments: ArrayLike<number>): string => {
  const groups = new Map<number, number[]>()
  Array.from(assignments).forEach((c, i) => {
    groups.set(c, [...(groups.get(c) ?? []), i])
  })
  return [...groups.values()].map(String).sort().join('|')
}

const coded = (code: string, pattern: RegExp) => (error: unknown) =>
  error instanceof GamutError && error.code === code && pattern.test(error.message)

test('assignments and inertia are what brute force gives for the centroids', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (n, d, wanted, inSingle) => {
        const k = Math.min(n, wanted)
        const X = inSingle ? single(gaussian(n, d)) : gaussian(n, d)
        const { centroids, assignments, inertia, sizes } = await kmeans(X, k, { maxIterations: 5 })
        const expected = nearestByHand(X, centroids)
        assert.ok(Math.abs(inertia - expected.inertia) <= 1e-6 * expected.inertia + 1e-12)
        if (!inSingle) assert.deepEqual([...assignments], expected.assignments)
        assert.equal(centroids.data.constructor, X.data.constructor)
        assert.deepEqual(
          [...sizes],
          Array.from({ length: k }, (_, c) => assignments.filter((a) => a === c).length),
        )
      },
    ),
    { numRuns: 40 },
  )
})

test('rounds from given centroids are those of the definition', async () => {
  const X = gaussian(200, 3)
  const initial = takeRows(X, [0, 1, 2, 3, 4])
  for (const rounds of [1, 2, 5, 9]) {
    const { inertia } = await kmeans(X, 5, { initial, maxIterations: rounds, tolerance: 0 })
    assert.ok(Math.abs(inertia - lloydByHand(X, initial, rounds)) < 1e-9)
  }
})

test('inertia never rises from round to round, and at the end every centroid is the mean of its rows', async () => {
  const X = gaussian(500, 6)
  const initial = takeRows(X, [0, 1, 2, 3, 4, 5, 6, 7])
  let last = Number.POSITIVE_INFINITY
  for (let rounds = 1; rounds <= 12; rounds++) {
    const { inertia } = await kmeans(X, 8, { initial, maxIterations: rounds, tolerance: 0 })
    assert.ok(inertia <= last + 1e-9)
    last = inertia
  }
  const { centroids, assignments, sizes } = await kmeans(X, 8, { initial, tolerance: 0 })
  const sums = new Float64Array(8 * 6)
  for (let i = 0; i < 500; i++) for (let j = 0; j < 6; j++) sums[assignments[i] * 6 + j] += X.data[i * 6 + j]
  sums.forEach((sum, at) => {
    assert.ok(Math.abs(sum / sizes[Math.floor(at / 6)] - centroids.data[at]) < 1e-12)
  })
})

test('well separated groups are found, also far from the origin in single precision', async () => {
  for (const X of [blobs(300, 5, 6), single(blobs(300, 5, 6, 1000))]) {
    const { assignments, sizes } = await kmeans(X, 6, { restarts: 3 })
    assert.equal(partition(assignments), partition(Array.from({ length: 300 }, (_, i) => i % 6)))
    assert.deepEqual([...sizes], [50, 50, 50, 50, 50, 50])
  }
})

test('mini-batches find well separated groups too', async () => {
  const X = blobs(3000, 5, 6)
  const { assignments, iterations } = await kmeans(X, 6, { batchSize: 256, restarts: 3, maxIterations: 60 })
  assert.equal(partition(assignments), partition(Array.from({ length: 3000 }, (_, i) => i % 6)))
  assert.ok(iterations <= 60)
})

test('the order of the rows does not matter, with drawn or given centroids, in rounds or batches', async () => {
  const X = gaussian(400, 4)
  const order = randomStream(3, 'order').permutation(400)
  const shuffled = takeRows(X, order)
  const initial = takeRows(X, [0, 1, 2, 3, 4])
  for (const options of [{}, { initial }, { batchSize: 50, maxIterations: 30 }]) {
    const straight = await kmeans(X, 5, options)
    const other = await kmeans(shuffled, 5, options)
    assert.ok(Math.abs(straight.inertia - other.inertia) < 1e-9 * straight.inertia)
    assert.deepEqual(
      [...other.assignments],
      Array.from(order, (i) => straight.assignments[i]),
    )
  }
})

test('the same seed gives the same bytes, another seed other draws', async () => {
  const X = gaussian(300, 4)
  const run = (seed: number) => kmeans(X, 20, { random: randomStream(seed, 'a'), maxIterations: 3 })
  assert.deepEqual(await run(1), await run(1))
  assert.notDeepEqual((await run(1)).centroids, (await run(2)).centroids)
})

test('more restarts never give a larger inertia', async () => {
  const X = gaussian(300, 3)
  const once = await kmeans(X, 12)
  const often = await kmeans(X, 12, { restarts: 5 })
  assert.ok(often.inertia <= once.inertia)
})

test('an empty cluster gets the row farthest from its centroid', async () => {
  const X = matrix([[0], [1], [2], [10]])
  const initial = matrix([[1], [1000]])
  const { centroids, inertia } = await kmeans(X, 2, { initial, tolerance: 0 })
  assert.deepEqual([...centroids.data], [1, 10])
  assert.equal(inertia, 2)
})

test('with fewer different rows than clusters some stay empty and every row sits on its centroid', async () => {
  const X = matrix(Array.from({ length: 30 }, (_, i) => [i % 2, 5]))
  const { inertia, sizes } = await kmeans(X, 4)
  assert.equal(inertia, 0)
  assert.deepEqual([...sizes].sort(), [0, 0, 15, 15])
})

test('as many clusters as rows leave no inertia; one cluster is the mean', async () => {
  const X = gaussian(20, 3)
  assert.ok((await kmeans(X, 20)).inertia < 1e-20)
  const { centroids } = await kmeans(X, 1)
  for (let j = 0; j < 3; j++) {
    const mean = Array.from({ length: 20 }, (_, i) => X.data[3 * i + j]).reduce((a, b) => a + b, 0) / 20
    assert.ok(Math.abs(centroids.data[j] - mean) < 1e-14)
  }
})

test('progress is told after every round, and cancelling ends the work', async () => {
  const X = gaussian(200, 3)
  const seen: number[] = []
  const { iterations } = await kmeans(X, 5, { progress: (done) => seen.push(done) })
  assert.deepEqual(
    seen,
    Array.from({ length: iterations }, (_, i) => i + 1),
  )
  await assert.rejects(kmeans(X, 5, { signal: AbortSignal.abort() }), { name: 'AbortError' })
})

test('a k that is no whole number from 1 to n is refused', async () => {
  const X = gaussian(3, 2)
  for (const k of [0, -1, 1.5, 4, Number.NaN])
    await assert.rejects(kmeans(X, k), coded('k-out-of-range', /3 rows/))
  await assert.rejects(kmeans(matrix(new Float64Array(0), 0, 2), 1), coded('k-out-of-range', /0 rows/))
})

test('initial centroids of another shape and options out of range are refused', async () => {
  const X = gaussian(9, 2)
  await assert.rejects(kmeans(X, 2, { initial: gaussian(2, 3) }), coded('shape-mismatch', /2×3/))
  await assert.rejects(kmeans(X, 3, { initial: gaussian(2, 2) }), coded('shape-mismatch', /k = 3/))
  await assert.rejects(kmeans(X, 2, { maxIterations: 0 }), coded('bad-option', /maxIterations/))
  await assert.rejects(kmeans(X, 2, { restarts: 0.5 }), coded('bad-option', /restarts/))
  await assert.rejects(kmeans(X, 2, { batchSize: 0 }), coded('bad-option', /batchSize/))
  await assert.rejects(kmeans(X, 2, { tolerance: Number.NaN }), coded('bad-option', /tolerance/))
})

test('a row with NaN or an infinite number is named', async () => {
  for (const bad of [Number.NaN, Number.NEGATIVE_INFINITY]) {
    const X = gaussian(50, 2)
    X.data[2 * 31] = bad
    const initial = takeRows(X, [0, 1])
    for (const options of [
      {},
      { tolerance: 0 },
      { initial, tolerance: 0 },
      { batchSize: 50, tolerance: 0 },
    ]) {
      await assert.rejects(kmeans(X, 2, options), coded('not-a-number', /Row 31 holds/))
    }
    await assert.rejects(assignToCentroids(X, initial), coded('not-a-number', /Row 31 holds/))
  }
})

test('assigning to centroids agrees with brute force, with exact distances, over several blocks', async () => {
  const X = gaussian(9000, 4)
  const C = gaussian(7, 4, 5)
  const { assignments, distances } = await assignToCentroids(X, C)
  const expected = nearestByHand(X, C)
  assert.deepEqual([...assignments], expected.assignments)
  assert.ok(distances.every((distance, i) => Math.abs(distance - expected.distances[i]) < 1e-12))
})

test('of equal centroids the first is chosen', async () => {
  const { assignments } = await assignToCentroids(matrix([[0], [5]]), matrix([[1], [-7], [1]]))
  assert.deepEqual([...assignments], [0, 0])
})

test('assigning to no centroids, or to ones of another length, is refused', async () => {
  const X = gaussian(2, 3)
  await assert.rejects(
    assignToCentroids(X, matrix(new Float64Array(0), 0, 3)),
    coded('k-out-of-range', /no centroids/),
  )
  await assert.rejects(assignToCentroids(X, gaussian(2, 2)), coded('shape-mismatch', /3 numbers .* of 2/))
})
