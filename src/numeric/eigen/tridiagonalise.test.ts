import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomStream } from '../../core/index.ts'
import { implicitQL } from './ql.ts'
import { tridiagonalise } from './tridiagonalise.ts'
import { tridiagonalisePlain } from './tridiagonalise-plain.ts'

function symmetric(n: number, name: string): Float64Array {
  const random = randomStream(11, name)
  const A = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) A[i * n + j] = A[j * n + i] = random.normal()
  return A
}

test('the WebAssembly reduction gives the same tridiagonal matrix as the plain one', () => {
  for (const n of [32, 33, 34, 35, 63, 64, 65, 97, 130, 131]) {
    const A = symmetric(n, `matrix ${n}`)
    const fast = tridiagonalise(A, n)
    const plain = tridiagonalisePlain(A.slice(), n)
    for (let i = 0; i < n; i++) {
      assert.ok(Math.abs(fast.d[i] - plain.d[i]) < 1e-11, `diagonal ${i} of ${n}`)
      assert.ok(Math.abs(fast.e[i] - plain.e[i]) < 1e-11, `subdiagonal ${i} of ${n}`)
      assert.ok(
        Math.abs(fast.scales[i] - plain.scales[i]) < 1e-11 * plain.scales[i] + 1e-300,
        `scale ${i} of ${n}`,
      )
    }
  }
})

test('the reduction leaves its input alone', () => {
  const A = symmetric(50, 'kept')
  const copy = A.slice()
  tridiagonalise(A, 50)
  assert.deepEqual(A, copy)
})

test('QL rotations carry the eigenvectors whichever end of the matrix is large', () => {
  for (const slope of [3, -3]) {
    const n = 12
    const d = Float64Array.from({ length: n }, (_, i) => 10 ** ((slope * i) / n))
    const e = Float64Array.from({ length: n }, (_, i) => (i < n - 1 ? 0.3 * 10 ** ((slope * i) / n) : 0))
    const Z = Array.from({ length: n }, (_, i) =>
      Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
    )
    const values = { d: d.slice(), e: e.slice() }
    implicitQL(values, (i, c, s) => {
      for (let k = 0; k < n; k++) {
        const [x, y] = [Z[i][k], Z[i + 1][k]]
        Z[i][k] = c * x - s * y
        Z[i + 1][k] = s * x + c * y
      }
    })
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n; k++) {
        const image =
          d[k] * Z[i][k] + (k > 0 ? e[k - 1] * Z[i][k - 1] : 0) + (k < n - 1 ? e[k] * Z[i][k + 1] : 0)
        assert.ok(
          Math.abs(image - values.d[i] * Z[i][k]) < 1e-14 * Math.max(...d),
          `vector ${i}, element ${k}`,
        )
      }
    }
  }
})
