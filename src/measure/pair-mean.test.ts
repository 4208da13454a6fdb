import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomStream } from '../core/index.ts'
import { pairMean } from './pair-mean.ts'

function sumsOf(values: Float64Array, pair: (a: number, b: number) => number): Float64Array {
  return values.map((a, i) => values.reduce((sum, b, j) => (i === j ? sum : sum + pair(a, b)), 0))
}

test('it is the mean over pairs, with the jackknife error of leaving out one item at a time', () => {
  const values = Float64Array.from([1, 4, 6, 13])
  const pair = (a: number, b: number) => Math.abs(a - b)
  const mean = (list: Float64Array) => {
    let sum = 0
    for (let i = 0; i < list.length; i++) for (let j = 0; j < i; j++) sum += pair(list[i], list[j])
    return sum / ((list.length * (list.length - 1)) / 2)
  }
  const whole = mean(values)
  const without = values.map((_, left) => mean(values.filter((_, i) => i !== left)))
  const squares = without.reduce((sum, value) => sum + (value - whole) ** 2, 0)
  const result = pairMean(sumsOf(values, pair), 5)
  assert.equal(result.n, 5)
  assert.ok(Math.abs(result.value! - whole) < 1e-12)
  assert.ok(Math.abs(result.standardError! - Math.sqrt((3 / 4) * squares)) < 1e-12)
})

test('its interval covers the true mean about as often as it says', () => {
  const random = randomStream(5, 'pairs')
  let covered = 0
  for (let trial = 0; trial < 400; trial++) {
    const values = Float64Array.from({ length: 30 }, () => random.uniform())
    const { interval } = pairMean(
      sumsOf(values, (a, b) => Math.abs(a - b)),
      30,
    )
    // The mean distance of two uniform numbers is 1/3.
    if (interval![0] <= 1 / 3 && 1 / 3 <= interval![1]) covered++
  }
  assert.ok(covered / 400 > 0.91 && covered / 400 < 0.98, `${covered / 400}`)
})

test('two items have a mean and no interval, one has neither', () => {
  assert.deepEqual(pairMean(Float64Array.from([0.25, 0.25]), 2), { value: 0.25, n: 2 })
  assert.deepEqual(pairMean(new Float64Array(1), 4), {
    value: null,
    reason: 'fewer than two items can be compared',
    n: 4,
  })
})
