import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import duplicateLinesMeasure, { duplicateLines } from './duplicate-lines.ts'
import { linesOf } from './lines.ts'
import punctuationLinesMeasure, { punctuationLines } from './punctuation-lines.ts'

test('lines are trimmed, blank ones left out, whatever breaks them', () => {
  assert.deepEqual(linesOf(' a \r\n\n\tb\rc\u2028  '), ['a', 'b', 'c'])
  assert.deepEqual(linesOf(''), [])
})

test('lines that end like sentences', () => {
  assert.equal(punctuationLines('Prose ends so.\nHome | About\n“Yes!”\n我爱猫。'), 3 / 4)
  assert.equal(punctuationLines('(It may end so.)'), 1)
  assert.ok(Number.isNaN(punctuationLines(' \n')))
})

test('lines that stood there before', () => {
  assert.equal(duplicateLines('a\nb\n a \na'), 1 / 2)
  assert.equal(duplicateLines('one line'), 0)
  assert.ok(Number.isNaN(duplicateLines('')))
})

test('the measures give one share an item', async () => {
  const pool = createPool({ text: ['So.\nSo.', 'no'] })
  assert.deepEqual([...(await punctuationLinesMeasure.items(pool, {}, createContext()))], [1, 0])
  assert.deepEqual([...(await duplicateLinesMeasure.items(pool, {}, createContext()))], [0.5, 0])
})
