import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomStream } from '../core/index.ts'
import { choleskyFactor, solvePositiveDefinite } from './cholesky.ts'
import { matrix } from './matrix.ts'

test('the factor of a known matrix', () => {
  const { data } = choleskyFactor(
    matrix([
      [4, 2],
      [2, 5],
    ]),
  )
  assert.deepEqual([...data], [2, 0, 1, 2])
})

test('solving recovers the vector that was multiplied', () => {
  const random = randomStream(1, 'cholesky')
  const n = 30
  const B = Float64Array.from({ length: n * n }, () => random.normal())
  const A = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) A[i * n + j] += B[i * n + k] * B[j * n + k]
    }
    A[i * n + i] += 1
  }
  const x = Float64Array.from({ length: n }, () => random.normal())
  const b = Float64Array.from({ length: n }, (_, i) =>
    x.reduce((sum, value, j) => sum + A[i * n + j] * value, 0),
  )
  const found = solvePositiveDefinite(matrix(A, n, n), b)
  for (let i = 0; i < n; i++) assert.ok(Math.abs(found[i] - x[i]) < 1e-9)
})

test('a matrix that is not positive definite is refused, with the pivot', () => {
  assert.throws(
    () =>
      choleskyFactor(
        matrix([
          [1, 2],
          [2, 1],
        ]),
      ),
    /pivot 1 is -3/,
  )
})
