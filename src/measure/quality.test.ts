import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, randomStream } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { qualitySummary } from './quality.ts'

test('it is the mean with its t-interval, spread and quantiles', () => {
  const { value, interval, standardError, detail } = qualitySummary(Float64Array.from([1, 2, 3, 4]))
  assert.equal(value, 2.5)
  assert.ok(Math.abs(standardError! - Math.sqrt(5 / 3 / 4)) < 1e-12)
  // t quantile of 3 degrees of freedom: 3.182446.
  assert.ok(Math.abs(interval![1] - (2.5 + 3.182446 * standardError!)) < 1e-3)
  assert.deepEqual(detail, {
    missing: 0,
    deviation: Math.sqrt(5 / 3),
    min: 1,
    p05: 1,
    p25: 1,
    median: 2,
    p75: 3,
    p95: 4,
    max: 4,
  })
})

test('items without a quality do not count, and are told of', () => {
  const { value, n, warning, detail } = qualitySummary(Float64Array.from([1, Number.NaN, 3, Number.NaN]))
  assert.equal(value, 2)
  assert.equal(n, 4)
  assert.equal(warning, '2 of 4 items have no quality and do not count.')
  assert.equal(detail!.missing, 0.5)
})

test('without any quality there is no value', () => {
  assert.deepEqual(qualitySummary(Float64Array.from([Number.NaN])), {
    value: null,
    reason: 'no item has a quality',
    n: 1,
  })
})

test('it runs in blocks, merged in any way, to the same result', async () => {
  const random = randomStream(2, 'quality')
  const quality = Float64Array.from({ length: 1000 }, (_, i) => (i % 17 === 0 ? Number.NaN : random.normal()))
  const pool = createPool({ quality })
  const whole = qualitySummary(quality)
  const mergeable = await measure.stream!({}, pool, createContext())
  const states = await Promise.all(
    [0, 1, 2].map(async (part) => {
      const rows = Int32Array.from(quality.keys()).filter((i) => i % 3 === part)
      return mergeable.add(mergeable.init(), pool.take(rows))
    }),
  )
  const merged = await mergeable.finish(states.reduceRight((a, b) => mergeable.merge(a, b)))
  assert.ok(Math.abs(merged.value! - whole.value!) < 1e-12)
  assert.ok(Math.abs(merged.standardError! - whole.standardError!) < 1e-12)
  assert.equal(merged.detail!.median, whole.detail!.median)
  assert.equal(merged.detail!.missing, whole.detail!.missing)
})

test('a pool without quality is told how to name its column', async () => {
  await assert.rejects(
    async () => measure.call(createPool({ ids: ['1'] }), {}, createContext()),
    /--quality COLUMN/,
  )
})
