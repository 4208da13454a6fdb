import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createContext,
  GamutError,
  type Matrix,
  type Pool,
  type PoolSource,
  randomStream,
} from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measure } from './measure.ts'
import { defaultPanel } from './measures.ts'
import { poolReport } from './result.ts'

const random = randomStream(1, 'measure test')
const words = ['red', 'green', 'blue', 'apple', 'river', 'stone', 'walks', 'sings', 'quiet', 'under']
const sentence = () => Array.from({ length: 8 }, () => words[random.integer(words.length)]).join(' ')

function gaussian(rows: number, cols: number): Matrix {
  return matrix(
    Float32Array.from({ length: rows * cols }, () => random.normal()),
    rows,
    cols,
  )
}

/** A source over a pool that pretends to be `copies` times as long, so that it does not fit in memory. */
function sourceOf(pool: Pool, name = 'made.parquet', claimedSize = pool.size): PoolSource {
  return {
    name,
    schema: {
      columns: [],
      parts: { vectors: pool.vectors && 'embedding', quality: pool.quality && 'quality' },
    },
    size: claimedSize,
    digest: async () => 'digest',
    async *blocks(rows) {
      for (let start = 0; start < pool.size; start += rows) {
        yield pool.take(Int32Array.from({ length: Math.min(rows, pool.size - start) }, (_, i) => start + i))
      }
    },
  }
}

const valueIn = (report: Awaited<ReturnType<typeof measure>>, label: string) =>
  report.measures.find((entry) => entry.measure === label)?.value

test('the default panel over texts gives an entry or a reason for each of its measures, in its order', async () => {
  const report = await measure(createPool({ text: Array.from({ length: 60 }, sentence) }))
  const labels = [
    ...report.measures.map((entry) => entry.measure),
    ...report.skipped.map((entry) => entry.measure),
  ]
  assert.deepEqual(labels.toSorted(), defaultPanel.toSorted())
  assert.deepEqual(
    report.measures.map((entry) => entry.measure),
    defaultPanel.filter((label) => report.measures.some((entry) => entry.measure === label)),
  )
  assert.match(report.skipped.find((entry) => entry.measure === 'quality')!.reason, /--quality COLUMN/)
})

test('the report satisfies its schema and survives JSON', async () => {
  const report = await measure(
    createPool({ text: Array.from({ length: 30 }, sentence), quality: new Float64Array(30).fill(0.5) }),
  )
  const parsed = poolReport.parse(JSON.parse(JSON.stringify(report)))
  assert.equal(parsed.measures.length, report.measures.length)
})

test('every measure of the room runs on a small pool or says why not', async () => {
  const pool = createPool({
    text: Array.from({ length: 40 }, sentence),
    quality: Float64Array.from({ length: 40 }, () => random.uniform()),
    group: Array.from({ length: 40 }, (_, i) => `g${i % 4}`),
  })
  const report = await measure(pool, { all: true })
  for (const entry of report.measures) {
    assert.ok(entry.value !== null || entry.reason !== undefined, entry.measure)
    assert.ok(entry.value === null || Number.isFinite(entry.value), entry.measure)
  }
  for (const { reason } of report.skipped) assert.notEqual(reason, '')
})

test('two runs of one seed give the same bytes', async () => {
  const pool = createPool({ text: Array.from({ length: 200 }, sentence) })
  const [a, b] = [await measure(pool, { seed: 3 }), await measure(pool, { seed: 3 })]
  assert.equal(JSON.stringify(a), JSON.stringify(b))
})

test('the order of the rows does not matter, sample and all', async () => {
  const pool = createPool({ text: Array.from({ length: 300 }, sentence) })
  const shuffled = pool.take(randomStream(9, 'shuffle').permutation(300))
  const only = ['vendi', 'distinct-n', 'near-duplicates', 'mean-similarity']
  const [a, b] = await Promise.all([pool, shuffled].map((each) => measure(each, { only, sample: 100 })))
  for (const label of only) {
    assert.ok(
      Math.abs(valueIn(a, label)! - valueIn(b, label)!) < 1e-4 * Math.abs(valueIn(a, label)!) + 1e-9,
      label,
    )
  }
})

