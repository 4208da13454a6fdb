import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, randomStream } from '../core/index.ts'
import { kernelMatrix, matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import measure, { intDiv, intDivFromVectors } from './int-div.ts'

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} within ${tolerance}`)
}

const triple = matrix([
  [1, 0.9, 0],
  [0.9, 1, 0],
  [0, 0, 1],
])

test('the published three items have IntDiv 0.466667: the diagonal counts', () => {
  near(intDiv(triple), 0.466667, 5e-7)
})

test('the exponent is applied to each similarity', () => {
  near(intDiv(triple, { q: 2 }), 1 - (3 + 2 * 0.81) / 9, 1e-12)
  near(intDiv(triple, { q: 0.5 }), 1 - (3 + 2 * Math.sqrt(0.9)) / 9, 1e-12)
})

test('copies are weights', () => {
  const twice = matrix([
    [1, 0.4, 0.4],
    [0.4, 1, 1],
    [0.4, 1, 1],
  ])
  near(
    intDiv(twice),
    intDiv(
      matrix([
        [1, 0.4],
        [0.4, 1],
      ]),
      { weights: [1 / 3, 2 / 3] },
    ),
    1e-12,
  )
})

test('n items range from 0, all alike, to 1 - 1/n, all wholly different', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, s) => {
      const K = matrix(
        Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : s))),
      )
      near(intDiv(K), (1 - s) * (1 - 1 / n), 1e-12)
    }),
  )
})

test('bad exponents, weights and matrices are refused', () => {
  assert.throws(() => intDiv(triple, { q: 0 }), { code: 'bad-exponent' })
  assert.throws(
    () =>
      intDiv(
        matrix([
          [1, -0.5],
          [-0.5, 1],
        ]),
        { q: 1.5 },
      ),
    { code: 'bad-exponent' },
  )
  assert.throws(() => intDiv(triple, { weights: [1, 1, 1] }), { code: 'bad-weights' })
  assert.throws(
    () =>
      intDiv(
        matrix([
          [1, 0.2],
          [0.3, 1],
        ]),
      ),
    { code: 'not-symmetric' },
  )
  assert.throws(
    () =>
      intDiv(
        matrix([
          [2, 0],
          [0, 1],
        ]),
      ),
    { code: 'bad-diagonal' },
  )
  assert.throws(() => intDiv(matrix([], 0, 0)), { code: 'no-items' })
})

const random = randomStream(1, 'vectors')
const X = matrix(
  Float64Array.from({ length: 120 }, () => 0.5 + random.normal()),
  40,
  3,
)

test('vectors are scored as their kernel matrix is, where the reference throws', async () => {
  const weights = Float64Array.from({ length: 40 }, (_, i) => (i === 3 ? 0 : 1 / 39))
  for (const kernel of ['cosine', 'linear', 'rbf'] as const) {
    const K = await kernelMatrix(X, kernel === 'linear' ? 'cosine' : kernel)
    for (const q of [1, 2]) {
      near(await intDivFromVectors(X, { kernel, q }), intDiv(K, { q }), 1e-12)
      near(await intDivFromVectors(X, { kernel, q, weights }), intDiv(K, { q, weights }), 1e-12)
    }
  }
  near(await intDivFromVectors(X, { kernel: () => 4 }), 0, 1e-12)
  await assert.rejects(intDivFromVectors(matrix([[0, 0]])), { code: 'zero-vector' })
})

test('the measure of a pool is that of the cosines, at once and in blocks, with an interval around it', async () => {
  const pool = createPool({ vectors: X })
  const { value, interval } = measureValue.parse(await measure.call(pool, {}, createContext()))
  near(value!, intDiv(await kernelMatrix(X, 'cosine')), 1e-12)
  assert.ok(interval![0] < value! && value! < interval![1])
  const stream = await measure.stream!({}, pool, createContext())
  const half = (start: number) => pool.take(Int32Array.from({ length: 20 }, (_, i) => start + i))
  const merged = await stream.finish(await stream.add(await stream.add(stream.init(), half(0)), half(20)))
  near(merged.value!, value!, 1e-12)
})
