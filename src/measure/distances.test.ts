import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, type Matrix, randomStream } from '../core/index.ts'
import { matrix, takeRows } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import { diversityGain } from './diversity-gain.ts'
import { facilityLocationValue } from './facility-location.ts'
import logDeterminantMeasure, { logDeterminant } from './log-determinant.ts'
import distanceMeasure, { meanPairwiseDistance } from './mean-pairwise-distance.ts'

function near(actual: number | null | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected} within ${tolerance}`,
  )
}

const three = matrix([
  [1, 0],
  [0, 1],
  [1, 1],
])
const firstTwo = takeRows(three, [0, 1])

function gaussian(seed: number, n: number, d: number): Matrix {
  const random = randomStream(seed, 'gaussian')
  return matrix(
    Float64Array.from({ length: n * d }, () => random.normal()),
    n,
    d,
  )
}

test('of (1,0), (0,1), (1,1): the first represents 1.707107 of them, all represent 3, none 0', async () => {
  near(await facilityLocationValue(takeRows(three, [0]), three), 1.707107, 5e-7)
  near(await facilityLocationValue(three, three), 3)
  assert.equal(await facilityLocationValue(takeRows(three, []), three), 0)
})

test('facility location is monotone and submodular over non-empty sets', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      async (seed, picks, cut) => {
        const V = gaussian(seed, 10, 3)
        const value = (indices: number[]) => facilityLocationValue(takeRows(V, indices), V)
        const [extra, ...large] = picks
        const small = large.slice(0, Math.min(cut, large.length))
        const [ofSmall, ofLarge] = [await value(small), await value(large)]
        const [withSmall, withLarge] = [await value([...small, extra]), await value([...large, extra])]
        assert.ok(ofSmall <= ofLarge + 1e-9 && ofLarge <= withLarge + 1e-9)
        assert.ok(withSmall - ofSmall >= withLarge - ofLarge - 1e-9)
      },
    ),
    { numRuns: 60 },
  )
})

test('the gain of (1,1) over (1,0) and (0,1) is 1; copies gain nothing, also far from the origin', async () => {
  near(await diversityGain(takeRows(three, [2]), firstTwo), 1)
  near(await diversityGain(three, three), 0)
  const far = matrix([
    [1e8, 1e8],
    [1e8 + 3, 1e8 + 4],
  ])
  near(await diversityGain(far, takeRows(far, [0])), 12.5)
})

test('the gain is the mean squared distance to the nearest, also of many and of f32 vectors', async () => {
  const [fresh, base] = [gaussian(1, 700, 4), gaussian(2, 6000, 4)]
  let expected = 0
  for (let i = 0; i < fresh.rows; i++) {
    let nearest = Number.POSITIVE_INFINITY
    for (let j = 0; j < base.rows; j++) {
      let squares = 0
      for (let c = 0; c < 4; c++) squares += (fresh.data[i * 4 + c] - base.data[j * 4 + c]) ** 2
      nearest = Math.min(nearest, squares)
    }
    expected += nearest / fresh.rows
  }
  near(await diversityGain(fresh, base), expected)
  const single = (X: Matrix) => ({ ...X, data: Float32Array.from(X.data) })
  near(await diversityGain(single(fresh), single(base)), expected, 1e-6)
})

test('vectors of different lengths, none at all and zero vectors are refused', async () => {
  await assert.rejects(diversityGain(matrix([[1]]), three), { code: 'shape-mismatch' })
  await assert.rejects(diversityGain(matrix([], 0, 2), three), { code: 'no-items' })
  await assert.rejects(diversityGain(three, matrix([[Number.NaN, 1]])), { code: 'not-a-number' })
  await assert.rejects(facilityLocationValue(matrix([[1]]), three), { code: 'shape-mismatch' })
  await assert.rejects(facilityLocationValue(matrix([[0, 0]]), three), { code: 'zero-vector' })
})

test('the log determinant of (1,0) and (0,1) is 0', async () => {
  near(await logDeterminant(firstTwo, { alpha: 0 }), 0)
  near(await logDeterminant(firstTwo), 0)
})

test('the log determinant is that of the cosine matrix, by either route', async () => {
  // cos = 0.6: det = 1 - 0.36.
  const pair = matrix([
    [1, 0, 0],
    [3, 4, 0],
  ])
  near(await logDeterminant(pair, { alpha: 0 }), Math.log(0.64))
  near(await logDeterminant(pair, { alpha: 0.5 }), Math.log(1.5 ** 2 - 0.36))
  // Three vectors in the plane: one direction is missing, and det(K + αI) = α det(αI + XᵀX).
  const alpha = 0.1
  const [a, b, c] = [1 + 0.5, 1 + 0.5, 0.5]
  near(await logDeterminant(three, { alpha }), Math.log(alpha) + Math.log((alpha + a) * (alpha + b) - c * c))
  assert.equal(await logDeterminant(three, { alpha: 0 }), Number.NEGATIVE_INFINITY)
})

test('the measure says when directions are missing, and has no value without alpha then', async () => {
  const call = async (X: Matrix, params = {}) =>
    measureValue.parse(await logDeterminantMeasure.call(createPool({ vectors: X }), params, createContext()))
  near((await call(firstTwo)).value, 0)
  assert.match((await call(three)).warning ?? '', /1 of 3 directions/)
  const none = await call(three, { alpha: 0 })
  assert.equal(none.value, null)
  assert.match(none.reason ?? '', /alpha/)
})

const callDistance = async (X: Matrix, params = {}) =>
  measureValue.parse(await distanceMeasure.call(createPool({ vectors: X }), params, createContext()))

test('mean pairwise distance, Euclidean and cosine', async () => {
  near(await meanPairwiseDistance(three), (Math.SQRT2 + 1 + 1) / 3)
  near(await meanPairwiseDistance(three, { metric: 'cosine' }), (1 + 2 * (1 - Math.SQRT1_2)) / 3)
  near((await callDistance(three)).value, (Math.SQRT2 + 2) / 3)
  const moved = { ...three, data: three.data.map((value) => value + 1e7) }
  near(await meanPairwiseDistance(moved), (Math.SQRT2 + 2) / 3, 1e-7)
})

test('its interval is the jackknife over items', async () => {
  const X = gaussian(3, 25, 3)
  const { value, standardError } = await callDistance(X)
  near(value, await meanPairwiseDistance(X))
  const leftOut = await Promise.all(
    Array.from({ length: 25 }, (_, i) =>
      meanPairwiseDistance(
        takeRows(
          X,
          Array.from({ length: 25 }, (__, j) => j).filter((j) => j !== i),
        ),
      ),
    ),
  )
  const mean = leftOut.reduce((sum, v) => sum + v / 25, 0)
  near(standardError, Math.sqrt((24 / 25) * leftOut.reduce((sum, v) => sum + (v - mean) ** 2, 0)))
})

test('copies are at distance 0; one item has no pairs; NaN is refused', async () => {
  near(
    (
      await callDistance(
        matrix([
          [5, 7],
          [5, 7],
          [5, 7],
        ]),
      )
    ).value,
    0,
  )
  assert.equal((await callDistance(matrix([[5, 7]]))).value, null)
  await assert.rejects(meanPairwiseDistance(matrix([[1, 2]])), { code: 'too-few-items' })
  await assert.rejects(
    callDistance(
      matrix([
        [1, Number.NaN],
        [0, 1],
      ]),
    ),
    { code: 'not-a-number', message: /item 1/ },
  )
})
