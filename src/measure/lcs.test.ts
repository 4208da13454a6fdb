import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CommonSubsequence } from './lcs.ts'

/** The textbook table. */
function lcsLength(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const x of a) {
    const next = [0]
    for (let j = 0; j < b.length; j++) {
      next.push(x === b[j] ? row[j] + 1 : Math.max(row[j + 1], next[j]))
    }
    row = next
  }
  return row[b.length]
}

test('it gives the lengths of the textbook table, across the borders of its words', () => {
  const sequence = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 100 })
  const common = new CommonSubsequence(6)
  fc.assert(
    fc.property(sequence, sequence, sequence, (a, b, c) => {
      const ids = Int32Array.from([...a, ...b, ...c])
      const [endA, endB] = [a.length, a.length + b.length]
      common.of(ids, 0, endA)
      assert.equal(common.lengthWith(ids, endA, endB), lcsLength(a, b))
      assert.equal(common.lengthWith(ids, endB, ids.length), lcsLength(a, c))
    }),
  )
})

test('lengths of 29, 30, 31, 60 and 61 tokens with themselves', () => {
  for (const length of [1, 29, 30, 31, 60, 61]) {
    const ids = Int32Array.from({ length }, (_, i) => i)
    const common = new CommonSubsequence(length)
    common.of(ids, 0, length)
    assert.equal(common.lengthWith(ids, 0, length), length)
    assert.equal(common.lengthWith(ids, 0, 0), 0)
  }
})
