import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Matrix, randomStream } from '../../core/index.ts'
import { type Kernel, kernelMatrix, matrix, medianBandwidth, takeRows } from '../../numeric/index.ts'
import { vendiProfile } from '../vendi-profile.ts'
import { vendiScoreFromKernel } from './from-kernel.ts'
import { vendiScore } from './vendi.ts'

function near(actual: number, expected: number, tolerance: number, what = ''): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} ${actual} is not ${expected} within ${tolerance}`,
  )
}

function gaussian(seed: number, n: number, d: number): Matrix {
  const random = randomStream(seed, 'gaussian')
  return matrix(
    Float64Array.from({ length: n * d }, () => random.normal()),
    n,
    d,
  )
}

const single = (X: Matrix): Matrix => ({ ...X, data: Float32Array.from(X.data) })

/** n points around `centres` random centres: a spectrum with a few large eigenvalues and a long tail. */
function clustered(seed: number, n: number, d: number, centres: number, spread: number): Matrix {
  const random = randomStream(seed, 'clusters')
  const middle = Array.from({ length: centres * d }, () => random.normal())
  return matrix(
    Float64Array.from(
      { length: n * d },
      (_, at) => middle[(Math.floor(at / d) % centres) * d + (at % d)] + spread * random.normal(),
    ),
    n,
    d,
  )
}

const orders = [0.1, 0.5, 1, 2, 5, 'inf'] as const

test('primal and dual agree to 1e-9 at every order, weighted or not', async () => {
  const X = gaussian(1, 200, 5)
  const random = randomStream(1, 'weights')
  const raw = Float64Array.from({ length: 200 }, () => random.uniform())
  const total = raw.reduce((sum, value) => sum + value, 0)
  for (const weights of [undefined, raw.map((value) => value / total)]) {
    for (const q of orders) {
      const a = await vendiScore(X, { q, weights, method: 'primal' })
      const b = await vendiScore(X, { q, weights, method: 'dual' })
      near(a.score, b.score, 1e-9, `order ${q}`)
      assert.equal(a.method, 'primal')
      assert.equal(b.method, 'dual')
      near(b.entropy, Math.log(b.score), 1e-12)
    }
  }
})

test('rounding eigenvalues do not count at small orders: 200 vectors in 5 dimensions score at most 5, from f32 too', async () => {
  const X = gaussian(2, 200, 5)
  for (const rows of [X, single(X)]) {
    for (const q of [0.05, 0.1, 0.5]) {
      const primal = await vendiScore(rows, { q, method: 'primal' })
      const dual = await vendiScore(rows, { q, method: 'dual' })
      near(primal.score, dual.score, 1e-6, `order ${q}`)
      for (const { score } of [primal, dual]) assert.ok(score <= 5 && score > 4.9, `order ${q}: ${score}`)
    }
    assert.equal((await vendiScore(rows, { q: 0 })).score, 5)
  }
})

test('f32 vectors give the score to 1e-4 from order 1 on, and to 1e-6 below, where products are f64', async () => {
  for (const X of [gaussian(3, 500, 40), clustered(3, 500, 40, 6, 0.05)]) {
    for (const q of orders) {
      const exact = await vendiScore(X, { q })
      const rounded = await vendiScore(single(X), { q })
      near(rounded.score, exact.score, (q !== 'inf' && q < 1 ? 1e-6 : 1e-4) * exact.score, `order ${q}`)
    }
  }
})

test('the order is honoured for vectors, unlike in the reference', async () => {
  const X = clustered(4, 300, 8, 4, 0.3)
  const scores = await Promise.all(orders.map(async (q) => (await vendiScore(X, { q })).score))
  for (let i = 1; i < scores.length; i++) assert.ok(scores[i] < scores[i - 1])
  const profile = await vendiProfile(await kernelMatrix(X, 'cosine'), orders)
  profile.forEach(({ score }, i) => {
    near(scores[i], score, 1e-9 * score, `order ${orders[i]}`)
  })
})

test('the score of cosine vectors lies in [1, min(n, d)]; their order, their lengths and repeating all change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(...orders),
      async (seed, n, d, q) => {
        const X = gaussian(seed, n, d)
        const { score } = await vendiScore(X, { q })
        assert.ok(score >= 1 - 1e-12 && score <= Math.min(n, d) * (1 + 1e-9))
        const random = randomStream(seed, 'order')
        const repeated = takeRows(
          X,
          random.permutation(3 * n).map((i) => i % n),
        )
        const stretched = { ...repeated, data: repeated.data.map((value) => 7 * value) }
        near((await vendiScore(stretched, { q })).score, score, 1e-9 * score)
      },
    ),
    { numRuns: 60 },
  )
})

test('every kernel gives the score of its matrix', async () => {
  const X = gaussian(5, 40, 3)
  const kernels: Kernel[] = [
    'cosine',
    'linear',
    'rbf',
    { name: 'rbf', sigma: 0.7 },
    'laplacian',
    { name: 'polynomial', degree: 3 },
    (a, b) => 1 / (1 + Math.abs(a[0] - b[0])),
  ]
  for (const kernel of kernels) {
    for (const q of [0.5, 1, 2, 'inf'] as const) {
      const K = await kernelMatrix(X, kernel)
      const { score } = await vendiScoreFromKernel(K, { q, normalize: true })
      near(
        (await vendiScore(X, { kernel, q })).score,
        score,
        1e-9 * score,
        `${JSON.stringify(kernel)} order ${q}`,
      )
    }
  }
})

test('the identity kernel on labels gives their Hill number, probability products that of shared classes', async () => {
  const labels = matrix([0, 0, 1, 2], undefined, 1)
  near((await vendiScore(labels, { kernel: 'identity' })).score, Math.exp(1.5 * Math.LN2), 1e-9)
  const certain = matrix([
    [1, 0],
    [1, 0],
    [0, 1],
    [0, 1],
  ])
  near((await vendiScore(certain, { kernel: 'probability-product' })).score, 2, 1e-9)
})

test('a linear kernel is scaled to 1 on its diagonal, or refused where scaling is turned off', async () => {
  const X = gaussian(6, 30, 4)
  near((await vendiScore(X, { kernel: 'linear' })).score, (await vendiScore(X)).score, 1e-12)
  for (const kernel of ['linear', 'cosine'] as const) {
    await assert.rejects(vendiScore(X, { kernel, normalize: false }), { code: 'not-unit' })
  }
  const unit = matrix([
    [0.6, 0.8],
    [1, 0],
    [0, 1],
  ])
  near((await vendiScore(unit, { normalize: false })).score, (await vendiScore(unit)).score, 1e-12)
  await assert.rejects(vendiScore(unit, { kernel: (a, b) => 2 * a[0] * b[0], normalize: false }), {
    code: 'bad-diagonal',
  })
})

test('one item scores 1, copies score 1', async () => {
  for (const q of orders) {
    near((await vendiScore(matrix([[3, 4]]), { q })).score, 1, 1e-12)
    near(
      (
        await vendiScore(
          matrix([
            [3, 4],
            [3, 4],
            [6, 8],
          ]),
          { q },
        )
      ).score,
      1,
      1e-9,
    )
    near(
      (
        await vendiScore(
          matrix([
            [3, 4],
            [3, 4],
          ]),
          { q, kernel: 'rbf' },
        )
      ).score,
      1,
      1e-9,
    )
  }
})

test('quadrature agrees with the whole spectrum within its stated error', async () => {
  // 500 points: small enough to decompose, large enough not to be decomposed by the quadrature.
  const X = clustered(7, 500, 8, 30, 0.4)
  for (const q of [0.5, 1, 1.5, 2, 3, 'inf'] as const) {
    const kernel = { name: 'rbf', sigma: 1.5 } as const
    const exact = await vendiScore(X, { q, kernel, method: 'primal' })
    const estimate = await vendiScore(X, { q, kernel, method: 'lanczos', seed: 1 })
    const error = Math.abs(estimate.score - exact.score)
    assert.ok(
      error <= 4 * estimate.standardError! + 1e-6 * exact.score,
      `order ${q}: ${error}, ${estimate.standardError}`,
    )
    assert.ok(error <= 0.01 * exact.score, `order ${q}: ${estimate.score}, ${exact.score}`)
    near(estimate.topShare!, exact.topShare ?? estimate.topShare!, 1e-4)
  }
})

test('beyond 2,000 items copies are merged first: few distinct ones are scored exactly', async () => {
  const X = gaussian(8, 50, 4)
  // Item i occurs i + 20 times: the bandwidth is the median over all, not over the distinct ones.
  const of = Array.from({ length: 50 }, (_, i) => new Array<number>(i + 20).fill(i)).flat()
  const { score, n, method } = await vendiScore(takeRows(X, of), { kernel: 'rbf', q: 0.5 })
  const sigma = medianBandwidth(takeRows(X, of))
  const weights = Array.from({ length: 50 }, (_, i) => (i + 20) / of.length)
  const merged = await vendiScore(X, { kernel: { name: 'rbf', sigma }, weights, q: 0.5 })
  near(score, merged.score, 1e-9 * score)
  assert.equal(n, of.length)
  assert.equal(method, 'primal')
})

test('beyond 2,000 distinct items the score is a quadrature that repeats itself and does not depend on the order', async () => {
  const X = single(clustered(9, 2200, 4, 10, 0.2))
  const first = await vendiScore(X, { kernel: 'rbf' })
  assert.equal(first.method, 'lanczos')
  assert.ok(first.standardError! < 0.01 * first.score)
  assert.deepEqual(await vendiScore(X, { kernel: 'rbf' }), first)
  const second = await vendiScore(X, { kernel: 'rbf', q: 2 })
  assert.equal(second.standardError, undefined)
  const squares = await vendiScore(X, { kernel: 'rbf', q: 2, method: 'primal' })
  near(second.score, squares.score, 1e-5 * squares.score)
  const shuffled = takeRows(X, randomStream(1, 'order').permutation(2200))
  near((await vendiScore(shuffled, { kernel: 'rbf' })).score, first.score, 1e-4 * first.score)
})

test('Nyström with all items as landmarks is exact, with half of them near, and does not depend on the order', async () => {
  const X = clustered(10, 300, 3, 12, 0.2)
  const kernel = { name: 'rbf', sigma: 1 } as const
  const { score } = await vendiScore(X, { kernel })
  const all = await vendiScore(X, { kernel, method: 'nystrom', landmarks: 300 })
  near(all.score, score, 1e-6 * score)
  near(all.captured!, 1, 1e-6)
  const half = await vendiScore(X, { kernel, method: 'nystrom', landmarks: 150 })
  near(half.score, score, 0.02 * score)
  assert.ok(half.captured! > 0.95 && half.captured! <= 1)
  const shuffled = takeRows(X, randomStream(1, 'order').permutation(300))
  near(
    (await vendiScore(shuffled, { kernel, method: 'nystrom', landmarks: 150 })).score,
    half.score,
    1e-9 * score,
  )
})

test('random Fourier features come near the RBF and Laplacian scores', async () => {
  const X = clustered(11, 400, 2, 5, 0.1)
  for (const kernel of [
    { name: 'rbf', sigma: 1 },
    { name: 'laplacian', gamma: 0.5 },
    'rbf',
    'laplacian',
  ] as const) {
    const { score } = await vendiScore(X, { kernel })
    const rff = await vendiScore(X, { kernel, method: 'rff', features: 300, seed: 3 })
    near(rff.score, score, 0.15 * score)
    assert.ok(rff.standardError! > 0)
  }
})

test('bad vectors, weights, orders and methods are each refused with their own code', async () => {
  const X = gaussian(12, 5, 3)
  const refused: [() => Promise<unknown>, string][] = [
    [() => vendiScore(matrix([], 0, 3)), 'no-items'],
    [
      () =>
        vendiScore(
          matrix([
            [1, 2],
            [0, 0],
            [1, 1],
          ]),
        ),
      'zero-vector',
    ],
    [
      () =>
        vendiScore(
          matrix([
            [1, 2],
            [0, 0],
          ]),
        ),
      'zero-vector',
    ],
    [
      () =>
        vendiScore(
          matrix([
            [1, 2],
            [Number.NaN, 0],
            [1, 1],
          ]),
        ),
      'not-a-number',
    ],
    [
      () =>
        vendiScore(
          matrix([
            [1, 2],
            [Number.POSITIVE_INFINITY, 0],
          ]),
          { kernel: 'rbf' },
        ),
      'not-a-number',
    ],
    [() => vendiScore(X, { weights: [1] }), 'bad-weights'],
    [() => vendiScore(X, { weights: [1, 1, 1, 1, 1] }), 'bad-weights'],
    [() => vendiScore(X, { weights: [2, -1, 0, 0, 0] }), 'bad-weights'],
    [() => vendiScore(X, { q: -1 }), 'bad-order'],
    [() => vendiScore(X, { kernel: 'rbf', method: 'dual' }), 'bad-method'],
    [() => vendiScore(X, { method: 'rff' }), 'bad-method'],
    [() => vendiScore(X, { method: 'lanczos', q: 0 }), 'rank-needs-spectrum'],
    [() => vendiScore(X, { method: 'nystrom', landmarks: 0 }), 'bad-parameter'],
    [() => vendiScore(X, { kernel: { name: 'rbf', sigma: -1 } }), 'bad-kernel'],
  ]
  for (const [i, [call, code]] of refused.entries()) await assert.rejects(call, { code }, `case ${i}`)
})
