import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError, type Matrix, randomStream } from '../../core/index.ts'
import { matrix } from '../matrix.ts'
import { multiply } from '../products.ts'
import { eigenvalues, symmetricEigen } from './eigen.ts'

/** A symmetric matrix from a function of (row, column), called for column <= row. */
function symmetric(n: number, element: (i: number, j: number) => number): Matrix {
  const data = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) data[i * n + j] = data[j * n + i] = element(i, j)
  }
  return { data, rows: n, cols: n }
}

function gaussian(n: number, name: string, scale = 1): Matrix {
  const random = randomStream(7, name)
  return symmetric(n, () => scale * random.normal())
}

function largest(values: Float64Array): number {
  return Math.max(...values.map(Math.abs), Number.MIN_VALUE)
}

function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what = '',
): void {
  assert.equal(actual.length, expected.length)
  for (let i = 0; i < actual.length; i++) {
    assert.ok(
      Math.abs(actual[i] - expected[i]) <= tolerance,
      `${what} ${i}: ${actual[i]} instead of ${expected[i]}`,
    )
  }
}

/** ‖Av - λv‖ and ‖VVᵀ - I‖ element by element, both relative to the largest eigenvalue. */
async function assertEigensystem(A: Matrix, tolerance: number, what: string): Promise<void> {
  const n = A.rows
  const { values, vectors } = await symmetricEigen(A)
  const scale = largest(values)
  const image = await multiply(vectors, A)
  const gram = await multiply(vectors, vectors, { transposeB: true })
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const residual = (image.data[i * n + j] - values[i] * vectors.data[i * n + j]) / scale
      assert.ok(Math.abs(residual) < tolerance, `${what}: residual ${residual} at vector ${i}`)
      const overlap = gram.data[i * n + j] - (i === j ? 1 : 0)
      assert.ok(Math.abs(overlap) < tolerance, `${what}: vectors ${i} and ${j} overlap by ${overlap}`)
    }
  }
  const alone = await eigenvalues(A)
  for (let i = 0; i < n; i++) {
    assert.ok(Math.abs(alone[i] - values[i]) <= tolerance * scale, `${what}: value ${i}`)
    assert.ok(i === 0 || alone[i - 1] >= alone[i], `${what}: values in descending order`)
  }
}

const shapes: Record<string, (n: number) => Matrix> = {
  gaussian: (n) => gaussian(n, 'shape'),
  'very large numbers': (n) => gaussian(n, 'large', 1e200),
  'very small numbers': (n) => gaussian(n, 'small', 1e-200),
  'all ones': (n) => symmetric(n, () => 1),
  zero: (n) => symmetric(n, () => 0),
  identity: (n) => symmetric(n, (i, j) => (i === j ? 1 : 0)),
  'blocks of ones (repeated eigenvalues)': (n) =>
    symmetric(n, (i, j) => (Math.floor(i / 7) === Math.floor(j / 7) ? 1 : 0)),
  'smooth kernel (clustered at zero)': (n) => symmetric(n, (i, j) => Math.exp(-50 * ((i - j) / n) ** 2)),
  'graded over 20 decades': (n) => symmetric(n, (i) => 10 ** ((-20 * i) / n)),
  'graded the other way': (n) => symmetric(n, (_i, j) => 10 ** ((20 * (j - n)) / n)),
  'Wilkinson (pairs that agree to 15 digits)': (n) =>
    symmetric(n, (i, j) => (i === j ? Math.abs(i - (n - 1) / 2) : i - j === 1 ? 1 : 0)),
}

for (const [name, shape] of Object.entries(shapes)) {
  test(`eigenvectors are orthonormal and satisfy Av = λv: ${name}`, async () => {
    for (const n of [1, 2, 3, 31, 33, 48, 101, 230]) await assertEigensystem(shape(n), 2e-14, `n = ${n}`)
  })
}

