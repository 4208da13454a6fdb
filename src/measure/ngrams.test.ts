import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError } from '../core/index.ts'
import { ngramsOf } from './ngrams.ts'
import { numberTokens } from './tokens.ts'

const texts = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 }), { maxLength: 6 })

test('equal numbers mean equal n-grams, and counts are their occurrences', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 5 }), (lists, n) => {
      const tokens = numberTokens(lists)
      const { ids, counts, total } = ngramsOf(tokens, n)
      const expected = new Map<string, number>()
      const nameOf = new Map<number, string>()
      lists.forEach((list, text) => {
        list.forEach((_, i) => {
          const id = ids[tokens.offsets[text] + i]
          if (i + n > list.length) {
            assert.equal(id, -1)
            return
          }
          const name = list.slice(i, i + n).join(' ')
          expected.set(name, (expected.get(name) ?? 0) + 1)
          assert.equal(nameOf.get(id) ?? name, name)
          nameOf.set(id, name)
        })
      })
      assert.equal(counts.length, expected.size)
      assert.equal(
        total,
        [...expected.values()].reduce((a, b) => a + b, 0),
      )
      for (const [id, name] of nameOf) assert.equal(counts[id], expected.get(name))
    }),
  )
})

test('many pairs keep different numbers', () => {
  const list: string[] = []
  for (let a = 0; a < 150; a++) for (let b = 0; b < 150; b++) list.push(`x${a}`, `y${b}`)
  const { counts, total } = ngramsOf(numberTokens([list, list]), 2)
  assert.equal(total, 2 * (list.length - 1))
  assert.equal(counts.length, new Set(list.slice(1).map((token, i) => `${list[i]} ${token}`)).size)
})

test('an order that is no positive whole number is refused', () => {
  for (const n of [0, -1, 1.5, Number.NaN]) {
    assert.throws(
      () => ngramsOf(numberTokens([['a']]), n),
      (error) => error instanceof GamutError && error.code === 'bad-parameter',
    )
  }
})
