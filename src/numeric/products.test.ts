import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError, type Matrix, randomStream } from '../core/index.ts'
import { matrix } from './matrix.ts'
import { gramMatrix, multiply, transpose } from './products.ts'

function gaussian(rows: number, cols: number, precision: 'f32' | 'f64', seed = 1): Matrix {
  const random = randomStream(seed, 'products')
  const data = precision === 'f32' ? new Float32Array(rows * cols) : new Float64Array(rows * cols)
  return matrix(
    data.map(() => random.normal()),
    rows,
    cols,
  )
}

function naive(A: Matrix, B: Matrix): Float64Array {
  const C = new Float64Array(A.rows * B.cols)
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.cols; j++) {
      for (let k = 0; k < A.cols; k++) C[i * B.cols + j] += A.data[i * A.cols + k] * B.data[k * B.cols + j]
    }
  }
  return C
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

test('a product equals the sum over the inner dimension, whatever is transposed', async () => {
  const size = fc.integer({ min: 1, max: 40 })
  await fc.assert(
    fc.asyncProperty(
      size,
      size,
      size,
      fc.boolean(),
      fc.boolean(),
      async (m, k, n, transposeA, transposeB) => {
        for (const precision of ['f32', 'f64'] as const) {
          const A = gaussian(m, k, precision, 1)
          const B = gaussian(k, n, precision, 2)
          const C = await multiply(transposeA ? transpose(A) : A, transposeB ? transpose(B) : B, {
            transposeA,
            transposeB,
          })
          assert.equal(C.data instanceof Float32Array, precision === 'f32')
          assert.deepEqual([C.rows, C.cols], [m, n])
          assertClose(C.data, naive(A, B), precision === 'f32' ? 1e-4 : 1e-12)
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('a single-precision factor is widened when the other is double', async () => {
  const A = gaussian(7, 5, 'f32')
  const B = gaussian(5, 3, 'f64')
  const C = await multiply(A, B)
  assert.ok(C.data instanceof Float64Array)
  assertClose(C.data, naive(A, B), 1e-12)
})

test('a view on part of a larger buffer is multiplied as what it shows', async () => {
  const all = gaussian(10, 4, 'f64')
  const part = matrix(all.data.subarray(8, 20), 3, 4)
  const C = await multiply(part, transpose(part))
  assertClose(C.data, naive(part, transpose(part)), 1e-12)
})

test('a product over an empty dimension is zero or empty', async () => {
  const C = await multiply(matrix(new Float64Array(0), 3, 0), matrix(new Float64Array(0), 0, 2))
  assert.deepEqual([...C.data], [0, 0, 0, 0, 0, 0])
  const D = await multiply(matrix(new Float64Array(0), 0, 3), gaussian(3, 2, 'f64'))
  assert.deepEqual([D.rows, D.cols, D.data.length], [0, 2, 0])
})

test('shapes that do not fit are refused in one sentence', async () => {
  await assert.rejects(
    multiply(gaussian(2, 3, 'f64'), gaussian(2, 3, 'f64')),
    (error) =>
      error instanceof GamutError && error.code === 'shape-mismatch' && /2×3 and 2×3/.test(error.message),
  )
})

test('products asked for at the same time do not disturb each other', async () => {
  const factors = Array.from({ length: 8 }, (_, seed) => gaussian(30, 30, 'f64', seed))
  const products = await Promise.all(factors.map((A) => multiply(A, A)))
  products.forEach((C, i) => {
    assertClose(C.data, naive(factors[i], factors[i]), 1e-12)
  })
})

for (const n of [1, 5, 1100]) {
  test(`a Gram matrix of ${n} rows is symmetric to the last bit and equals the products of its rows`, async () => {
    for (const precision of ['f32', 'f64'] as const) {
      const X = gaussian(n, 6, precision)
      const K = await gramMatrix(X)
      assert.deepEqual(transpose(K), K)
      assertClose(K.data, naive(X, transpose(X)), precision === 'f32' ? 1e-4 : 1e-12)
    }
  })
}

test('transposing twice gives the matrix back', () => {
  const A = gaussian(70, 33, 'f32')
  assert.deepEqual(transpose(transpose(A)), A)
  assert.equal(transpose(A).data[5 * 70 + 3], A.data[3 * 33 + 5])
})