test('texts of a large pool are embedded for a sample alone, and the entry says so with an interval', async () => {
  const pool = createPool({ text: Array.from({ length: 300 }, sentence) })
  const {
    measures: [vendi, distinct],
  } = await measure(pool, { only: ['vendi', 'distinct-n'], sample: 100 })
  assert.equal(vendi.scope, 'sample')
  assert.equal(vendi.n, 100)
  assert.ok(vendi.interval![0] < vendi.value! && vendi.value! < vendi.interval![1])
  assert.equal(distinct.scope, 'all')
  assert.equal(distinct.n, 300)
})

test('with `all`, every item is embedded', async () => {
  const pool = createPool({ text: Array.from({ length: 300 }, sentence) })
  const { measures } = await measure(pool, { only: ['vendi'], sample: 100, all: true })
  assert.equal(measures[0].n, 300)
  assert.equal(measures[0].scope, 'all')
})

test('a source too large for memory is measured in blocks to the value of the whole', async () => {
  const pool = createPool({
    vectors: gaussian(20_000, 8),
    quality: Float64Array.from({ length: 20_000 }, () => random.uniform()),
  })
  const only = ['vendi', 'quality', 'clusters']
  const whole = await measure(pool, { only })
  const large = sourceOf(pool, 'made.parquet', 1e9)
  const blocked = await measure(large, { only })
  assert.equal(blocked.input.items, 20_000)
  assert.equal(blocked.measures[0].scope, 'all')
  assert.ok(Math.abs(valueIn(blocked, 'vendi')! / valueIn(whole, 'vendi')! - 1) < 1e-4)
  assert.ok(Math.abs(valueIn(blocked, 'quality')! / valueIn(whole, 'quality')! - 1) < 1e-9)
  assert.equal(blocked.measures[2].n, 20_000)
})

test('a quadratic measure of a larger pool is the mean of five samples of 2,000, with its interval', async () => {
  const pool = createPool({ text: Array.from({ length: 2500 }, sentence) })
  const {
    measures: [jaccard],
  } = await measure(pool, { only: ['ngram-jaccard'] })
  assert.equal(jaccard.n, 2000)
  assert.equal(jaccard.scope, 'sample')
  assert.ok(jaccard.interval![0] <= jaccard.value! && jaccard.value! <= jaccard.interval![1])
})

test('one item, and none, are refused', async () => {
  const coded = (error: unknown) => error instanceof GamutError && error.code === 'too-few-items'
  await assert.rejects(measure(createPool({ text: ['alone'] })), coded)
  await assert.rejects(measure(createPool({ text: [] })), coded)
})

test('a measure that the user named and that cannot run is an error, not a gap', async () => {
  await assert.rejects(measure(createPool({ text: ['a', 'b'] }), { only: ['quality'] }), /--quality COLUMN/)
})

test('a pool with no part that any measure knows is refused', async () => {
  const pool = createPool({ columns: { height: { kind: 'number', values: Float64Array.of(1, 2, 3) } } })
  await assert.rejects(measure(pool), { code: 'nothing-to-measure' })
})

test('a cancelled measurement stops', async () => {
  const controller = new AbortController()
  const context = createContext({ signal: controller.signal })
  controller.abort()
  await assert.rejects(measure(createPool({ text: ['a', 'b', 'c'] }), { context }), { name: 'AbortError' })
})

test('a mergeable measure of two shards, merged, is that of the whole', async () => {
  const { default: vendi } = await (await import('./measures.ts')).measures.vendi()
  const pool = createPool({ vectors: gaussian(600, 6) })
  const context = createContext()
  const stream = await vendi.stream!({}, pool, context)
  const part = (from: number, to: number) =>
    pool.take(Int32Array.from({ length: to - from }, (_, i) => from + i))
  const a = await stream.add(stream.init(), part(0, 250))
  const b = await stream.add(stream.init(), part(250, 600))
  const { value } = await stream.finish(stream.merge(a, b))
  const { measures } = await measure(pool, { only: ['vendi'] })
  assert.ok(Math.abs(value! / measures[0].value! - 1) < 1e-5)
})
