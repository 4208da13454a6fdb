import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import length from './length.ts'
import { correlations, measureCorrelations, spearman } from './measure-correlations.ts'
import repetition from './repetition.ts'
import sentences from './sentences.ts'

const numbers = (...values: number[]) => Float64Array.from(values)

test('ranks count, not distances; ties share their mean rank', () => {
  assert.equal(spearman(numbers(1, 2, 3, 4), numbers(1, 10, 100, 1000)), 1)
  assert.equal(spearman(numbers(1, 2, 3, 4), numbers(4, 3, 2, 1)), -1)
  // Ranks 1 2.5 2.5 4 and 1 3 2 4: covariance 4.5, variances 4.5 and 5.
  assert.ok(Math.abs(spearman(numbers(1, 2, 2, 3), numbers(1, 3, 2, 4)) - 4.5 / Math.sqrt(4.5 * 5)) < 1e-12)
})

test('it lies in [-1, 1], is symmetric, and no increasing change matters', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer(), fc.integer({ max: 20, min: 0 })), { minLength: 3 }),
      (pairs) => {
        const a = Float64Array.from(pairs, ([x]) => x)
        const b = Float64Array.from(pairs, ([, y]) => y)
        const rho = spearman(a, b)
        assert.equal(rho, spearman(b, a))
        assert.equal(rho, spearman(a, b.map(Math.exp)))
        assert.ok(Number.isNaN(rho) || Math.abs(rho) <= 1)
      },
    ),
  )
})

test('items without both numbers are left out; a constant has no correlation', () => {
  assert.equal(spearman(numbers(1, Number.NaN, 2, 3), numbers(1, 0, 2, 3)), 1)
  assert.ok(Number.isNaN(spearman(numbers(1, 1, 1), numbers(1, 2, 3))))
  assert.ok(Number.isNaN(spearman(numbers(1, 2), numbers(1, 2))))
})

test('pairs beyond 0.9 are told of, the closest first', () => {
  const { names, rho, redundant } = correlations({
    a: numbers(1, 2, 3, 4, 5, 6, 7),
    b: numbers(7, 6, 5, 4, 3, 2, 1),
    c: numbers(1, 2, 3, 4, 5, 7, 6),
    d: numbers(1, 3, 2, 5, 7, 2, 4),
  })
  assert.deepEqual(names, ['a', 'b', 'c', 'd'])
  assert.equal(rho[0][0], 1)
  assert.equal(rho[0][1], -1)
  assert.deepEqual(
    redundant.map(({ a, b }) => `${a} ${b}`),
    ['a b', 'a c', 'b c'],
  )
})

test('measures of a pool: length is the usual culprit', async () => {
  const text = Array.from({ length: 12 }, (_, i) => 'One two three. '.repeat(i + 1))
  const { redundant } = await measureCorrelations(
    createPool({ text }),
    [length, sentences, repetition],
    createContext(),
  )
  assert.ok(redundant.some(({ a, b }) => a === 'length' && b === 'sentences'))
})
