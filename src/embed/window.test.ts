import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matrix } from '../numeric/index.ts'
import { averageWindows, planWindows } from './index.ts'

const near = (a: number, b: number) => Math.abs(a - b) < 1e-6

test('the windows of a text cover it without overlap, none above the size, all equally long but for one', () => {
  const lengths = fc.array(fc.nat(5000), { maxLength: 20 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 700 }), (texts, size) => {
      const { text, start, end } = planWindows(texts, size)
      texts.forEach((length, t) => {
        const mine = Array.from(text.keys()).filter((w) => text[w] === t)
        assert.equal(mine.length, Math.max(1, Math.ceil(length / size)))
        assert.equal(start[mine[0]], 0)
        assert.equal(end[mine.at(-1)!], length)
        for (const [i, w] of mine.entries()) {
          if (i > 0) assert.equal(start[w], end[mine[i - 1]])
          assert.ok(end[w] - start[w] <= size)
          assert.ok(Math.abs(end[w] - start[w] - length / mine.length) < 1)
        }
      })
    }),
  )
})

test('of a text with too many windows, some are kept, spread from the first to the last', () => {
  const { start, end } = planWindows([1000], 10, 5)
  assert.deepEqual([...start], [0, 250, 500, 740, 990])
  assert.deepEqual([...end], [10, 260, 510, 750, 1000])
  assert.deepEqual([...planWindows([1000], 10, 1).end], [10])
})

test('windows weigh by their length', () => {
  const plan = {
    texts: 1,
    text: Int32Array.of(0, 0),
    start: Int32Array.of(0, 300),
    end: Int32Array.of(300, 400),
  }
  const { data } = averageWindows(matrix([1, 0, 0, 1], 2, 2), plan)
  assert.ok(near(data[0], 3 / Math.sqrt(10)) && near(data[1], 1 / Math.sqrt(10)))
})

test('the length of a window’s vector does not count, and every result has length 1', () => {
  const plan = planWindows([30, 10, 0], 10)
  const plain = averageWindows(matrix([1, 0, 0, 1, 1, 0, 0, 1, 1, 1], 5, 2), plan)
  const scaled = averageWindows(matrix([9, 0, 0, 0.1, 5, 0, 0, 7, 2, 2], 5, 2), plan)
  assert.deepEqual(scaled, plain)
  for (let i = 0; i < 3; i++) assert.ok(near(Math.hypot(plain.data[2 * i], plain.data[2 * i + 1]), 1))
})

test('a text whose windows cancel out gets the vector of its first', () => {
  const { data } = averageWindows(matrix([0, 2, 0, -2], 2, 2), planWindows([20], 10))
  assert.deepEqual([...data], [0, 1])
})

test('no texts make no windows', () => {
  const plan = planWindows([], 10)
  assert.equal(plan.text.length, 0)
  assert.deepEqual(averageWindows(matrix([], 0, 3), plan), { data: new Float32Array(), rows: 0, cols: 3 })
})
