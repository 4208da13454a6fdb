import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { displayWidth, padded, printable, truncate, wrap } from './width.ts'

test('wide characters take two columns, combining marks none', () => {
  assert.equal(displayWidth('abc'), 3)
  assert.equal(displayWidth('日本'), 4)
  assert.equal(displayWidth('한국'), 4)
  assert.equal(displayWidth('e\u0301'), 1)
  assert.equal(displayWidth('👩‍👩‍👧'), 2)
  assert.equal(displayWidth('\u200b'), 0)
})

test('cutting leaves an ellipsis and never splits a character', () => {
  assert.equal(truncate('a long title', 8), 'a long…')
  assert.equal(truncate('日本語', 4), '日…')
  assert.equal(truncate('short', 8), 'short')
  assert.equal(truncate('anything', 0), '')
})

test('padding counts columns, not characters', () => {
  assert.equal(padded('日本', 6), '日本  ')
  assert.equal(padded('7', 3, 'right'), '  7')
})

test('control characters, terminal escapes among them, do not get through', () => {
  assert.equal(printable('a\u001b[31mred\nb'), 'a [31mred b')
  assert.equal(printable('x\u202eevil'), 'x evil')
})

test('no line of wrapped or cut text is wider than asked', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 2, max: 60 }),
      (text, width) => {
        for (const line of wrap(printable(text), width)) assert.ok(displayWidth(line) <= width)
        assert.ok(displayWidth(truncate(printable(text), width)) <= width)
      },
    ),
  )
})
