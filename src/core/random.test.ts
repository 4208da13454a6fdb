import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hash32, mix32, philoxBlock, randomStream } from './random.ts'

const words = (
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): string[] => {
  const out = new Uint32Array(4)
  const [c0, c1, c2, c3] = counter
  philoxBlock(out, c0, c1, key[0], key[1], c2, c3)
  return Array.from(out, (word) => word.toString(16).padStart(8, '0'))
}

/** How far counts of equally likely cells may lie from their mean: 5 standard deviations. */
function assertEven(counts: ArrayLike<number>, draws: number): void {
  const expected = draws / counts.length
  for (let i = 0; i < counts.length; i++) {
    assert.ok(
      Math.abs(counts[i] - expected) < 5 * Math.sqrt(expected),
      `cell ${i}: ${counts[i]} of ${expected}`,
    )
  }
}

test('Philox4x32-10 gives the published answers', () => {
  assert.deepEqual(words([0, 0, 0, 0], [0, 0]), ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'])
  const ones = 0xffffffff
  assert.deepEqual(words([ones, ones, ones, ones], [ones, ones]), [
    '408f276d',
    '41c83b0e',
    'a20bc7c6',
    '6d5451fd',
  ])
  assert.deepEqual(words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]), [
    'd16cfe09',
    '94fdcceb',
    '5001e420',
    '24126ea1',
  ])
})

test('uniform numbers lie in [0, 1), evenly, with the mean and variance of the distribution', () => {
  const random = randomStream(1, 'uniform')
  const n = 200_000
  const counts = new Int32Array(64)
  let sum = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const value = random.uniform()
    assert.ok(value >= 0 && value < 1)
    counts[Math.floor(value * 64)]++
    sum += value
    squares += (value - 0.5) ** 2
  }
  assertEven(counts, n)
  assert.ok(Math.abs(sum / n - 0.5) < 5 / Math.sqrt(12 * n))
  assert.ok(Math.abs(squares / n - 1 / 12) < 0.001)
})

test('uniform numbers use their lowest bits', () => {
  const random = randomStream(1, 'bits')
  const counts = new Int32Array(8)
  for (let i = 0; i < 40_000; i++) counts[Number(BigInt(random.uniform() * 2 ** 53) & 7n)]++
  assertEven(counts, 40_000)
})

test('normal numbers have mean 0, variance 1 and the tails of the distribution, and neighbours do not depend', () => {
  const random = randomStream(1, 'normal')
  const n = 200_000
  const values = Float64Array.from({ length: n }, () => random.normal())
  const mean = (of: (value: number, i: number) => number): number =>
    values.reduce((sum, value, i) => sum + of(value, i), 0) / n
  assert.ok(Math.abs(mean((x) => x)) < 0.012)
  assert.ok(Math.abs(mean((x) => x * x) - 1) < 0.016)
  assert.ok(Math.abs(mean((x) => x ** 4) - 3) < 0.12)
  assert.ok(Math.abs(mean((x) => (x > 1.959964 ? 1 : 0)) - 0.025) < 0.002)
  assert.ok(Math.abs(mean((x, i) => (i === 0 ? 0 : x * values[i - 1]))) < 0.012)
})

test('whole numbers are below n and equally likely, for n that is no power of two', () => {
  const random = randomStream(1, 'integer')
  for (const n of [1, 3, 10, 97]) {
    const counts = new Int32Array(n)
    for (let i = 0; i < 50_000; i++) counts[random.integer(n)]++
    assertEven(counts, 50_000)
  }
})

test('whole numbers of large ranges are not biased either', () => {
  const random = randomStream(1, 'large')
  // Without rejection the lower half of this range would come out twice as often as the upper.
  const n = 3 * 2 ** 30
  const thirds = new Int32Array(3)
  for (let i = 0; i < 30_000; i++) thirds[Math.floor(random.integer(n) / 2 ** 30)]++
  assertEven(thirds, 30_000)
  const halves = new Int32Array(2)
  for (let i = 0; i < 10_000; i++) {
    const value = random.integer(2 ** 53)
    assert.ok(Number.isSafeInteger(value) && value >= 0)
    halves[value < 2 ** 52 ? 0 : 1]++
  }
  assertEven(halves, 10_000)
})

