import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { distinctN } from './distinct-n.ts'
import measure, { repetition } from './repetition.ts'

test('it is one less distinct-n of the text alone', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      (texts, n) => {
        const shares = repetition(texts, n)
        texts.forEach((alone, i) => {
          const expected = 1 - distinctN([alone], n)
          if (Number.isNaN(expected)) assert.ok(Number.isNaN(shares[i]))
          else assert.ok(Math.abs(shares[i] - expected) < 1e-12)
        })
      },
    ),
  )
})

test('a loop scores high, a text too short does not count', async () => {
  const pool = createPool({ text: ['i am i am i am i am', 'nothing is said twice here', 'short'] })
  assert.deepEqual([...(await measure.items(pool, { n: 3 }, createContext()))], [4 / 6, 0, Number.NaN])
})
