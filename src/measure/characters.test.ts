import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { characterCount } from './characters.ts'

test('characters are code points', () => {
  assert.equal(characterCount('a😀é'), 3)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(characterCount(text), [...text].length)
    }),
  )
})

test('the measure counts them for each item', async () => {
  const pool = createPool({ text: ['one two', '😀', ''] })
  assert.deepEqual([...(await measure.items(pool, {}, createContext()))], [7, 1, 0])
})
