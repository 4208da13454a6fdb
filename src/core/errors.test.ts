import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GamutError, messageOf, nearestName } from './errors.ts'

test('a mistyped name finds the nearest candidate', () => {
  assert.equal(nearestName('vend', ['length', 'vendi', 'mtld']), 'vendi')
  assert.equal(nearestName('VENDI', ['vendi']), 'vendi')
  assert.equal(nearestName('near-duplicate', ['exact-duplicates', 'near-duplicates']), 'near-duplicates')
})

test('a name unlike every candidate finds none', () => {
  assert.equal(nearestName('xyzzy', ['length', 'vendi']), undefined)
})

test('an error carries its code and its sentence', () => {
  const error = new GamutError('bad-thing', 'The thing is bad: mend it.')
  assert.equal(error.code, 'bad-thing')
  assert.equal(messageOf(error), 'The thing is bad: mend it.')
  assert.equal(messageOf('plain'), 'plain')
})

test('a sentence stays on one line whatever it quotes', () => {
  assert.equal(new GamutError('bad-name', 'No column `a\r\n  b`.').message, 'No column `a b`.')
})
