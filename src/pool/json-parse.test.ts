import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { faultPosition, jsonFault, parseJson } from './json-parse.ts'

test('JSON is what JSON.parse makes of it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      assert.deepEqual(withoutBigInts(parseJson(text)), JSON.parse(text))
      assert.equal(faultPosition(text), text.length)
    }),
  )
})

function withoutBigInts(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(withoutBigInts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutBigInts(inner)]))
}

test('integers beyond what a double holds keep their digits', () => {
  assert.deepEqual(
    parseJson('{"id": 12345678901234567890, "n": 9007199254740991, "x": 0.12345678901234567890}'),
    {
      id: 12345678901234567890n,
      n: 9007199254740991,
      x: 0.12345678901234568,
    },
  )
  assert.deepEqual(parseJson('{"a": "12345678901234567890", "b": 1e20}'), {
    a: '12345678901234567890',
    b: 1e20,
  })
})

test('what Python writes for missing and infinite numbers is read, but not inside strings', () => {
  assert.deepEqual(parseJson('{"a": NaN, "b": -Infinity, "c": [Infinity, "NaN \\" NaN"], "NaN": 1}'), {
    a: null,
    b: Number.NEGATIVE_INFINITY,
    c: [Number.POSITIVE_INFINITY, 'NaN " NaN'],
    NaN: 1,
  })
})

test('what is wrong is said without quoting the whole text', () => {
  const fault = (text: string) => {
    try {
      return parseJson(text)
    } catch (error) {
      return jsonFault(error)
    }
  }
  assert.equal(fault('{"a": "unfinished'), 'unterminated string at character 18')
  assert.equal(fault(`{"a": ?, "b": "${'long '.repeat(100)}"}`), "unexpected token '?'")
  assert.equal(fault(''), 'it ends too early')
  assert.match(String(fault('{"a": 1} {"b": 2}')), /character 10$/)
})

test('the position of a fault is where the text stops being JSON', () => {
  const cases: [string, number][] = [
    ['[1, 2,\n x]', 8],
    ['[1,]', 3],
    ['{"a" 1}', 5],
    ['{"a": 1,}', 8],
    ['[1, 2', 5],
    ['{"a": tru}', 6],
    ['[1}', 2],
    ['{1: 2}', 1],
    ['1 2', 2],
  ]
  for (const [text, position] of cases) assert.equal(faultPosition(text), position, text)
})

test('a fault in mutated JSON lies within it, and none is found in what parses', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', 'x', '1'), (text, at, put) => {
      const cut = text.length === 0 ? 0 : at % text.length
      const mutated = text.slice(0, cut) + put + text.slice(cut + 1)
      const position = faultPosition(mutated)
      assert.ok(position >= 0 && position <= mutated.length)
      try {
        JSON.parse(mutated)
      } catch {
        return
      }
      assert.equal(position, mutated.length)
    }),
    { numRuns: 500 },
  )
})
