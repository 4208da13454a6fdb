import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, type Matrix, type Pool, randomStream } from '../core/index.ts'
import { kernelMatrix, matrix, takeRows } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import measure, { qualityWeightedVendi } from './quality-weighted-vendi.ts'
import { vendiScoreFromKernel } from './vendi/from-kernel.ts'

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} within ${tolerance}`)
}

/** The published example: values 0, 0, 2, 2, 4, 4, alike as exp(-|a - b|), good as exp(-|a - 2|). */
const values = [0, 0, 2, 2, 4, 4]
const kernelOf = (items: readonly number[]): Matrix =>
  matrix(items.map((a) => items.map((b) => Math.exp(-Math.abs(a - b)))))
const qualityOf = (items: readonly number[]): number[] => items.map((a) => Math.exp(-Math.abs(a - 2)))
const scoreOfPicks = (indices: readonly number[]) => {
  const items = indices.map((i) => values[i])
  return qualityWeightedVendi(kernelOf(items), qualityOf(items))
}

test('the first three items of the published example score 0.793706', async () => {
  near(await scoreOfPicks([0, 1, 2]), 0.793706, 5e-7)
})

test('the published greedy picks 2, 0, 2 score 1, 1.124954 and 1.333806; with 4 as the third, 1.255155', async () => {
  near(await scoreOfPicks([2]), 1, 1e-12)
  near(await scoreOfPicks([2, 0]), 1.124954, 5e-7)
  near(await scoreOfPicks([2, 0, 3]), 1.333806, 5e-7)
  near(await scoreOfPicks([2, 0, 4]), 1.255155, 5e-7)
})

test('it is the mean quality times the Vendi Score at every order, and scales with the quality', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 }),
      fc.constantFrom(0.5, 1, 2, 'inf' as const),
      async (quality, q) => {
        const K = kernelOf(values)
        const mean = quality.reduce((sum, value) => sum + value / 6, 0)
        const score = await qualityWeightedVendi(K, quality, { q })
        near(score, mean * (await vendiScoreFromKernel(K, { q })).score, 1e-9)
        near(
          await qualityWeightedVendi(
            K,
            quality.map((value) => 3 * value),
            { q },
          ),
          3 * score,
          1e-9,
        )
      },
    ),
    { numRuns: 30 },
  )
})

test('negative, missing and too few qualities are refused', async () => {
  const K = kernelOf([0, 1])
  for (const quality of [[1, -1], [1, Number.NaN], [1]]) {
    await assert.rejects(qualityWeightedVendi(K, quality), { code: 'bad-quality' })
  }
})

const random = randomStream(1, 'vectors')
const n = 60
const vectors = matrix(
  Float64Array.from({ length: 5 * n }, () => 0.5 + random.normal()),
  n,
  5,
)
const quality = Array.from({ length: n }, (_, i) => (i % 7 === 0 ? Number.NaN : random.uniform()))
const pool = createPool({ vectors, quality })
const call = async (items: Pool, params = {}) =>
  measureValue.parse(await measure.call(items, params, createContext()))

test('the measure leaves out items without quality, at once and in blocks', async () => {
  const rated = Array.from({ length: n }, (_, i) => i).filter((i) => i % 7 !== 0)
  const K = await kernelMatrix(takeRows(vectors, rated), 'cosine')
  const expected = await qualityWeightedVendi(
    K,
    rated.map((i) => quality[i]),
    { q: 2 },
  )
  const { value, detail } = await call(pool, { q: 2 })
  near(value!, expected, 1e-9)
  assert.equal(detail?.unrated, n - rated.length)
  const stream = await measure.stream!({ q: 2 }, pool, createContext())
  const halves = [0, 30].map((start) => pool.take(Int32Array.from({ length: 30 }, (_, i) => start + i)))
  const [a, b] = await Promise.all(halves.map((half) => stream.add(stream.init(), half)))
  const merged = await stream.finish(stream.merge(a, b))
  near(merged.value!, expected, 1e-9)
  assert.equal(merged.detail?.unrated, n - rated.length)
})

test('negative or no qualities give a reason', async () => {
  const two = matrix([
    [1, 0],
    [0, 1],
  ])
  assert.match((await call(createPool({ vectors: two, quality: [1, -1] }))).reason!, /negative/)
  assert.match(
    (await call(createPool({ vectors: two, quality: [Number.NaN, Number.NaN] }))).reason!,
    /no item/,
  )
})
