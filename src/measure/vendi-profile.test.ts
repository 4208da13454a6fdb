import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, randomStream } from '../core/index.ts'
import { kernelMatrix, matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import { vendiScoreFromKernel } from './vendi/from-kernel.ts'
import measure, { vendiProfile } from './vendi-profile.ts'

const random = randomStream(1, 'vectors')
const X = matrix(
  Float64Array.from({ length: 400 }, () => 0.3 + random.normal()),
  100,
  4,
)

test('the profile is the score of each order, in the order and spelling asked for', async () => {
  const K = await kernelMatrix(X, 'rbf')
  const orders = [2, 'inf', 0.5, Number.POSITIVE_INFINITY] as const
  const profile = await vendiProfile(K, orders)
  assert.deepEqual(
    profile.map(({ q }) => q),
    orders,
  )
  for (const { q, score } of profile) assert.equal(score, (await vendiScoreFromKernel(K, { q })).score)
})

test('weights and scaling are passed on; a bad order is refused', async () => {
  const K = matrix([
    [4, 0],
    [0, 1],
  ])
  const [{ score }] = await vendiProfile(K, [2], { normalize: true, weights: [0.25, 0.75] })
  assert.ok(Math.abs(score - 1 / (0.0625 + 0.5625)) < 1e-12)
  await assert.rejects(vendiProfile(K, [-1], { normalize: true }), { code: 'bad-order' })
})

test('the measure is the largest order over the smallest: 1 for equally common kinds, less for others', async () => {
  const call = async (rows: number[][], params = {}) =>
    measureValue.parse(await measure.call(createPool({ vectors: matrix(rows) }), params, createContext()))
  const even = await call([
    [1, 0],
    [0, 1],
    [2, 0],
    [0, 3],
  ])
  assert.ok(Math.abs(even.value! - 1) < 1e-9)
  const uneven = await call(
    [
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ],
    { orders: ['inf', 1] },
  )
  assert.ok(Math.abs(uneven.value! - 4 / 3 / Math.exp(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25))) < 1e-9)
  assert.match(JSON.stringify(uneven.detail), /"profile":\[\{"q":"inf".*"q":1,/)
})
