import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { rougeL } from './rouge-l.ts'
import measure, { rougeNovel } from './rouge-l-novelty.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map((words) => words.join(' '))

test('a text is kept if it is below the threshold with everything kept before', () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 12 }),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      (texts, threshold) => {
        const kept: number[] = []
        texts.forEach((candidate, i) => {
          const best = Math.max(
            0,
            ...kept.map((j) => (candidate === texts[j] ? 1 : rougeL(candidate, texts[j]))),
          )
          if (best < threshold) kept.push(i)
        })
        assert.deepEqual([...rougeNovel(texts, { threshold })], kept)
      },
    ),
  )
})

test('0.7 exactly is a repeat', () => {
  // 7 common tokens of 10 and 10.
  const a = 'a b c d e f g h i j'
  const b = 'a b c d e f g x y z'
  assert.deepEqual([...rougeNovel([a, b])], [0])
  assert.deepEqual([...rougeNovel([a, b], { threshold: 0.71 })], [0, 1])
})

test('a score that equals the threshold is a repeat, however its product rounds', () => {
  for (let length = 1; length <= 200; length++) {
    for (const common of [1, Math.floor(0.7 * length), length - 1]) {
      if (common < 1 || common > length) continue
      const words = (tail: string) =>
        Array.from({ length }, (_, i) => (i < common ? `w${i}` : `${tail}${i}`)).join(' ')
      const threshold = (2 * common) / (2 * length)
      assert.equal(rougeNovel([words('x'), words('y')], { threshold }).length, 1)
    }
  }
})

test('the measure keeps one of each and does not depend on the order of rows', async () => {
  const texts = ['write a short poem on rain', 'what is the tallest tree', 'write a short poem on snow']
  const run = (list: string[]) => measure.call(createPool({ text: list }), {}, createContext())
  const result = await run([...texts, ...texts])
  assert.deepEqual(result, await run([...texts, ...texts].reverse()))
  const { value, detail } = result as { value: number; detail: unknown }
  assert.equal(value, 2 / 6)
  assert.deepEqual(detail, { kept: 2, threshold: 0.7 })
})

test('the share kept is in (0, 1] and the same in any order of rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 10 }), async (texts) => {
      const shareOf = async (list: string[]) => {
        const result = await measure.call(createPool({ text: list }), {}, createContext())
        return (result as { value: number }).value
      }
      const value = await shareOf(texts)
      assert.ok(value > 0 && value <= 1)
      assert.equal(await shareOf(texts.toReversed()), value)
    }),
  )
})