test('the second difference matrix has eigenvalues 2 - 2 cos(kπ/(n+1))', async () => {
  for (const n of [2, 20, 150]) {
    const values = await eigenvalues(symmetric(n, (i, j) => (i === j ? 2 : i - j === 1 ? -1 : 0)))
    const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1)))
    assertClose(values, expected, 1e-14 * n)
  }
})

test('the equicorrelated matrix has one eigenvalue 1 + (n-1)s and n-1 of 1 - s', async () => {
  const n = 300
  const values = await eigenvalues(symmetric(n, (i, j) => (i === j ? 1 : 0.3)))
  assertClose(values, [1 + (n - 1) * 0.3, ...new Array(n - 1).fill(0.7)], 1e-12)
})

test('trace and Frobenius norm are the sums of the eigenvalues and of their squares', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 70 }), fc.integer(), async (n, seed) => {
      const random = randomStream(seed, 'property')
      const A = symmetric(n, () => random.normal())
      const values = await eigenvalues(A)
      let trace = 0
      for (let i = 0; i < n; i++) trace += A.data[i * n + i]
      const squares = Float64Array.from(A.data).reduce((sum, value) => sum + value * value, 0)
      assert.ok(Math.abs(values.reduce((sum, value) => sum + value, 0) - trace) < 1e-12 * (1 + n * n))
      assert.ok(
        Math.abs(values.reduce((sum, value) => sum + value * value, 0) - squares) < 1e-12 * (1 + n * n),
      )
    }),
    { numRuns: 60 },
  )
})

test('the order of rows and columns does not matter', async () => {
  const n = 90
  const A = gaussian(n, 'permuted')
  const order = randomStream(3, 'order').permutation(n)
  const B = symmetric(n, (i, j) => A.data[order[i] * n + order[j]])
  assertClose(await eigenvalues(B), await eigenvalues(A), 1e-12)
})

test('matrices of no, one and two rows', async () => {
  assert.deepEqual(await eigenvalues(matrix(new Float64Array(0), 0, 0)), new Float64Array(0))
  assert.deepEqual(await eigenvalues(matrix([[-3]])), Float64Array.of(-3))
  assertClose(
    await eigenvalues(
      matrix([
        [0, 2],
        [2, 3],
      ]),
    ),
    [4, -1],
    1e-15,
  )
  const empty = await symmetricEigen(matrix(new Float64Array(0), 0, 0))
  assert.equal(empty.values.length, 0)
  assert.equal(empty.vectors.rows, 0)
})

test('f32 matrices are solved in f64, and the input is left alone', async () => {
  const A = matrix(Float32Array.of(2, 1, 1, 2), 2, 2)
  assertClose(await eigenvalues(A), [3, 1], 1e-15)
  assert.deepEqual([...A.data], [2, 1, 1, 2])
})

test('asymmetry below 1e-8 of the largest element is averaged out, above it is refused', async () => {
  assertClose(
    await eigenvalues(
      matrix([
        [1, 0.5 + 4e-9],
        [0.5 - 4e-9, 1],
      ]),
    ),
    [1.5, 0.5],
    1e-15,
  )
  await assert.rejects(
    eigenvalues(
      matrix([
        [1, 0.5],
        [0.4, 1],
      ]),
    ),
    (error) => {
      assert.ok(error instanceof GamutError)
      assert.equal(error.code, 'not-symmetric')
      assert.match(error.message, /\(1, 0\) is 0\.4 and element \(0, 1\) is 0\.5/)
      return true
    },
  )
})

test('NaN, infinities and oblong matrices are refused', async () => {
  await assert.rejects(
    eigenvalues(
      matrix([
        [1, Number.NaN],
        [0, 1],
      ]),
    ),
    { code: 'not-a-number', message: /\(0, 1\)/ },
  )
  await assert.rejects(
    symmetricEigen(
      matrix([
        [1, 0],
        [0, Number.POSITIVE_INFINITY],
      ]),
    ),
    { code: 'not-a-number' },
  )
  await assert.rejects(
    eigenvalues(
      matrix([
        [1, 0, 0],
        [0, 1, 0],
      ]),
    ),
    { code: 'not-square' },
  )
})
