import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { bareCode } from './code.ts'
import cyclomatic, { cyclomaticComplexity } from './cyclomatic-complexity.ts'
import nesting, { nestingDepth } from './nesting-depth.ts'

test('comments and strings are blanked, lines stay', () => {
  assert.equal(bareCode('a // if\nb /* if\nif */ c'), 'a      \nb      \n      c')
  assert.equal(bareCode("x = \"if\" + '\\'if' # if\ny"), `x =${' '.repeat(6)}+${' '.repeat(12)}\ny`)
  assert.equal(bareCode('"""if\nif"""z'), '     \n     z')
})

test('an apostrophe is no string', () => {
  assert.equal(bareCode("don't if\nx"), "don't if\nx")
})

test('code keeps its length and lines, however odd', () => {
  const odd = fc.string({
    unit: fc.constantFrom("'", '"', '`', '\\', '/', '*', '#', '\n', ' ', 'a'),
    maxLength: 60,
  })
  fc.assert(
    fc.property(odd, (text) => {
      const bare = bareCode(text)
      assert.equal(bare.length, text.length)
      assert.equal(bare.split('\n').length, text.split('\n').length)
    }),
  )
})

test('a million escaped quotes take no time', () => {
  assert.equal(nestingDepth(`${"\\'".repeat(500_000)}(`), 1)
})

test('complexity is 1 and one more for each decision', () => {
  assert.equal(cyclomaticComplexity('return 1'), 1)
  assert.equal(cyclomaticComplexity('if (a && b) x(); else if (c) y(); // if'), 4)
  assert.equal(cyclomaticComplexity('for x in xs:\n  if x > 0 and x < 5:\n    print("if")\n'), 4)
  assert.equal(cyclomaticComplexity('const z = a ? b?.c : d ?? e'), 3)
})

test('depth is that of brackets or of indentation, whichever is deeper', () => {
  assert.equal(nestingDepth(''), 0)
  assert.equal(nestingDepth('f(g([1, {a: 2}]))'), 4)
  assert.equal(nestingDepth('def f():\n  for x in y:\n    if x:\n      g(x)\n  return 0\n'), 3)
  assert.equal(nestingDepth('))) f("(((")'), 1)
})

test('the measures give one number an item', async () => {
  const pool = createPool({ text: ['if (a) { b() }', 'x'] })
  assert.deepEqual([...(await cyclomatic.items(pool, {}, createContext()))], [2, 1])
  assert.deepEqual([...(await nesting.items(pool, {}, createContext()))], [2, 0])
})
