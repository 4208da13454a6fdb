import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Matrix, type Random, randomStream } from '../../core/index.ts'
import { matrix } from '../../numeric/index.ts'
import { vendiProfile } from '../vendi-profile.ts'
import { vendiScoreFromKernel } from './from-kernel.ts'

function near(actual: number, expected: number, tolerance: number, what = ''): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what} ${actual} is not ${expected} within ${tolerance}`,
  )
}

const identity = (n: number) =>
  matrix(
    Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0)),
    n,
    n,
  )
const ones = (n: number) => matrix(new Float64Array(n * n).fill(1), n, n)
const pair = (s: number) =>
  matrix([
    [1, s],
    [s, 1],
  ])
const equicorrelated = (n: number, s: number) =>
  matrix(
    Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : s)),
    n,
    n,
  )
const triple = matrix([
  [1, 0.9, 0],
  [0.9, 1, 0],
  [0, 0, 1],
])
const exponential = (items: readonly number[]) =>
  matrix(items.map((a) => items.map((b) => Math.exp(-Math.abs(a - b)))))

/** Cosines of random vectors: positive semidefinite, diagonal 1. */
function randomKernel(random: Random, n: number, d: number): Matrix {
  const X = Array.from({ length: n }, () => {
    const x = Array.from({ length: d }, () => random.normal())
    const norm = Math.hypot(...x)
    return x.map((value) => value / norm)
  })
  const K = X.map((a) => X.map((b) => a.reduce((sum, value, c) => sum + value * b[c], 0)))
  K.forEach((row, i) => {
    row[i] = 1
    for (let j = 0; j < i; j++) row[j] = K[j][i]
  })
  return matrix(K)
}

const small = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  n: fc.integer({ min: 1, max: 8 }),
  d: fc.integer({ min: 1, max: 6 }),
})

test('n wholly different items score n, and n copies score 1, at every order', async () => {
  for (const q of [0, 0.1, 0.5, 1, 2, 7, Number.POSITIVE_INFINITY, 'inf'] as const) {
    for (const n of [1, 2, 7, 50]) {
      near((await vendiScoreFromKernel(identity(n), { q })).score, n, 1e-9 * n, `order ${q}`)
      near((await vendiScoreFromKernel(ones(n), { q })).score, 1, 1e-9, `order ${q}`)
    }
  }
})

test('two items of similarity s have eigenvalues (1 ± s)/2', async () => {
  const published = { 0: 2, 0.5: 1.754765, 0.9: 1.219591, 1: 1 }
  for (const [s, score] of Object.entries(published)) {
    near((await vendiScoreFromKernel(pair(Number(s)))).score, score, 5e-7, `s = ${s}`)
  }
  const { eigenvalues } = await vendiScoreFromKernel(pair(0.5))
  assert.deepEqual(
    Array.from(eigenvalues!, (value) => Number(value.toFixed(12))),
    [0.75, 0.25],
  )
})

test('every published score at every order', async () => {
  const cases: [Matrix, ArrayLike<number> | undefined, Record<string, number>][] = [
    [pair(0.5), undefined, { 0.5: 1.866025, 1: 1.754765, 2: 1.6, inf: 1.333333 }],
    [pair(0.9), undefined, { 0.5: 1.43589, 1: 1.219591, 2: 1.104972, inf: 1.052632 }],
    [triple, undefined, { 0.1: 2.845537, 0.5: 2.420348, 1: 2.1573, 2: 1.948052, inf: 1.578947 }],
    [
      equicorrelated(10, 0.3),
      undefined,
      { 0.1: 9.805111, 0.5: 8.936826, 1: 7.715314, 2: 5.524862, inf: 2.702703 },
    ],
    [
      identity(4),
      [0.33, 0.33, 0.33, 0.01],
      { 0.1: 3.78861, 0.5: 3.324674, 1: 3.138132, 2: 3.059976, inf: 3.030303 },
    ],
  ]
  for (const [K, weights, scores] of cases) {
    for (const [order, score] of Object.entries(scores)) {
      const q = order === 'inf' ? 'inf' : Number(order)
      near((await vendiScoreFromKernel(K, { q, weights })).score, score, 5e-7, `order ${order}`)
    }
  }
})

test('three far pairs of copies under exp(-|a - b|) score 2.999999996', async () => {
  near((await vendiScoreFromKernel(exponential([0, 0, 10, 10, 20, 20]))).score, 2.999999996, 5e-10)
})

test('blocks without similarity between them combine as exp(H(p)) Π VSₘ^pₘ, in power-mean form at other orders', async () => {
  const random = randomStream(1, 'blocks')
  for (let trial = 0; trial < 20; trial++) {
    const sizes = [1 + random.integer(4), 1 + random.integer(4), 1 + random.integer(4)]
    const blocks = sizes.map((n) => randomKernel(random, n, 3))
    const raw = sizes.map(() => 0.1 + random.uniform())
    const p = raw.map((value) => value / (raw[0] + raw[1] + raw[2]))
    const n = sizes[0] + sizes[1] + sizes[2]
    const K = new Float64Array(n * n)
    const weights: number[] = []
    let start = 0
    for (const [m, block] of blocks.entries()) {
      for (let i = 0; i < block.rows; i++) {
        weights.push(p[m] / block.rows)
        for (let j = 0; j < block.rows; j++) K[(start + i) * n + start + j] = block.data[i * block.rows + j]
      }
      start += block.rows
    }
    const scores = async (q: number) =>
      Promise.all(blocks.map(async (block) => (await vendiScoreFromKernel(block, { q })).score))
    const whole = async (q: number) => (await vendiScoreFromKernel(matrix(K, n, n), { q, weights })).score
    const first = await scores(1)
    const H = -p.reduce((sum, share) => sum + share * Math.log(share), 0)
    near(await whole(1), Math.exp(H) * first.reduce((product, score, m) => product * score ** p[m], 1), 1e-10)
    for (const q of [0.5, 2, 3]) {
      const parts = await scores(q)
      const sum = parts.reduce((total, score, m) => total + p[m] ** q * score ** (1 - q), 0)
      near(await whole(q), sum ** (1 / (1 - q)), 1e-9, `order ${q}`)
    }
  }
})

test('m copies of an item are one item of weight m/n', async () => {
  await fc.assert(
    fc.asyncProperty(
      small,
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
      async ({ seed, n, d }, all) => {
        const K = randomKernel(randomStream(seed, 'K'), n, d)
        const copies = all.slice(0, n)
        const total = copies.reduce((sum, m) => sum + m, 0)
        const of = copies.flatMap((m, i) => new Array<number>(m).fill(i))
        const repeated = matrix(of.map((i) => of.map((j) => K.data[i * n + j])))
        for (const q of [0.5, 1, 2, 'inf'] as const) {
          const merged = await vendiScoreFromKernel(K, { q, weights: copies.map((m) => m / total) })
          near(merged.score, (await vendiScoreFromKernel(repeated, { q })).score, 1e-10 * n, `order ${q}`)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('the score lies in [1, n], does not depend on the order of the items, and is unchanged when all are repeated', async () => {
  await fc.assert(
    fc.asyncProperty(small, fc.integer({ min: 2, max: 4 }), async ({ seed, n, d }, m) => {
      const random = randomStream(seed, 'K')
      const K = randomKernel(random, n, d)
      const shuffled = random.permutation(n * m)
      const repeated = matrix(
        Array.from(shuffled, (a) => Array.from(shuffled, (b) => K.data[(a % n) * n + (b % n)])),
      )
      for (const q of [0.1, 0.5, 1, 2, 'inf'] as const) {
        const { score } = await vendiScoreFromKernel(K, { q })
        assert.ok(score >= 1 - 1e-12 && score <= Math.min(n, d) * (1 + 1e-9))
        near((await vendiScoreFromKernel(repeated, { q })).score, score, 1e-9 * score, `order ${q}`)
      }
    }),
    { numRuns: 60 },
  )
})

test('the score falls with the order, and VS_∞ ≤ VS_2 ≤ VS_∞², on 100 random kernels', async () => {
  const random = randomStream(2, 'kernels')
  const orders = [0, 0.1, 0.5, 0.999, 1, 1.001, 2, 5, 'inf'] as const
  for (let trial = 0; trial < 100; trial++) {
    const profile = await vendiProfile(
      randomKernel(random, 2 + random.integer(9), 1 + random.integer(9)),
      orders,
    )
    profile.slice(1).forEach(({ score }, i) => {
      assert.ok(score <= profile[i].score * (1 + 1e-12), `order ${orders[i + 1]}`)
    })
    const [second, top] = [profile[6].score, profile[8].score]
    assert.ok(second <= top * top * (1 + 1e-12))
  }
})

test('order 2 is n²/‖K‖² and order 0 the rank', async () => {
  const random = randomStream(4, 'kernels')
  for (let trial = 0; trial < 20; trial++) {
    const [n, d] = [3 + random.integer(20), 1 + random.integer(5)]
    const K = randomKernel(random, n, d)
    let squares = 0
    for (const value of K.data) squares += value * value
    near((await vendiScoreFromKernel(K, { q: 2 })).score, (n * n) / squares, 1e-12 * n)
    assert.equal((await vendiScoreFromKernel(K, { q: 0 })).score, Math.min(n, d))
  }
})

test('at order infinity the score is a number, unlike in the reference', async () => {
  for (const q of ['inf', Number.POSITIVE_INFINITY] as const) {
    near((await vendiScoreFromKernel(pair(0.5), { q })).score, 4 / 3, 1e-12)
  }
})

test('at order 0 the score never exceeds n, unlike in the reference', async () => {
  const random = randomStream(5, 'kernels')
  for (let trial = 0; trial < 20; trial++) {
    const n = 2 + random.integer(40)
    const { score } = await vendiScoreFromKernel(randomKernel(random, n, 1 + random.integer(50)), { q: 0 })
    assert.ok(score <= n)
  }
})

test('a matrix of mostly zeros is scored on all its eigenvalues, not on six', async () => {
  near((await vendiScoreFromKernel(identity(300))).score, 300, 1e-9 * 300)
  assert.equal((await vendiScoreFromKernel(identity(300))).eigenvalues?.length, 300)
})

test('a large matrix is scored by quadrature within its stated error, flags included', async () => {
  const K = randomKernel(randomStream(7, 'K'), 450, 30)
  const orders = [0.5, 1, 1.2, 2, 3, 'inf'] as const
  const exact = await vendiProfile(K, orders)
  const estimated = await vendiProfile(K, orders, { method: 'lanczos' })
  const single = { ...K, data: Float32Array.from(K.data) }
  for (const [i, q] of orders.entries()) {
    // Below order 1 the rounding of f32 similarities counts as faint directions.
    for (const matrixOf of q === 0.5 ? [K] : [K, single]) {
      const { score, standardError, psd } = await vendiScoreFromKernel(matrixOf, { q, method: 'lanczos' })
      assert.ok(Math.abs(score - exact[i].score) <= 4 * standardError! + 1e-4 * score, `order ${q}: ${score}`)
      near(score, exact[i].score, 0.01 * score, `order ${q}`)
      assert.equal(psd, true)
    }
    near(estimated[i].score, exact[i].score, 0.01 * exact[i].score)
  }
  await assert.rejects(vendiScoreFromKernel(K, { q: 0, method: 'lanczos' }), { code: 'rank-needs-spectrum' })
})

test('a large similarity that is no kernel is flagged by quadrature too', async () => {
  const random = randomStream(8, 'noise')
  const K = randomKernel(random, 450, 20)
  for (let i = 0; i < 450; i++) {
    for (let j = 0; j < i; j++) {
      const value = K.data[i * 450 + j] + 0.3 * random.normal()
      K.data[i * 450 + j] = value
      K.data[j * 450 + i] = value
    }
  }
  const exact = await vendiScoreFromKernel(K)
  const estimate = await vendiScoreFromKernel(K, { method: 'lanczos' })
  assert.deepEqual([exact.psd, estimate.psd], [false, false])
  near(estimate.negativeMass, exact.negativeMass, 0.1 * exact.negativeMass)
  near(estimate.score, exact.score, 0.05 * exact.score)
})

test('similarities stored in f32 give the score to 1e-4', async () => {
  const K = randomKernel(randomStream(6, 'K'), 60, 20)
  const rounded = { ...K, data: Float32Array.from(K.data) }
  for (const q of [1, 2, 'inf'] as const) {
    const { score } = await vendiScoreFromKernel(K, { q })
    near((await vendiScoreFromKernel(rounded, { q })).score, score, 1e-4 * score)
  }
})

test('a similarity that is no kernel is scored and flagged', async () => {
  // a like b, b like c, a unlike c: no vectors have these angles.
  const result = await vendiScoreFromKernel(
    matrix([
      [1, 0.9, -0.9],
      [0.9, 1, 0.9],
      [-0.9, 0.9, 1],
    ]),
  )
  assert.equal(result.psd, false)
  near(result.negativeMass, 0.8 / 3, 1e-12)
  near(result.score, 2, 1e-9)
  const proper = await vendiScoreFromKernel(triple)
  assert.equal(proper.psd, true)
  near(proper.negativeMass, 0, 1e-12)
})

test('a diagonal other than 1 is refused, or scaled when asked', async () => {
  const K = matrix([
    [4, 1],
    [1, 1],
  ])
  await assert.rejects(vendiScoreFromKernel(K), { code: 'bad-diagonal' })
  near((await vendiScoreFromKernel(K, { normalize: true })).score, 1.754765, 5e-7)
  await assert.rejects(
    vendiScoreFromKernel(
      matrix([
        [0, 0],
        [0, 1],
      ]),
      { normalize: true },
    ),
    { code: 'bad-diagonal' },
  )
})

test('bad matrices, weights and orders are each refused with their own code', async () => {
  const refused: [() => Promise<unknown>, string][] = [
    [() => vendiScoreFromKernel(matrix([], 0, 0)), 'no-items'],
    [() => vendiScoreFromKernel(matrix([1, 0], 1, 2)), 'not-square'],
    [
      () =>
        vendiScoreFromKernel(
          matrix([
            [1, 0.5],
            [0.4, 1],
          ]),
        ),
      'not-symmetric',
    ],
    [
      () =>
        vendiScoreFromKernel(
          matrix([
            [1, Number.NaN],
            [Number.NaN, 1],
          ]),
        ),
      'not-a-number',
    ],
    [() => vendiScoreFromKernel(pair(0.5), { weights: [1] }), 'bad-weights'],
    [() => vendiScoreFromKernel(pair(0.5), { weights: [0.7, 0.7] }), 'bad-weights'],
    [() => vendiScoreFromKernel(pair(0.5), { weights: [1.5, -0.5] }), 'bad-weights'],
    [() => vendiScoreFromKernel(pair(0.5), { weights: [Number.NaN, 1] }), 'bad-weights'],
    [() => vendiScoreFromKernel(pair(0.5), { q: -1 }), 'bad-order'],
    [() => vendiScoreFromKernel(pair(0.5), { q: Number.NaN }), 'bad-order'],
  ]
  for (const [call, code] of refused) await assert.rejects(call, { code })
})
