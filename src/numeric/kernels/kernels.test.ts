import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GamutError, type Matrix, randomStream } from '../../core/index.ts'
import { eigenvalues } from '../eigen/eigen.ts'
import { matrix, takeRows } from '../matrix.ts'
import { medianBandwidth, medianManhattan } from './bandwidth.ts'
import { type Kernel, kernelNames, parseKernel } from './kernel.ts'
import { kernelBand } from './kernel-band.ts'
import { kernelMatrix } from './kernel-matrix.ts'

function gaussianRows(n: number, d: number, name = 'rows'): Matrix {
  const random = randomStream(5, name)
  return { data: Float64Array.from({ length: n * d }, () => random.normal()), rows: n, cols: d }
}

/** Rows of probabilities, which suit every kernel. */
function distributions(n: number, d: number): Matrix {
  const random = randomStream(6, 'distributions')
  const data = new Float64Array(n * d)
  for (let i = 0; i < n; i++) {
    const row = Float64Array.from({ length: d }, () => -Math.log(1 - random.uniform()))
    const sum = row.reduce((total, value) => total + value, 0)
    for (let k = 0; k < d; k++) data[i * d + k] = row[k] / sum
  }
  return { data, rows: n, cols: d }
}

type Pair = (a: ArrayLike<number>, b: ArrayLike<number>) => number

function sum(a: ArrayLike<number>, term: (k: number) => number): number {
  let total = 0
  for (let k = 0; k < a.length; k++) total += term(k)
  return total
}

const inner: Pair = (a, b) => sum(a, (k) => a[k] * b[k])
const cosine: Pair = (a, b) => inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b))

const definitions: readonly [kernel: Kernel, definition: Pair][] = [
  ['linear', inner],
  ['cosine', cosine],
  [{ name: 'rbf', sigma: 0.3 }, (a, b) => Math.exp(-sum(a, (k) => (a[k] - b[k]) ** 2) / (2 * 0.3 ** 2))],
  [{ name: 'laplacian', gamma: 2 }, (a, b) => Math.exp(-2 * sum(a, (k) => Math.abs(a[k] - b[k])))],
  [{ name: 'polynomial', degree: 3, offset: 0.5 }, (a, b) => ((cosine(a, b) + 0.5) / 1.5) ** 3],
  ['polynomial', (a, b) => ((cosine(a, b) + 1) / 2) ** 2],
  ['tanimoto', (a, b) => inner(a, b) / (inner(a, a) + inner(b, b) - inner(a, b))],
  ['probability-product', (a, b) => sum(a, (k) => Math.sqrt(a[k] * b[k]))],
  ['identity', (a, b) => (Array.from(a).every((value, k) => value === b[k]) ? 1 : 0)],
  [(a, b) => 1 / (1 + Math.abs(a[0] - b[0])), (a, b) => 1 / (1 + Math.abs(a[0] - b[0]))],
]

for (const [kernel, definition] of definitions) {
  const name = typeof kernel === 'function' ? 'a function' : JSON.stringify(kernel)
  test(`the kernel matrix holds the kernel of every pair: ${name}`, async () => {
    const X = distributions(60, 5)
    const K = await kernelMatrix(X, kernel)
    for (let i = 0; i < 60; i++) {
      for (let j = 0; j < 60; j++) {
        const expected = definition(X.data.subarray(i * 5, i * 5 + 5), X.data.subarray(j * 5, j * 5 + 5))
        assert.ok(Math.abs(K.data[i * 60 + j] - expected) < 1e-14, `(${i}, ${j})`)
        assert.equal(K.data[i * 60 + j], K.data[j * 60 + i])
      }
      if (kernel !== 'linear') assert.equal(K.data[i * 61], 1)
    }
  })
}

test('every named kernel is positive semidefinite', async () => {
  const X = distributions(50, 4)
  for (const name of kernelNames) {
    const values = await eigenvalues(await kernelMatrix(X, parseKernel(name)))
    assert.ok(values[49] > -1e-12, `${name}: ${values[49]}`)
  }
})

test('the result is f64 for f32 rows too, of the same accuracy', async () => {
  const X = gaussianRows(40, 6)
  const single = { ...X, data: Float32Array.from(X.data) }
  const K = await kernelMatrix(single, { name: 'rbf', sigma: 2 })
  const reference = await kernelMatrix(
    { ...X, data: Float64Array.from(single.data) },
    { name: 'rbf', sigma: 2 },
  )
  assert.deepEqual(K, reference)
})

test('a matrix of more rows than one tile holds is the same, pair by pair', async () => {
  const n = 1100
  const X = gaussianRows(n, 3)
  const K = await kernelMatrix(X, { name: 'rbf', sigma: 1.5 })
  for (let i = 0; i < n; i += 37) {
    for (let j = 0; j < n; j += 11) {
      let squares = 0
      for (let k = 0; k < 3; k++) squares += (X.data[i * 3 + k] - X.data[j * 3 + k]) ** 2
      assert.ok(Math.abs(K.data[i * n + j] - Math.exp(-squares / 4.5)) < 1e-14)
    }
  }
})

test('distances that are tiny beside the coordinates keep their digits', async () => {
  const X = matrix([[1e8], [1e8 + 0.5], [-1e8]])
  const K = await kernelMatrix(X, { name: 'rbf', sigma: 1 })
  assert.ok(Math.abs(K.data[1] - Math.exp(-0.125)) < 1e-15)
  assert.equal(K.data[2], 0)
})

