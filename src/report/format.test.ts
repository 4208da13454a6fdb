import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { counted, formatEstimate, formatNumber, percentage } from './format.ts'

test('numbers are shown in three significant digits', () => {
  assert.equal(formatNumber(41.93), '41.9')
  assert.equal(formatNumber(0.68719), '0.687')
  assert.equal(formatNumber(9.999), '10.0')
  assert.equal(formatNumber(0.00042), '0.000420')
  assert.equal(formatNumber(-0.5), '−0.500')
})

test('whole numbers are shown in full, with thousands apart', () => {
  assert.equal(formatNumber(600), '600')
  assert.equal(formatNumber(2_000_000), '2,000,000')
  assert.equal(formatNumber(12345.67), '12,346')
  assert.equal(formatNumber(-0), '0')
})

test('very small and very large numbers are shown in scientific notation', () => {
  assert.equal(formatNumber(4.2e-5), '4.2e-5')
  assert.equal(formatNumber(1.23456e20), '1.23e+20')
})

test('what is no number is a dash, and infinity is a sign', () => {
  assert.equal(formatNumber(null), '–')
  assert.equal(formatNumber(Number.NaN), '–')
  assert.equal(formatNumber(Number.POSITIVE_INFINITY), '∞')
})

test('a value has no more digits than its interval supports', () => {
  assert.deepEqual(formatEstimate(41.93, [40.31, 43.55]), {
    value: '41.9',
    interval: '±1.6',
    spoken: '40.3 to 43.5',
  })
  assert.equal(formatEstimate(41.93, [30, 53.86]).value, '42')
  assert.equal(formatEstimate(0.68719, [0.6741, 0.7003]).interval, '±0.013')
})

test('an interval that is not symmetric is shown by its ends', () => {
  assert.equal(formatEstimate(3, [1, 9]).interval, '[1.0, 9.0]')
})

test('a value without an interval, and one without a value, stand alone', () => {
  assert.deepEqual(formatEstimate(112.4), { value: '112', interval: '', spoken: '' })
  assert.deepEqual(formatEstimate(null, [1, 2]), { value: '–', interval: '', spoken: '' })
  assert.equal(formatEstimate(1, [1, 1]).interval, '±0')
})

test('a shown number is never farther from the true one than half a percent', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e14, noNaN: true }), (value) => {
      const shown = Number(formatNumber(value).replaceAll(',', ''))
      assert.ok(Math.abs(shown - value) <= 0.00501 * value, `${value} is shown as ${shown}`)
    }),
  )
})

test('estimates of any size are shown without a word like NaN', () => {
  const any = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(any, any, any, (value, a, b) => {
      const interval: [number, number] = [Math.min(value, a, b), Math.max(value, a, b)]
      const { value: shown, interval: around } = formatEstimate(value, interval)
      assert.doesNotMatch(`${shown} ${around}`, /NaN|undefined/)
    }),
  )
})

test('counts agree with their noun, and shares do not round to none or all', () => {
  assert.equal(counted(1, 'item'), '1 item')
  assert.equal(counted(1200, 'item'), '1,200 items')
  assert.equal(percentage(0.0002), '<0.1%')
  assert.equal(percentage(0.9999), '>99%')
  assert.equal(percentage(0), '0%')
  assert.equal(percentage(1), '100%')
  assert.equal(percentage(0.2), '20%')
  assert.equal(percentage(0.0123), '1.2%')
})