test('a permutation holds every number once, and all orders are equally likely', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer(), (n, seed) => {
      const order = randomStream(seed, 'permutation').permutation(n)
      assert.deepEqual(
        [...order].sort((a, b) => a - b),
        Array.from({ length: n }, (_, i) => i),
      )
    }),
  )
  const random = randomStream(1, 'orders')
  const counts = new Map<string, number>()
  for (let i = 0; i < 24_000; i++) {
    const key = random.permutation(4).join('')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  assert.equal(counts.size, 24)
  assertEven([...counts.values()], 24_000)
})

test('a sample holds k different numbers below n, all when k is n or more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 0, max: 250 }),
      fc.integer(),
      (n, k, seed) => {
        const picks = randomStream(seed, 'sample').sample(n, k)
        assert.equal(picks.length, Math.min(n, k))
        assert.equal(new Set(picks).size, picks.length)
        assert.ok(picks.every((pick) => pick >= 0 && pick < n))
      },
    ),
  )
})

test('every sample, in every order, is equally likely', () => {
  const random = randomStream(1, 'samples')
  const counts = new Map<string, number>()
  for (let i = 0; i < 20_000; i++) {
    const key = random.sample(5, 2).join('')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  assert.equal(counts.size, 20)
  assertEven([...counts.values()], 20_000)
})

test('a small sample of a huge range is made at once', () => {
  const picks = randomStream(1, 'huge').sample(2_000_000_000, 1000)
  assert.equal(new Set(picks).size, 1000)
  assert.ok(picks.some((pick) => pick > 1_000_000_000))
})

test('a stream is repeated by its seed and name, and by nothing else', () => {
  const first = (seed: number, name: string) => Array.from({ length: 20 }, randomStream(seed, name).uniform)
  assert.deepEqual(first(1, 'a'), first(1, 'a'))
  assert.deepEqual(first(0, 'a'), first(-0, 'a'))
  const others = [
    first(1, 'a'),
    first(2, 'a'),
    first(1, 'b'),
    first(0.5, 'a'),
    first(-1, 'a'),
    first(11, ''),
    first(1, '1'),
  ]
  assert.equal(new Set(others.flat()).size, others.flat().length)
})

test('drawing from one stream leaves others, and its own children, as they were', () => {
  const plain = randomStream(1, 'parent')
  const used = randomStream(1, 'parent')
  for (let i = 0; i < 100; i++) used.normal()
  assert.equal(plain.stream('child').uniform(), used.stream('child').uniform())
  assert.notEqual(plain.stream('child').uniform(), plain.stream('other').uniform())
  assert.notEqual(plain.stream('child').uniform(), randomStream(1, 'parent').uniform())
})

test('streams of different names and of neighbouring seeds are not correlated', () => {
  const n = 50_000
  const draw = (seed: number, name: string) =>
    Float64Array.from({ length: n }, randomStream(seed, name).normal)
  const base = draw(1, 'x')
  for (const other of [draw(2, 'x'), draw(1, 'y'), draw(1, 'x1')]) {
    const correlation = base.reduce((sum, value, i) => sum + value * other[i], 0) / n
    assert.ok(Math.abs(correlation) < 5 / Math.sqrt(n))
  }
})

test('hashes differ by seed and text, spread evenly, and one changed bit changes half of the bits', () => {
  assert.notEqual(hash32('a'), hash32('a', 1))
  assert.notEqual(hash32('ab'), hash32('ba'))
  assert.notEqual(hash32(''), hash32('\u0000'))
  const counts = new Int32Array(16)
  for (let i = 0; i < 32_000; i++) counts[hash32(`item ${i}`) & 15]++
  assertEven(counts, 32_000)
  let changed = 0
  for (let i = 0; i < 1000; i++) {
    let bits = mix32(i) ^ mix32(i ^ 1)
    for (; bits !== 0; bits &= bits - 1) changed++
  }
  assert.ok(Math.abs(changed / 1000 - 16) < 0.5)
})
