import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError, type Matrix, randomStream } from '../core/index.ts'
import { matrix, row, takeRows } from '../numeric/index.ts'
import { typicality } from './typicality.ts'

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let j = 0; j < a.length; j++) {
    ab += a[j] * b[j]
    aa += a[j] * a[j]
    bb += b[j] * b[j]
  }
  return ab / Math.sqrt(aa * bb)
}

function others(X: Matrix, i: number): number[] {
  return Array.from({ length: X.rows }, (_, j) => j)
    .filter((j) => j !== i)
    .map((j) => cosine(row(X, i), row(X, j)))
}

const vectors = fc.integer({ min: 1, max: 4 }).chain((d) =>
  fc
    .array(
      fc
        .array(fc.integer({ min: -4, max: 4 }), { minLength: d, maxLength: d })
        .filter((v) => v.some(Boolean)),
      { minLength: 2, maxLength: 25 },
    )
    .map((rows) => matrix(rows)),
)

test('typical items have the highest mean cosine to the others, novel ones the farthest nearest neighbour', async () => {
  await fc.assert(
    fc.asyncProperty(vectors, async (X) => {
      const { typical, novel } = await typicality(X, { count: X.rows })
      const different = new Set(Array.from({ length: X.rows }, (_, i) => row(X, i).join())).size
      assert.equal(typical.length, different)
      assert.equal(novel.length, different)
      for (const { item, score } of typical) {
        const cosines = others(X, item)
        assert.ok(Math.abs(score - cosines.reduce((sum, value) => sum + value, 0) / cosines.length) < 1e-5)
      }
      for (const { item, score } of novel) {
        assert.ok(Math.abs(score - (1 - Math.max(...others(X, item)))) < 1e-5)
      }
      for (const list of [typical, novel]) {
        const scores = list.map(({ score }) => score)
        assert.deepEqual(
          scores,
          scores.toSorted((a, b) => b - a),
        )
      }
    }),
    { numRuns: 80 },
  )
})

test('the order of the rows changes nothing but their numbers', async () => {
  await fc.assert(
    fc.asyncProperty(vectors, async (X) => {
      const Y = takeRows(X, randomStream(1, 'rows').permutation(X.rows))
      const contents = async (Z: Matrix) => {
        const { typical, novel } = await typicality(Z)
        return [typical, novel].map((list) => list.map(({ item, score }) => [[...row(Z, item)], score]))
      }
      assert.deepEqual(await contents(Y), await contents(X))
    }),
    { numRuns: 40 },
  )
})

test('more rows than a tile holds', async () => {
  const random = randomStream(1, 'many')
  const X = matrix(
    Float32Array.from({ length: 1500 * 6 }, () => random.normal() + 2),
    1500,
    6,
  )
  row(X, 1200).set([-1, 1, -1, 1, -1, -1])
  const { typical, novel } = await typicality(X, { count: 3 })
  assert.equal(novel[0].item, 1200)
  for (const { item, score } of novel) {
    assert.ok(Math.abs(score - (1 - Math.max(...others(X, item)))) < 1e-5)
  }
  const mean = Float64Array.from({ length: 6 }, (_, j) => {
    let sum = 0
    for (let i = 0; i < X.rows; i++) sum += row(X, i)[j] / Math.hypot(...row(X, i))
    return sum
  })
  const nearestToMean = Array.from({ length: X.rows }, (_, i) => cosine(row(X, i), mean))
  assert.equal(typical[0].item, nearestToMean.indexOf(Math.max(...nearestToMean)))
})

test('copies of one item only, one item and no item', async () => {
  const copies = await typicality(
    matrix([
      [1, 2],
      [1, 2],
      [1, 2],
    ]),
  )
  assert.deepEqual(
    copies.typical.map(({ item }) => item),
    [0],
  )
  assert.ok(Math.abs(copies.typical[0].score - 1) < 1e-6)
  assert.deepEqual(copies.novel, [{ item: 0, score: 0 }])
  assert.deepEqual(await typicality(matrix([[1, 2]])), { typical: [], novel: [] })
  assert.deepEqual(await typicality(matrix([], 0, 2)), { typical: [], novel: [] })
})

test('a vector without direction is refused', async () => {
  await assert.rejects(
    () => typicality(matrix([[1], [0]])),
    (error) => error instanceof GamutError && error.code === 'zero-vector',
  )
})
