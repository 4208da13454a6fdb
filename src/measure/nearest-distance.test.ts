import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, type Matrix, randomStream } from '../core/index.ts'
import { matrix, takeRows } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import measure, { nearestDistances } from './nearest-distance.ts'

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

const call = async (X: Matrix, params = {}) =>
  measureValue.parse(await measure.call(createPool({ vectors: X }), params, createContext()))

const random = randomStream(1, 'vectors')
const X = matrix(
  Float64Array.from({ length: 120 }, () => random.normal()),
  40,
  3,
)

test('the mean distance of (1,0), (0,1), (1,1) to the nearest is 1, to the second (2√2 + 1)/3', async () => {
  near((await call(three)).value, 1)
  near((await call(three, { k: 2 })).value, (2 * Math.SQRT2 + 1) / 3)
  near((await call(three, { metric: 'cosine' })).value, 1 - Math.SQRT1_2)
  assert.deepEqual([...(await nearestDistances(three))], [1, 1, 1])
})

test('the interval is the jackknife over items', async () => {
  for (const k of [1, 3]) {
    const mean = async (Y: Matrix) =>
      (await nearestDistances(Y, { k })).reduce((sum, d) => sum + d, 0) / Y.rows
    const leftOut = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        mean(
          takeRows(
            X,
            Array.from({ length: 40 }, (__, j) => j).filter((j) => j !== i),
          ),
        ),
      ),
    )
    const centre = leftOut.reduce((sum, value) => sum + value / 40, 0)
    const squares = leftOut.reduce((sum, value) => sum + (value - centre) ** 2, 0)
    const { value, standardError } = await call(X, { k })
    near(value, await mean(X))
    near(standardError, Math.sqrt((39 / 40) * squares))
  }
})

test('the order of the items does not matter', async () => {
  const shuffled = takeRows(X, randomStream(2, 'order').permutation(40))
  near((await call(shuffled)).value, (await call(X)).value!)
})

test('copies are at distance 0, and counted', async () => {
  const { value, detail } = await call(
    matrix([
      [1, 2],
      [1, 2],
      [4, 6],
    ]),
  )
  near(value, 5 / 3)
  assert.equal(detail?.atDistanceZero, 2)
})

test('an item alone has no neighbour; NaN and zero vectors are refused by id', async () => {
  assert.match((await call(matrix([[1, 2]]))).reason ?? '', /needs 1 other,/)
  await assert.rejects(nearestDistances(three, { k: 3 }), { code: 'too-few-items' })
  const bad = (value: number) =>
    matrix([
      [1, 2],
      [value, 0],
      [1, 1],
    ])
  await assert.rejects(call(bad(Number.NaN)), { code: 'not-a-number', message: /item 2/ })
  await assert.rejects(call(bad(0), { metric: 'cosine' }), { code: 'zero-vector', message: /item 2/ })
})
