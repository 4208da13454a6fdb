import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, type Matrix, type Pool, randomStream } from '../../core/index.ts'
import { matrix } from '../../numeric/index.ts'
import { createPool } from '../../pool/index.ts'
import { measureValue } from '../define.ts'
import measure from './measure.ts'
import { vendiScore } from './vendi.ts'

function near(actual: number | null, expected: number, tolerance: number): void {
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected} within ${tolerance}`,
  )
}

function gaussian(seed: number, n: number, d: number, shift = 0): Matrix {
  const random = randomStream(seed, 'gaussian')
  return matrix(
    Float32Array.from({ length: n * d }, () => shift + random.normal()),
    n,
    d,
  )
}

const call = async (pool: Pool, params = {}) =>
  measureValue.parse(await measure.call(pool, params, createContext()))

test('the measure is the score of the vectors, with its spectrum', async () => {
  const X = gaussian(1, 300, 12, 0.5)
  const { value, n, detail, interval } = await call(createPool({ vectors: X }), { q: 0.5 })
  near(value, (await vendiScore(X, { q: 0.5 })).score, 1e-9)
  assert.equal(n, 300)
  assert.equal(interval, undefined)
  const spectrum = detail?.spectrum as number[]
  assert.equal(spectrum.length, 12)
  near(
    spectrum.reduce((sum, value) => sum + value, 0),
    1,
    1e-12,
  )
  near(spectrum.reduce((sum, value) => sum + Math.sqrt(value), 0) ** 2, value!, 1e-9)
  assert.deepEqual([detail?.method, detail?.kernel, detail?.d], ['dual', 'cosine', 12])
  assert.doesNotThrow(() => JSON.stringify(detail))
})

test('blocks, shared by several orders and merged, give the score of the whole', async () => {
  const whole = createPool({ vectors: gaussian(2, 500, 10, 1) })
  const blocks = [0, 120, 300].map((start, i) =>
    whole.take(Int32Array.from({ length: [120, 180, 200][i] }, (_, k) => start + k)),
  )
  for (const q of [0.1, 0.5, 1, 2, 'inf']) {
    const stream = await measure.stream!({ q }, blocks[0], createContext())
    const left = await stream.add(await stream.add(stream.init(), blocks[0]), blocks[1])
    const right = await stream.add(stream.init(), blocks[2])
    const merged = await stream.finish(stream.merge(right, left))
    const atOnce = await call(whole, { q })
    near(merged.value, atOnce.value!, 1e-9 * atOnce.value!)
    assert.equal(merged.n, 500)
  }
})

test('another kernel streams as its sample, and says so by n', async () => {
  const sample = createPool({ vectors: gaussian(3, 60, 3) })
  const stream = await measure.stream!({ kernel: 'rbf' }, sample, createContext())
  const { value, n } = await stream.finish(await stream.add(stream.init(), sample.take([0, 1])))
  near(value, (await call(sample, { kernel: 'rbf' })).value!, 1e-9)
  assert.equal(n, 60)
})

test('a random method gives an interval around its score', async () => {
  const pool = createPool({ vectors: gaussian(4, 200, 2) })
  const { value, interval, standardError } = await call(pool, { kernel: 'rbf', method: 'rff', features: 64 })
  assert.ok(standardError! > 0 && interval![0] < value! && value! < interval![1])
})

test('kernels take parameters in their name', async () => {
  const pool = createPool({ vectors: gaussian(5, 50, 2) })
  const narrow = await call(pool, { kernel: 'rbf(sigma=0.1)' })
  const wide = await call(pool, { kernel: 'rbf(sigma=10)' })
  assert.ok(narrow.value! > 10 * wide.value!)
  await assert.rejects(call(pool, { kernel: 'rfb' }), { code: 'unknown-kernel' })
  await assert.rejects(call(pool, { q: -1 }), { code: 'bad-parameter' })
  await assert.rejects(call(pool, { kernel: 'rbf', method: 'dual' }), { code: 'bad-method' })
})

test('it warns where the score could mislead', async () => {
  const warning = async (X: Matrix, params = {}) =>
    (await call(createPool({ vectors: X }), params)).warning ?? ''
  assert.match(await warning(gaussian(6, 60, 3000)), /nearly the number of items/)
  assert.match(await warning(gaussian(7, 60, 20, 50)), /nearly 1/)
  assert.match(await warning(gaussian(8, 30, 4)), /Only 30 items/)
  assert.match(await warning(gaussian(9, 500, 4)), /cannot exceed the 4 dimensions/)
  assert.match(await warning(gaussian(10, 500, 4), { q: 0 }), /rank/)
  const few = { kernel: 'rbf(sigma=0.5)', method: 'nystrom', landmarks: 20 }
  assert.match(await warning(gaussian(13, 500, 4), few), /landmarks hold/)
  assert.equal(await warning(gaussian(11, 500, 50, 1)), '')
  assert.equal(await warning(gaussian(12, 1, 50)), '')
})

test('a zero vector or NaN is refused by the id of its item; one item scores 1', async () => {
  const rows = (second: number[]) =>
    createPool({ ids: ['a', 'b', 'c'], vectors: matrix([[1, 2], second, [0, 1]]) })
  await assert.rejects(call(rows([0, 0])), { code: 'zero-vector', message: /item b/ })
  await assert.rejects(call(rows([Number.NaN, 0])), { code: 'not-a-number', message: /item b/ })
  await assert.rejects(call(rows([Number.NaN, 0]), { kernel: 'rbf' }), {
    code: 'not-a-number',
    message: /item b/,
  })
  near((await call(createPool({ vectors: matrix([[3, 4]]) }))).value, 1, 1e-12)
})
