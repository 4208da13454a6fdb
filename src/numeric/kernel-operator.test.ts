import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Matrix, randomStream } from '../core/index.ts'
import { kernelOperator } from './kernel-operator.ts'
import type { Kernel } from './kernels/kernel.ts'
import { kernelMatrix } from './kernels/kernel-matrix.ts'
import { deflatedQuadrature } from './lanczos/deflated-quadrature.ts'
import { takeRows } from './matrix.ts'
import { multiply } from './products.ts'

function positiveRows(n: number, d: number): Matrix {
  const random = randomStream(8, 'rows')
  const data = Float64Array.from({ length: n * d }, () => Math.abs(random.normal()))
  return { data, rows: n, cols: d }
}

function block(n: number, cols: number): Matrix {
  const random = randomStream(9, 'block')
  return { data: Float64Array.from({ length: n * cols }, () => random.normal()), rows: n, cols }
}

/** diag(√p) K diag(√p), in full. */
async function dense(X: Matrix, kernel: Kernel, weights: ArrayLike<number>): Promise<Matrix> {
  const K = await kernelMatrix(X, kernel)
  const n = X.rows
  const data = Float64Array.from(K.data)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) data[i * n + j] *= Math.sqrt(weights[i] * weights[j])
  return { data, rows: n, cols: n }
}

function assertClose(actual: Matrix, expected: Matrix, tolerance: number): void {
  assert.equal(actual.data.length, expected.data.length)
  let worst = 0
  for (let i = 0; i < actual.data.length; i++)
    worst = Math.max(worst, Math.abs(actual.data[i] - expected.data[i]))
  assert.ok(worst <= tolerance, `off by ${worst}`)
}

const kernels: readonly Kernel[] = [
  'linear',
  'cosine',
  { name: 'rbf', sigma: 0.7 },
  { name: 'laplacian', gamma: 0.5 },
  { name: 'polynomial', degree: 3 },
  'tanimoto',
  (a, b) => 1 / (1 + (a[0] - b[0]) ** 2),
]
// More than one band of tiles, and a last one that is not full.
const n = 1300
const X = positiveRows(n, 4)

for (const kernel of kernels) {
  const name = typeof kernel === 'function' ? 'a function' : JSON.stringify(kernel)
  test(`products and traces are those of the whole matrix: ${name}`, async () => {
    const random = randomStream(4, 'weights')
    const weights = Float64Array.from({ length: n }, () => random.uniform() / n)
    const A = await dense(X, kernel, weights)
    let trace = 0
    let squares = 0
    for (let i = 0; i < n; i++) trace += A.data[i * n + i]
    for (const value of A.data) squares += value * value
    for (const [precision, tolerance] of [
      ['float32', 1e-6],
      ['float64', 1e-13],
    ] as const) {
      const operator = await kernelOperator(X, kernel, { weights, precision })
      assert.ok(Math.abs(operator.trace / trace - 1) < tolerance, `trace ${operator.trace}`)
      assert.ok(Math.abs(operator.squaredTrace / squares - 1) < tolerance, `squared ${operator.squaredTrace}`)
      for (const cols of [1, 3, 7]) {
        const V = block(n, cols)
        assertClose(await operator.apply(V), await multiply(A, V), tolerance * 10)
      }
    }
  })
}

test('tiles that are not kept are computed again, to the same result', async () => {
  const kernel = { name: 'rbf', sigma: 0.7 } as const
  const V = block(n, 5)
  const kept = await (await kernelOperator(X, kernel)).apply(V)
  for (const cacheBytes of [0, 3 * 2 ** 20]) {
    const operator = await kernelOperator(X, kernel, { cacheBytes })
    // Two products under way at once do not disturb each other.
    const [first, second] = await Promise.all([operator.apply(V), operator.apply(V)])
    assert.deepEqual(first, kept)
    assert.deepEqual(second, kept)
  }
})

test('the same rows in another order give the same estimates', async () => {
  const order = randomStream(2, 'order').permutation(n)
  const entropy = (x: number) => (x > 0 ? -x * Math.log(x) : 0)
  const results = []
  for (const rows of [X, takeRows(X, order)]) {
    const operator = await kernelOperator(rows, { name: 'rbf', sigma: 0.7 }, { precision: 'float64' })
    results.push(
      await deflatedQuadrature(operator, [entropy], { deflate: 32, random: randomStream(1, 'probes') }),
    )
  }
  const [a, b] = results
  assert.ok(Math.abs(a.estimates[0].value - b.estimates[0].value) < 1e-9)
  assert.ok(Math.abs(a.top[0] - b.top[0]) < 1e-12)
})

test('an aborted signal stops the work', async () => {
  const controller = new AbortController()
  const operator = await kernelOperator(X, 'cosine', { signal: controller.signal })
  controller.abort(new Error('enough'))
  await assert.rejects(operator.apply(block(n, 1)), /enough/)
  await assert.rejects(kernelOperator(X, 'cosine', { signal: controller.signal }), /enough/)
})

test('progress counts the tiles', async () => {
  const seen: number[] = []
  await kernelOperator(X, 'cosine', {
    progress: (done, total) => {
      seen.push(done / total)
    },
  })
  assert.equal(seen.at(-1), 1)
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  )
})

test('weights of the wrong number or sign are refused', async () => {
  await assert.rejects(kernelOperator(X, 'cosine', { weights: [1] }), {
    code: 'bad-weights',
    message: /1 weights for 1300/,
  })
  const weights = new Float64Array(n)
  weights[5] = -1
  await assert.rejects(kernelOperator(X, 'cosine', { weights }), {
    code: 'bad-weights',
    message: /row 5 is -1/,
  })
})

test('an operator of no rows', async () => {
  const operator = await kernelOperator({ data: new Float64Array(0), rows: 0, cols: 4 }, 'rbf')
  assert.equal(operator.trace, 0)
  assert.equal((await operator.apply({ data: new Float64Array(0), rows: 0, cols: 2 })).data.length, 0)
})
