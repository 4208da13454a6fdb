import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Cache } from '../core/index.ts'
import { cacheKey, openCache } from '../run/index.ts'
import { type Embedder, withCache } from './index.ts'

/** An embedder that remembers what it was asked: the vector of a text is its length and first unit. */
function countingEmbedder({ name = 'counting@1', failAfter = Number.POSITIVE_INFINITY } = {}) {
  const asked: string[] = []
  const embedder: Embedder = {
    name,
    dimensions: 2,
    cached: true,
    async embed(texts) {
      if (asked.length + texts.length > failAfter) throw new Error('killed')
      asked.push(...texts)
      const data = Float32Array.from(texts.flatMap((text) => [text.length, text.charCodeAt(0) || 0]))
      return { data, rows: texts.length, cols: 2 }
    },
  }
  return { embedder, asked }
}

/** A cache in memory. */
function memory(): Cache & { entries: Map<string, Uint8Array> } {
  const entries = new Map<string, Uint8Array>()
  return {
    entries,
    get: (keys) => keys.map((key) => entries.get(key)),
    set: (added) => {
      for (const [key, value] of added) entries.set(key, value.slice())
    },
  }
}

test('the vectors are those of the embedder, in order, with or without a cache', async () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('a', 'b', ''))
  await fc.assert(
    fc.asyncProperty(fc.array(text), fc.integer({ min: 1, max: 7 }), async (texts, batch) => {
      const { embedder } = countingEmbedder()
      const cache = memory()
      const expected = await embedder.embed(texts)
      assert.deepEqual(await withCache(embedder, cache, { batch }).embed(texts), expected)
      assert.deepEqual(await withCache(embedder, cache, { batch }).embed(texts), expected)
    }),
  )
})

test('each different text is embedded once, and a second run embeds nothing', async () => {
  const { embedder, asked } = countingEmbedder()
  const folder = mkdtempSync(join(tmpdir(), 'gamut-embed-'))
  try {
    const texts = ['one', 'two', 'one', 'three', 'two', 'one']
    const first = openCache(folder)
    const X = await withCache(embedder, first, { batch: 2 }).embed(texts)
    first.close()
    assert.deepEqual(asked, ['one', 'two', 'three'])
    const second = openCache(folder)
    assert.deepEqual(await withCache(embedder, second).embed(texts.toReversed()), {
      ...X,
      data: Float32Array.from(texts.toReversed().flatMap((text) => [text.length, text.charCodeAt(0)])),
    })
    second.close()
    assert.deepEqual(asked, ['one', 'two', 'three'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a run that was killed goes on where it stopped, and embeds no text twice', async () => {
  const texts = Array.from({ length: 100 }, (_, i) => `text ${i}`)
  const cache = memory()
  const killed = countingEmbedder({ failAfter: 35 })
  await assert.rejects(withCache(killed.embedder, cache, { batch: 10 }).embed(texts), { message: 'killed' })
  assert.equal(killed.asked.length, 30)
  const again = countingEmbedder()
  const X = await withCache(again.embedder, cache, { batch: 10 }).embed(texts)
  assert.deepEqual(again.asked, texts.slice(30))
  assert.deepEqual(X, await countingEmbedder().embedder.embed(texts))
})

test('it is cancelled between batches, and what was embedded by then is kept', async () => {
  const { embedder, asked } = countingEmbedder()
  const cache = memory()
  const controller = new AbortController()
  const texts = Array.from({ length: 50 }, (_, i) => `text ${i}`)
  const run = withCache(embedder, cache, { batch: 10 }).embed(texts, {
    signal: controller.signal,
    progress: (done) => {
      if (done === 20) controller.abort(new Error('enough'))
    },
  })
  await assert.rejects(run, { message: 'enough' })
  assert.equal(asked.length, 20)
  assert.equal(cache.entries.size, 20)
})

test('progress counts different texts, cached ones too', async () => {
  const { embedder } = countingEmbedder()
  const cache = memory()
  const reports: [number, number | undefined][] = []
  const cached = withCache(embedder, cache, { batch: 2 })
  await cached.embed(['a', 'b', 'c'])
  await cached.embed(['a', 'a', 'b', 'c', 'd', 'e'], {
    progress: (done, total) => reports.push([done, total]),
  })
  assert.deepEqual(reports, [
    [2, 5],
    [4, 5],
    [5, 5],
  ])
})

test('embedders of different names do not share vectors', async () => {
  const cache = memory()
  const [first, second] = [countingEmbedder(), countingEmbedder({ name: 'counting@2' })]
  await withCache(first.embedder, cache).embed(['a'])
  await withCache(second.embedder, cache).embed(['a'])
  assert.deepEqual(second.asked, ['a'])
})

test('a stored value of another length is embedded anew', async () => {
  const { embedder, asked } = countingEmbedder()
  const cache = memory()
  cache.set([[cacheKey('embedding', embedder.name, 'a'), new Uint8Array(3)]])
  assert.deepEqual([...(await withCache(embedder, cache).embed(['a'])).data], [1, 97])
  assert.deepEqual(asked, ['a'])
})

test('when every vector is in the cache the embedder is not called at all', async () => {
  const cache = memory()
  await withCache(countingEmbedder().embedder, cache).embed(['a', 'b'])
  const { embedder } = countingEmbedder({ failAfter: -1 })
  assert.equal((await withCache(embedder, cache).embed(['b', 'a'])).rows, 2)
})
