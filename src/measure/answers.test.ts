import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPool } from '../pool/index.ts'
import { answerKey, answersOf, lastNumber, normalizedAnswer, numericAnswer } from './answers.ts'

test('case, width, white space and a final full stop do not matter', () => {
  assert.equal(normalizedAnswer('  The\n Ａnswer. '), 'the answer')
})

test('an answer that is a number is read as one', () => {
  const read = ['42', '-1,234.50', '$ 3', '3/4', '2e-3', '50 %', '.5', '٣', '42.']
  assert.deepEqual(read.map(numericAnswer), [42, -1234.5, 3, 0.75, 0.002, 50, 0.5, undefined, 42])
  assert.deepEqual(['', 'forty', '1 2', '4x', '1,23', 'a/b'].map(numericAnswer), new Array(6).fill(undefined))
})

test('of a longer answer the last number counts', () => {
  assert.equal(lastNumber('3 apples and 4 pears make 7.'), 7)
  assert.equal(lastNumber('#### 1,050'), 1050)
  assert.equal(lastNumber('from 10-5 to -2.5'), -2.5)
  assert.equal(lastNumber('x2 has none'), undefined)
})

test('equal answers have equal keys', () => {
  assert.equal(answerKey('1,000'), answerKey('1000.0'))
  assert.equal(answerKey('Yes.'), answerKey(' yes'))
  assert.notEqual(answerKey('1'), answerKey('one'))
})

test('answers are the named column, else `answer`, else the text', () => {
  const text = ['t']
  const answer = { kind: 'string', values: ['a'] } as const
  const other = { kind: 'number', values: Float64Array.from([7]) } as const
  assert.deepEqual(answersOf(createPool({ text }), 'm', undefined), ['t'])
  assert.deepEqual(answersOf(createPool({ text, columns: { answer } }), 'm', undefined), ['a'])
  assert.deepEqual(answersOf(createPool({ text, columns: { answer, other } }), 'm', 'other'), ['7'])
  assert.throws(() => answersOf(createPool({ text }), 'm', 'other'), /no column `other`/)
  assert.throws(() => answersOf(createPool({ ids: ['1'] }), 'm', undefined), /no column `answer`/)
})
