import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, GamutError, type Matrix, type Pool } from '../core/index.ts'
import { matrix, row } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { type Embedder, embed, embedder, embedderNames, ensureVectors, languageWarning } from './index.ts'

/** Whether a GamutError of this code and sentence was thrown. */
const gamutError = (code: string, sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof GamutError, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, sentence)
  return true
}

test('texts become rows of 1024 numbers unless another number is asked for', async () => {
  assert.equal((await embed(['a', 'b'])).cols, 1024)
  const bySetting = await embed(['a', 'b'], { dimensions: 64 })
  assert.deepEqual([bySetting.rows, bySetting.cols], [2, 64])
  assert.deepEqual(await embed(['a', 'b'], { model: 'ngrams(dimensions=64)' }), bySetting)
  assert.deepEqual(await embed(['a', 'b'], { model: 'ngrams(dimensions=7)', dimensions: 64 }), bySetting)
})

test('no texts give no rows', async () => {
  assert.deepEqual(await embed([], { dimensions: 3 }), { data: new Float32Array(), rows: 0, cols: 3 })
})

test('an embedder’s name holds its version and settings', async () => {
  assert.equal((await embedder(' ngrams ( dimensions = 12 ) ')).name, 'ngrams@1(dimensions=12)')
  assert.notEqual((await embedder('ngrams')).name, (await embedder('ngrams(dimensions=12)')).name)
  assert.ok(embedderNames.includes('ngrams'))
})

test('an unknown embedder is an error with the nearest name', async () => {
  await assert.rejects(
    embed(['a'], { model: 'ngram' }),
    gamutError('unknown-embedder', /named `ngram`\. Did you mean `ngrams`\?/),
  )
  await assert.rejects(embedder('telepathy'), gamutError('unknown-embedder', /There is: ngrams\./))
  await assert.rejects(embedder(''), gamutError('bad-embedder', /such as ngrams/))
  await assert.rejects(embedder('constructor'), gamutError('unknown-embedder', /`constructor`/))
})

test('wrong settings are an error that names the setting', async () => {
  for (const model of ['ngrams(dimensions=0)', 'ngrams(dimensions=1.5)', 'ngrams(dimensions=many)']) {
    await assert.rejects(embed(['a'], { model }), gamutError('bad-parameter', /`dimensions`/))
  }
  await assert.rejects(
    embedder('ngrams(dimensions)'),
    gamutError('bad-embedder', /`dimensions` is not a parameter/),
  )
  await assert.rejects(embedder('ngrams(size=4)'), gamutError('bad-parameter', /`size`.*dimensions/))
})

test('what is not a text is an error that says where', async () => {
  const texts: string[] = JSON.parse('["a", 7]')
  await assert.rejects(embed(texts), gamutError('bad-text', /Text 1 is of type number/))
})

test('a cancelled run embeds nothing', async () => {
  const context = createContext({ signal: AbortSignal.abort(new Error('enough')) })
  await assert.rejects(embed(['a'], { context }), { message: 'enough' })
})

test('a pool with vectors keeps them', async () => {
  const pool = createPool({ vectors: matrix([1, 2, 3, 4], 2, 2), text: ['a', 'b'] })
  const { pool: same, source } = await ensureVectors(pool)
  assert.equal(same, pool)
  assert.equal(source, 'given')
})

test('a pool with texts gets vectors, and keeps its other parts through `take`', async () => {
  const pool = createPool({
    ids: ['x', 'y', 'z'],
    text: ['one', 'two', 'three'],
    quality: [1, 2, 3],
    group: ['g', undefined, 'h'],
    columns: { extra: { kind: 'string', values: ['p', 'q', 'r'] } },
  })
  const { pool: embedded, source } = await ensureVectors(pool, { dimensions: 32 })
  assert.equal(source, 'ngrams@1(dimensions=32)')
  assert.deepEqual(embedded.vectors, await embed(['one', 'two', 'three'], { dimensions: 32 }))
  const part: Pool = embedded.take([2, 0])
  assert.deepEqual(part.ids, ['z', 'x'])
  assert.deepEqual(part.text, ['three', 'one'])
  assert.deepEqual([...part.quality!], [3, 1])
  assert.deepEqual([...part.group!.codes], [1, 0])
  assert.deepEqual(part.column('extra'), { kind: 'string', values: ['r', 'p'] })
  assert.deepEqual(row(part.vectors!, 0), row(embedded.vectors, 2))
  assert.deepEqual(row(part.take([1]).vectors!, 0), row(embedded.vectors, 0))
})

test('a given vector that is zero or not finite is an error that names the item', async () => {
  const pool = (vectors: Matrix) => createPool({ ids: ['first', 'second'], vectors })
  await assert.rejects(
    ensureVectors(pool(matrix([1, 0, 0, -0], 2, 2))),
    gamutError('bad-vector', /item second is zero/),
  )
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
    await assert.rejects(
      ensureVectors(pool(matrix([wrong, 0, 1, 1], 2, 2))),
      gamutError('bad-vector', /item first holds a number that is not finite/),
    )
  }
})

test('a pool with neither vectors nor texts is an error that says what to do', async () => {
  await assert.rejects(
    ensureVectors(createPool({ quality: [1, 2] })),
    gamutError('missing-part', /neither vectors nor texts.*--vectors COLUMN or --text COLUMN/),
  )
})

test('an embedder that does not know the language of many texts gives one warning', () => {
  const latin: Embedder = {
    name: 'latin',
    dimensions: 1,
    cached: false,
    knows: (text) => /^[a-z ]*$/.test(text),
    embed: async (texts) => matrix(new Float32Array(texts.length).fill(1), texts.length, 1),
  }
  const texts = (strange: number) =>
    Array.from({ length: 5000 }, (_, i) => (i % 100 < strange ? 'чужой' : 'known'))
  assert.equal(languageWarning(texts(5), latin), undefined)
  assert.match(languageWarning(texts(40), latin)!, /^40% of the texts .* latin does not know/)
  assert.equal(languageWarning([], latin), undefined)
})

test('ngrams knows every language', async () => {
  assert.equal(languageWarning(['чужой', '猫'], await embedder('ngrams')), undefined)
})
