import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import { hillNumber } from './hill.ts'
import measure, { similaritySensitiveDiversity } from './similarity-sensitive.ts'

const orders = [0, 0.5, 0.995, 1, 2, 5, 300, 'inf'] as const

function near(actual: number | null, expected: number, tolerance = 1e-9): void {
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance * expected,
    `${actual} is not ${expected}`,
  )
}

const identity = (m: number) =>
  matrix(Array.from({ length: m }, (_, i) => Array.from({ length: m }, (_, j) => (i === j ? 1 : 0))))

test('kinds without similarity give the Hill number, wholly similar ones count as one', () => {
  const p = [0.5, 0.3, 0.2, 0]
  for (const q of orders) {
    near(similaritySensitiveDiversity(p, identity(4), { q }), hillNumber(p, q))
    near(similaritySensitiveDiversity(p, matrix(new Float64Array(16).fill(1), 4, 4), { q }), 1)
  }
})

test('two equally common kinds of similarity s count as 2 / (1 + s) at every order', () => {
  for (const q of orders)
    near(
      similaritySensitiveDiversity(
        [1, 1],
        matrix([
          [1, 0.6],
          [0.6, 1],
        ]),
        { q },
      ),
      2 / 1.6,
    )
})

test('splitting a kind into identical ones changes nothing; more similarity never means more diversity', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...orders),
      (p, s, q) => {
        const Z = matrix([
          [1, s, 0.2],
          [s, 1, 0.1],
          [0.2, 0.1, 1],
        ])
        const whole = similaritySensitiveDiversity(p, Z, { q })
        const split = matrix([
          [1, 1, s, 0.2],
          [1, 1, s, 0.2],
          [s, s, 1, 0.1],
          [0.2, 0.2, 0.1, 1],
        ])
        near(similaritySensitiveDiversity([p[0] / 3, (2 * p[0]) / 3, p[1], p[2]], split, { q }), whole, 1e-8)
        assert.ok(whole <= hillNumber(p, q) * (1 + 1e-9))
      },
    ),
  )
})

test('bad shares and similarities are refused', () => {
  const Z = identity(2)
  assert.throws(() => similaritySensitiveDiversity([1, -1], Z), { code: 'bad-shares' })
  assert.throws(() => similaritySensitiveDiversity([1, 1, 1], Z), { code: 'bad-similarity' })
  assert.throws(
    () =>
      similaritySensitiveDiversity(
        [1, 1],
        matrix([
          [1, -0.1],
          [-0.1, 1],
        ]),
      ),
    { code: 'bad-similarity' },
  )
  assert.throws(
    () =>
      similaritySensitiveDiversity(
        [1, 1],
        matrix([
          [2, 0],
          [0, 1],
        ]),
      ),
    { code: 'bad-similarity' },
  )
})

test('labels whose vectors point the same way count as one, opposite ones as wholly different', async () => {
  const call = async (rows: number[][]) => {
    const pool = createPool({ vectors: matrix(rows), group: ['a', 'a', 'b', 'b'] })
    return measureValue.parse(await measure.call(pool, { q: 1 }, createContext()))
  }
  near(
    (
      await call([
        [1, 0],
        [2, 0],
        [1, 0],
        [3, 0],
      ])
    ).value,
    1,
  )
  near(
    (
      await call([
        [1, 0],
        [2, 0],
        [0, 1],
        [0, 3],
      ])
    ).value,
    2,
  )
  near(
    (
      await call([
        [1, 0],
        [2, 0],
        [-1, 0],
        [-1, 0],
      ])
    ).value,
    2,
  )
})
