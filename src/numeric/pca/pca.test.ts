import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Matrix, randomStream } from '../../core/index.ts'
import { matrix, row, takeRows } from '../matrix.ts'
import { multiply } from '../products.ts'
import { secondMoment } from '../second-moment/second-moment.ts'
import { pca } from './pca.ts'

/** Normal rows whose column j has the standard deviation spread(j), moved by `offset`. */
function cloud(rows: number, cols: number, spread: (j: number) => number, offset = 0): Matrix {
  const random = randomStream(rows * 1000 + cols, 'cloud')
  const data = Float64Array.from(
    { length: rows * cols },
    (_, at) => offset + spread(at % cols) * random.normal(),
  )
  return { data, rows, cols }
}

const falling = (j: number): number => 1 / (1 + j)

function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0
  for (let j = 0; j < x.length; j++) sum += x[j] * y[j]
  return sum
}

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length)
  for (let i = 0; i < actual.length; i++) {
    assert.ok(Math.abs(actual[i] - expected[i]) <= tolerance, `${i}: ${actual[i]} is not ${expected[i]}`)
  }
}

/** Covariance (÷ n) by its definition. */
function covariance(X: Matrix): Matrix {
  const { rows: n, cols: d } = X
  const mean = new Float64Array(d)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j] += X.data[i * d + j] / n
  const data = new Float64Array(d * d)
  for (let i = 0; i < n; i++) {
    const x = row(X, i)
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) data[a * d + b] += ((x[a] - mean[a]) * (x[b] - mean[b])) / n
    }
  }
  return { data, rows: d, cols: d }
}

test('components are orthonormal eigenvectors of the covariance, in order of variance, for wide and tall data', async () => {
  const sizes = fc.integer({ min: 1, max: 24 })
  await fc.assert(
    fc.asyncProperty(sizes, sizes, fc.double({ min: 0, max: 1, noNaN: true }), async (n, d, share) => {
      const X = cloud(n, d, falling, 3)
      const k = 1 + Math.floor(share * (Math.min(n, d) - 1))
      const { components, explainedVariance, totalVariance } = await pca(X, k)
      assert.deepEqual([components.rows, components.cols], [k, d])
      const C = covariance(X)
      const image = await multiply(components, C)
      for (let i = 0; i < k; i++) {
        assert.ok(i === 0 || explainedVariance[i] <= explainedVariance[i - 1])
        assertClose(
          row(image, i),
          row(components, i).map((value) => value * explainedVariance[i]),
          1e-12,
        )
        for (let j = 0; j <= i; j++) {
          assert.ok(Math.abs(dot(row(components, i), row(components, j)) - Number(i === j)) < 1e-12)
        }
      }
      const trace = Array.from({ length: d }, (_, j) => C.data[j * d + j]).reduce((a, b) => a + b)
      assert.ok(Math.abs(trace - totalVariance) < 1e-12 * (1 + trace))
    }),
    { numRuns: 60 },
  )
})

test('projections are of the rows less their mean, and their variance is the explained variance', async () => {
  const X = cloud(300, 12, falling, -5)
  const { components, mean, projected, explainedVariance } = await pca(X, 4)
  for (let i = 0; i < X.rows; i++) {
    const centred = row(X, i).map((value, j) => value - mean[j])
    assertClose(
      row(projected, i),
      Array.from({ length: 4 }, (_, c) => dot(centred, row(components, c))),
      1e-12,
    )
  }
  const moment = await secondMoment(projected, { normalize: false })
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) {
      const expected = a === b ? explainedVariance[a] : 0
      assert.ok(Math.abs(moment.data[a * 4 + b] - expected) < 1e-13)
    }
  }
})

test('two points differ along the line through them only', async () => {
  const { components, explainedVariance, totalVariance, projected } = await pca(
    matrix([
      [1, 1, 0],
      [4, 5, 0],
    ]),
    2,
  )
  assertClose(row(components, 0), [0.6, 0.8, 0], 1e-15)
  assertClose(explainedVariance, [6.25, 0], 1e-14)
  assert.equal(totalVariance, 6.25)
  assertClose(projected.data, [-2.5, 0, 2.5, 0], 1e-14)
})

test('the entry of largest magnitude is positive, the first when several are as large', async () => {
  const points = matrix([
    [1, -1],
    [-1, 1],
    [0.1, 0.1],
  ])
  const { components } = await pca(points, 2)
  assertClose(components.data, [Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2, Math.SQRT1_2], 1e-15)
})