test('a band is the first rows of the kernel matrix, piece by piece', async () => {
  const X = gaussianRows(5000, 2)
  let seen = 0
  for await (const { from, piece } of kernelBand(X, { name: 'rbf', sigma: 1 }, 3)) {
    assert.equal(from, seen)
    seen += piece.cols
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < piece.cols; j += 97) {
        const at = from + j
        const squares = (X.data[2 * i] - X.data[2 * at]) ** 2 + (X.data[2 * i + 1] - X.data[2 * at + 1]) ** 2
        assert.ok(Math.abs(piece.data[i * piece.cols + j] - Math.exp(-squares / 2)) < 1e-14)
      }
    }
  }
  assert.equal(seen, 5000)
})

test('empty and single-row inputs', async () => {
  for (const name of kernelNames) {
    assert.equal((await kernelMatrix(matrix(new Float64Array(0), 0, 3), parseKernel(name))).data.length, 0)
    assert.deepEqual([...(await kernelMatrix(matrix([[0, 1, 0]]), parseKernel(name))).data], [1])
  }
})

test('the median bandwidth is the median of the positive distances', () => {
  assert.equal(
    medianBandwidth(
      matrix([
        [0, 0],
        [3, 4],
        [3, 4],
        [0, 1],
      ]),
    ),
    Math.sqrt(18),
  )
  assert.equal(
    medianManhattan(
      matrix([
        [0, 0],
        [3, 4],
        [0, 1],
      ]),
    ),
    6,
  )
})

test('the median bandwidth does not change when every row is repeated', () => {
  const X = gaussianRows(101, 4)
  const twice = takeRows(
    X,
    Int32Array.from({ length: 303 }, (_, i) => i % 101),
  )
  assert.equal(medianBandwidth(twice), medianBandwidth(X))
})

test('the median bandwidth of a sample does not depend on the order of the rows', () => {
  const X = gaussianRows(3000, 3)
  const shuffled = takeRows(X, randomStream(1, 'shuffle').permutation(3000))
  assert.equal(medianBandwidth(shuffled), medianBandwidth(X))
  // The squared distance of two normal points in 3 dimensions is twice a χ² variable of median 2.366.
  assert.ok(Math.abs(medianBandwidth(X) / Math.sqrt(4.732) - 1) < 0.05)
})

test('a sample of duplicates keeps many different rows', () => {
  const X = gaussianRows(40, 3)
  const copies = takeRows(
    X,
    Int32Array.from({ length: 40_000 }, (_, i) => i % 40),
  )
  assert.ok(Math.abs(medianBandwidth(copies) / medianBandwidth(X) - 1) < 0.05)
})

test('where all rows are equal the bandwidth is 1 and the kernel all ones', async () => {
  const X = matrix([
    [2, 2],
    [2, 2],
    [2, 2],
  ])
  assert.equal(medianBandwidth(X), 1)
  assert.deepEqual([...(await kernelMatrix(X, 'rbf')).data], new Array(9).fill(1))
  assert.deepEqual([...(await kernelMatrix(X, 'laplacian')).data], new Array(9).fill(1))
})

test('kernels as people type them', () => {
  assert.deepEqual(parseKernel('rbf'), { name: 'rbf' })
  assert.deepEqual(parseKernel(' rbf( sigma = 0.5 ) '), { name: 'rbf', sigma: 0.5 })
  assert.deepEqual(parseKernel('polynomial(degree=3,offset=0)'), { name: 'polynomial', degree: 3, offset: 0 })
  assert.deepEqual(parseKernel('probability-product()'), { name: 'probability-product' })
})

const refusals: readonly [text: string, code: string, message: RegExp][] = [
  ['rfb', 'unknown-kernel', /did you mean rbf/],
  ['gauss', 'unknown-kernel', /cosine, linear, rbf/],
  ['rbf(sigma)', 'bad-kernel', /`sigma` is not a parameter: write name=value/],
  ['rbf(sigma=x)', 'bad-kernel', /above 0, not x/],
  ['rbf(gamma=1)', 'bad-kernel', /it has sigma/],
  ['cosine(sigma=1)', 'bad-kernel', /it has none/],
  ['rbf(sigma=0)', 'bad-kernel', /above 0, not 0/],
  ['rbf(sigma=1', 'bad-kernel', /not the name of a kernel/],
  ['polynomial(degree=1.5)', 'bad-kernel', /whole number from 1/],
  ['polynomial(offset=-1)', 'bad-kernel', /from 0/],
]
for (const [text, code, message] of refusals) {
  test(`the kernel '${text}' is refused`, () => {
    assert.throws(
      () => parseKernel(text),
      (error) => error instanceof GamutError && error.code === code && message.test(error.message),
    )
  })
}

test('rows that a kernel cannot take are named', async () => {
  const zero = matrix([
    [1, 0],
    [0, 0],
  ])
  for (const kernel of ['cosine', 'polynomial', 'tanimoto'] as const) {
    await assert.rejects(kernelMatrix(zero, kernel), { code: 'zero-vector', message: /Row 1/ })
  }
  const negative = matrix([
    [1, 0],
    [2, -1],
  ])
  for (const kernel of ['tanimoto', 'probability-product'] as const) {
    await assert.rejects(kernelMatrix(negative, kernel), {
      code: 'negative-element',
      message: /Row 1 .* column 1/,
    })
  }
  await assert.rejects(
    kernelMatrix(
      matrix([
        [1, 0],
        [0.5, 0.4],
      ]),
      'probability-product',
    ),
    {
      code: 'not-a-distribution',
      message: /Row 1 sums to 0\.9/,
    },
  )
  await assert.rejects(kernelMatrix(matrix([[1, Number.NaN]]), 'rbf'), {
    code: 'not-a-number',
    message: /Row 0/,
  })
  await assert.rejects(
    kernelMatrix(matrix([[1], [2]]), (a, b) => (a[0] === b[0] ? 1 : Number.NaN)),
    { code: 'not-a-number', message: /rows 0 and 1/ },
  )
})
