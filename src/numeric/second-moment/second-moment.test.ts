import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError, type Matrix, randomStream } from '../../core/index.ts'
import { matrix, takeRows } from '../matrix.ts'
import { secondMoment, secondMomentAccumulator } from './second-moment.ts'

function gaussian(rows: number, cols: number, seed = 1): Matrix {
  const random = randomStream(seed, 'second moment')
  return matrix(
    Float64Array.from({ length: rows * cols }, () => random.normal()),
    rows,
    cols,
  )
}

const single = (X: Matrix): Matrix => matrix(Float32Array.from(X.data), X.rows, X.cols)

function naive(X: Matrix, normalize: boolean, weights: ArrayLike<number>): Float64Array {
  const C = new Float64Array(X.cols ** 2)
  let total = 0
  for (let i = 0; i < X.rows; i++) {
    const x = Array.from(X.data.subarray(i * X.cols, (i + 1) * X.cols))
    const square = normalize ? x.reduce((sum, value) => sum + value * value, 0) : 1
    total += weights[i]
    for (let a = 0; a < X.cols; a++) {
      for (let b = 0; b < X.cols; b++) C[a * X.cols + b] += (weights[i] * x[a] * x[b]) / square
    }
  }
  return C.map((value) => value / total)
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length)
  for (let i = 0; i < actual.length; i++) {
    assert.ok(
      Math.abs(actual[i] - expected[i]) <= tolerance,
      `element ${i}: ${actual[i]} is not ${expected[i]}`,
    )
  }
}

const coded = (code: string, pattern: RegExp) => (error: unknown) =>
  error instanceof GamutError && error.code === code && pattern.test(error.message)

test('the second moment is the weighted mean of outer products, normalised or not, in either precision', async () => {
  const rows = fc.integer({ min: 1, max: 60 })
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.integer({ min: 1, max: 300 }),
      fc.boolean(),
      fc.boolean(),
      async (n, d, normalize, weighted) => {
        const X = gaussian(n, d, n * 1000 + d)
        const weights = weighted ? Float64Array.from({ length: n }, (_, i) => 0.1 + (i % 7)) : undefined
        const expected = naive(X, normalize, weights ?? new Float64Array(n).fill(1))
        const double = await secondMoment(X, { normalize, weights })
        assertClose(double.data, expected, 1e-12 * (normalize ? 1 : 10))
        const rough = await secondMoment(single(X), { normalize, weights })
        assertClose(rough.data, expected, normalize ? 1e-6 : 1e-5)
      },
    ),
    { numRuns: 25 },
  )
})

test('it is symmetric to the last bit, in double precision, and of trace 1 when normalised', async () => {
  const { data, rows: d } = await secondMoment(single(gaussian(5000, 150)))
  let trace = 0
  for (let i = 0; i < d; i++) {
    trace += data[i * d + i]
    for (let j = 0; j < i; j++) assert.equal(data[i * d + j], data[j * d + i])
  }
  assert.ok(data instanceof Float64Array)
  assert.ok(Math.abs(trace - 1) < 1e-6)
})

test('single-precision rows can be multiplied in double precision', async () => {
  const X = single(gaussian(50, 8))
  const exact = naive(matrix(Float64Array.from(X.data), 50, 8), true, new Float64Array(50).fill(1))
  assertClose((await secondMoment(X, { precision: 'float64' })).data, exact, 1e-14)
})

test('blocks added one by one, and accumulators merged, give what the whole gives', async () => {
  const X = gaussian(9000, 20)
  const weights = Float64Array.from({ length: 9000 }, (_, i) => 1 + (i % 3))
  const whole = await secondMoment(X, { weights })
  const block = (from: number, to: number) => matrix(X.data.subarray(from * 20, to * 20), to - from, 20)
  const first = secondMomentAccumulator(20)
  const second = secondMomentAccumulator(20)
  await first.add(block(0, 100), weights.subarray(0, 100))
  await first.add(block(100, 5000), weights.subarray(100, 5000))
  await second.add(block(5000, 9000), weights.subarray(5000))
  first.merge(second)
  assert.deepEqual([first.count, first.weight], [9000, 18000])
  assertClose(first.finish().data, whole.data, 1e-14)
})

test('the same blocks give the same bytes', async () => {
  const X = single(gaussian(6000, 130))
  assert.deepEqual(await secondMoment(X), await secondMoment(X))
})

test('the order of the rows does not matter beyond rounding', async () => {
  const X = gaussian(5000, 10)
  const shuffled = takeRows(X, randomStream(2, 'order').permutation(5000))
  assertClose((await secondMoment(shuffled)).data, (await secondMoment(X)).data, 1e-14)
})

test('a row of any length counts by its direction alone', async () => {
  for (const [factor, round] of [
    [1e-25, single],
    [1e25, single],
    [1e-200, (X: Matrix) => X],
    [1e200, (X: Matrix) => X],
  ] as const) {
    const X = gaussian(30, 6)
    const scaled = round(
      matrix(
        X.data.map((value, i) => (i < 60 ? value * factor : value)),
        30,
        6,
      ),
    )
    assertClose((await secondMoment(scaled)).data, (await secondMoment(X)).data, 1e-6)
  }
})

test('no rows give zero', async () => {
  assert.deepEqual([...(await secondMoment(matrix(new Float64Array(0), 0, 2))).data], [0, 0, 0, 0])
})

test('a zero vector is named when rows are normalised, and counts as zero when not', async () => {
  const X = single(gaussian(5000, 3))
  X.data.fill(0, 3 * 4500, 3 * 4501)
  await assert.rejects(secondMoment(X), coded('zero-vector', /Row 4500 is a zero vector/))
  assert.ok(Number.isFinite((await secondMoment(X, { normalize: false })).data[0]))
})

test('a row with NaN or an infinite number is named, normalised or not', async () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const normalize of [true, false]) {
      const X = gaussian(5000, 3)
      X.data[3 * 4200 + 1] = bad
      await assert.rejects(secondMoment(X, { normalize }), coded('not-a-number', /Row 4200 holds/))
    }
  }
})

test('rows are counted over the blocks of an accumulator', async () => {
  const accumulator = secondMomentAccumulator(2)
  await accumulator.add(gaussian(10, 2))
  await assert.rejects(
    accumulator.add(
      matrix([
        [1, 2],
        [0, 0],
      ]),
    ),
    coded('zero-vector', /Row 11 /),
  )
})

test('squares beyond single precision are refused', async () => {
  await assert.rejects(
    secondMoment(matrix(Float32Array.of(1e30, 1), 1, 2), { normalize: false }),
    coded('too-large', /rows 0 to 0/),
  )
})

test('weights that are too few, negative, NaN or all zero are refused', async () => {
  const X = gaussian(3, 2)
  await assert.rejects(secondMoment(X, { weights: [1, 1] }), coded('bad-weights', /2 weights for 3 rows/))
  await assert.rejects(secondMoment(X, { weights: [1, -1, 1] }), coded('bad-weights', /row 1 is -1/))
  await assert.rejects(secondMoment(X, { weights: [1, 1, Number.NaN] }), coded('bad-weights', /row 2 is NaN/))
  await assert.rejects(secondMoment(X, { weights: [0, 0, 0] }), coded('bad-weights', /All weights are zero/))
})

test('rows of another length are refused', async () => {
  await assert.rejects(
    secondMomentAccumulator(3).add(gaussian(2, 2)),
    coded('shape-mismatch', /Rows of 2 .* of 3/),
  )
})
