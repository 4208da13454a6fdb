import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, type Pool, type PoolSource, randomStream } from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from './memory.ts'
import { samplePool, sampleSource } from './sample.ts'
import { Tally } from './tally.ts'

function sourceOf(pool: Pool): PoolSource {
  return {
    name: 'made',
    schema: { columns: [], parts: {} },
    size: pool.size,
    digest: async () => '',
    async *blocks() {
      const step = 700
      for (let start = 0; start < pool.size; start += step) {
        yield pool.take(Array.from({ length: Math.min(step, pool.size - start) }, (_, i) => start + i))
      }
    },
  }
}

const seeded = (seed: number) => createContext({ seed })
const range = (n: number) => Array.from({ length: n }, (_, i) => i)

/** What a sample holds, as a sorted list of its items. */
function itemsOf(pool: Pool): string[] {
  return range(pool.size)
    .map((i) =>
      JSON.stringify([pool.text?.[i], pool.vectors?.data.slice(i * 2, i * 2 + 2), pool.quality?.[i]]),
    )
    .sort()
}

const item = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  fc.constantFrom(0, 1),
  fc.constantFrom(0, 1, Number.NaN),
)
const poolOf = (items: readonly (readonly [string, number, number])[]) =>
  createPool({
    text: items.map(([text]) => text),
    vectors: matrix(Float32Array.from(items.flatMap(([, x]) => [x, 1])), items.length, 2),
    quality: items.map(([, , quality]) => quality),
  })

test('a sample does not depend on the order of the rows, whatever repeats among them', () => {
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 45 }),
      fc.nat(99),
      (items, size, seed) => {
        const pool = poolOf(items)
        const shuffled = pool.take(randomStream(seed, 'shuffle').permutation(pool.size))
        const [a, b] = [pool, shuffled].map((each) => samplePool(each, size, seeded(seed)))
        assert.equal(a.size, Math.min(size, pool.size))
        assert.deepEqual(itemsOf(a), itemsOf(b))
        assert.deepEqual(a.text, b.text, 'their order is the same, too')
      },
    ),
  )
})

test('a sample holds no more copies of an item than there are', () => {
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 30 }), fc.nat(99), (items, seed) => {
      const pool = poolOf(items)
      assert.deepEqual(itemsOf(samplePool(pool, 1000, seeded(seed))), itemsOf(pool))
    }),
  )
})

test('a source read in blocks gives the sample of the pool in memory', async () => {
  const pool = createPool({
    text: range(5000).map((i) => `text ${i % 3000}`),
    group: range(5000).map((i) => `g${i % 7}`),
  })
  for (const size of [1, 50, 1000, 5000, 9000]) {
    const { pool: sample, total } = await sampleSource(sourceOf(pool), size, seeded(3))
    assert.equal(total, 5000)
    assert.deepEqual(sample.text, samplePool(pool, size, seeded(3)).text)
    assert.equal(sample.group?.codes.length, Math.min(size, 5000))
  }
})

test('labels are told apart by what they say, not by their number', () => {
  const pool = (labels: string[]) => createPool({ text: labels.map(() => 'same'), group: labels })
  const labelsIn = ({ group }: Pool) => [...group!.codes].map((code) => group!.labels[code])
  const [a, b] = [pool(['x', 'y', 'z', 'x']), pool(['z', 'x', 'x', 'y'])].map((each) =>
    samplePool(each, 2, seeded(5)),
  )
  assert.deepEqual(labelsIn(a), labelsIn(b))
})

test('the seed decides the sample', () => {
  const pool = createPool({ text: range(1000).map(String) })
  const draw = (seed: number) => samplePool(pool, 100, seeded(seed)).text
  assert.deepEqual(draw(1), draw(1))
  assert.notDeepEqual(draw(1), draw(2))
})

test('every item is drawn equally often, copies and single ones alike', () => {
  // 60 single items and 5 items with 12 copies each: half of the sample of 30 should be copies.
  const text = [...range(60).map((i) => `single ${i}`), ...range(60).map((i) => `copy ${i % 5}`)]
  const pool = createPool({ text })
  const draws = 400
  const counts = new Map<string, number>()
  for (let seed = 0; seed < draws; seed++)
    for (const drawn of samplePool(pool, 30, seeded(seed)).text!)
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1)
  const expected = (draws * 30) / 120
  // Six standard deviations of a hypergeometric count, which is below the binomial's.
  for (const [drawn, count] of counts) {
    const copies = drawn.startsWith('copy') ? 12 : 1
    assert.ok(Math.abs(count - copies * expected) < 6 * Math.sqrt(copies * expected), `${drawn}: ${count}`)
  }
  assert.equal(counts.size, 65)
})

test('vectors alone are sampled by what they hold', () => {
  const pool = createPool({ vectors: matrix(Float64Array.from(range(400)), 200, 2) })
  const shuffled = pool.take(randomStream(1, 'shuffle').permutation(200))
  const [a, b] = [pool, shuffled].map((each) => samplePool(each, 20, seeded(8)).vectors?.data)
  assert.deepEqual(a, b)
})

test('an empty source and an impossible size are refused', async () => {
  const empty = createPool({ text: [] })
  await assert.rejects(sampleSource(sourceOf(empty), 5, seeded(0)), { code: 'empty-file' })
  await assert.rejects(sampleSource(sourceOf(empty), 0, seeded(0)), { code: 'bad-sample-size' })
  assert.throws(() => samplePool(empty, 0, seeded(0)), { code: 'bad-sample-size' })
})

test('a cancelled run stops', async () => {
  const controller = new AbortController()
  controller.abort()
  const context = createContext({ signal: controller.signal })
  await assert.rejects(sampleSource(sourceOf(createPool({ text: ['a'] })), 1, context), {
    name: 'AbortError',
  })
})

test('a tally counts what a map counts', () => {
  const keys = fc.array(fc.oneof(fc.nat(5), fc.maxSafeNat()), { maxLength: 3000, size: 'max' })
  fc.assert(
    fc.property(keys, (numbers) => {
      const tally = new Tally()
      const counts = new Map<number, number>()
      for (const number of numbers) {
        const before = counts.get(number) ?? 0
        assert.equal(tally.increment(number), before)
        counts.set(number, before + 1)
      }
    }),
    { numRuns: 30 },
  )
})