test('a far-off mean costs no digits', async () => {
  const X = cloud(400, 6, falling)
  const far = { ...X, data: X.data.map((value) => Math.round(value * 2 ** 20) / 2 ** 20) }
  const moved = { ...far, data: far.data.map((value) => value + 2 ** 20) }
  assertClose((await pca(moved, 6)).explainedVariance, (await pca(far, 6)).explainedVariance, 1e-13)
})

test('rows that are all equal have zero variance and projections, also where n < d and where d is large', async () => {
  for (const [n, d] of [
    [50, 5],
    [5, 50],
    [1, 3],
    [1100, 1030],
    [1030, 1100],
  ]) {
    const X = { data: new Float64Array(n * d).fill(0.1), rows: n, cols: d }
    const { components, explainedVariance, totalVariance, projected, mean } = await pca(X, 1)
    assert.deepEqual([explainedVariance[0], totalVariance], [0, 0])
    assert.ok(projected.data.every((value) => value === 0))
    assert.ok(mean.every((value) => value === 0.1))
    assert.ok(Math.abs(dot(components.data, components.data) - 1) < 1e-12)
  }
})

test('the order of the rows does not matter beyond rounding', async () => {
  const X = cloud(3000, 20, falling, 2)
  const order = randomStream(1, 'order').permutation(3000)
  const whole = await pca(X, 5)
  const shuffled = await pca(takeRows(X, order), 5)
  assertClose(shuffled.components.data, whole.components.data, 1e-12)
  assertClose(shuffled.projected.data, takeRows(whole.projected, order).data, 1e-11)
})

test('single-precision rows give what the same numbers give in double precision', async () => {
  const single = Float32Array.from(cloud(200, 10, falling, 100).data)
  const a = await pca(matrix(single, 200, 10), 3)
  const b = await pca(matrix(Float64Array.from(single), 200, 10), 3)
  assert.deepEqual(a, b)
})

test('few components of many dimensions, found by iteration, are those of the whole eigenvalue problem', async () => {
  for (const [n, d] of [
    [1100, 1030],
    [1030, 1100],
  ]) {
    const X = cloud(n, d, (j) => 3 * 0.8 ** j + 0.1)
    const iterated = await pca(X, 4)
    const whole = await pca(X, 130)
    assertClose(iterated.explainedVariance, whole.explainedVariance.subarray(0, 4), 1e-12)
    assertClose(iterated.components.data, whole.components.data.subarray(0, 4 * d), 1e-6)
    const shuffled = await pca(takeRows(X, randomStream(1, 'order').permutation(n)), 4)
    assertClose(shuffled.components.data, iterated.components.data, 1e-6)
  }
})

test('beyond 4,096 dimensions planted directions are found through the rows alone', async () => {
  const [n, d] = [4100, 4200]
  // Cheap noise: seventeen million normal numbers would take longer than the test.
  const noise = {
    data: new Float32Array(n * d).map((_, at) => ((at * 7919) % 10007) / 1e6),
    rows: n,
    cols: d,
  }
  const random = randomStream(5, 'planted')
  for (let i = 0; i < n; i++) {
    noise.data[i * d + 7] += 4 * random.normal()
    noise.data[i * d + 4100] += 2 * random.normal()
  }
  const { components, explainedVariance } = await pca(noise, 2)
  assert.ok(components.data[7] > 0.999 && components.data[d + 4100] > 0.999)
  assert.ok(Math.abs(explainedVariance[0] - 16) < 1.5 && Math.abs(explainedVariance[1] - 4) < 0.4)
})

test('more dimensions than rows or columns, none, or a fraction are refused', async () => {
  const X = cloud(3, 5, falling)
  for (const dimensions of [4, 0, -1, 1.5, Number.NaN]) {
    await assert.rejects(pca(X, dimensions), { code: 'bad-dimensions', message: /from 1 to 3\.$/ })
  }
  await assert.rejects(pca(matrix(new Float64Array(0), 0, 4), 1), { code: 'bad-dimensions' })
})

test('a row with NaN, infinity or numbers too large to square is named', async () => {
  for (const [bad, code] of [
    [Number.NaN, 'not-a-number'],
    [Number.POSITIVE_INFINITY, 'not-a-number'],
    [1e200, 'too-large'],
  ] as const) {
    const X = cloud(5, 3, falling)
    X.data[3 * 3 + 1] = bad
    await assert.rejects(pca(X, 1), { name: 'GamutError', code, message: /^Row 3 holds/ })
  }
})
