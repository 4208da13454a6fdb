import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { withDuckDb } from '../duckdb.ts'
import { openPool, readPool } from '../open.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-parquet-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Writes what a query gives. */
async function parquet(query: string, { name = 'file.parquet', rowGroup = 20_000 } = {}): Promise<string> {
  const path = join(folder, name)
  const copy = `COPY (${query}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE ${rowGroup})`
  for await (const _ of withDuckDb(async function* (connection) {
    yield await connection.run(copy)
  }));
  return path
}

const refusal = (code: string, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, pattern)
  return true
}

test('every kind of column arrives as what it is', async () => {
  const path = await parquet(`
    SELECT i AS id, 'text ' || i AS text, [i, i + 0.5]::FLOAT[] AS embedding, [i]::DOUBLE[] AS exact,
      ['a', 'b' || i] AS tags, i / 2 AS score, i % 2 = 0 AS label, {'a': {'b': i}} AS meta, DATE '2020-01-02' AS day,
      1.25::DECIMAL(9, 2) AS price, MAP {'k': i} AS pairs, [{'x': i}] AS objects, 'raw'::BLOB AS bytes
    FROM range(3) t(i)`)
  const pool = await readPool(path)
  assert.deepEqual(pool.ids, ['0', '1', '2'])
  assert.deepEqual(pool.text, ['text 0', 'text 1', 'text 2'])
  assert.deepEqual(pool.vectors, { data: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5), rows: 3, cols: 2 })
  assert.deepEqual(pool.quality, Float64Array.of(0, 0.5, 1))
  assert.deepEqual(pool.group, { codes: Int32Array.of(0, 1, 0), labels: ['true', 'false'] })
  assert.deepEqual(pool.column('exact')?.values, { data: Float64Array.of(0, 1, 2), rows: 3, cols: 1 })
  assert.deepEqual(pool.column('tags'), {
    kind: 'list',
    values: [
      ['a', 'b0'],
      ['a', 'b1'],
      ['a', 'b2'],
    ],
  })
  assert.deepEqual(pool.column('meta.a.b'), { kind: 'number', values: Float64Array.of(0, 1, 2) })
  assert.deepEqual(pool.column('day')?.values, Array(3).fill('2020-01-02'))
  assert.deepEqual(pool.column('price')?.values, Float64Array.of(1.25, 1.25, 1.25))
  assert.deepEqual(pool.column('pairs')?.values, ['{"k":0}', '{"k":1}', '{"k":2}'])
  assert.deepEqual(pool.column('objects')?.values, ['[{"x":0}]', '[{"x":1}]', '[{"x":2}]'])
  assert.equal(pool.column('bytes'), undefined)
})

test('conversations are read as in JSON Lines', async () => {
  const path = await parquet(
    `SELECT [{'role': 'user', 'content': 'q'}, {'role': 'assistant', 'content': 'a' || i}] AS messages FROM range(2) t(i)`,
  )
  assert.deepEqual((await readPool(path)).text, ['a0', 'a1'])
})

test('ids beyond what a double holds keep their digits', async () => {
  const path = await parquet(`SELECT 9007199254740993 + i AS id, 'x' AS text FROM range(2) t(i)`)
  assert.deepEqual((await readPool(path)).ids, ['9007199254740993', '9007199254740994'])
})

test('missing numbers, labels and list items are missing; a missing text or vector is refused by row', async () => {
  const some = await parquet(
    `SELECT 'x' AS text, nullif(i, 1)::DOUBLE AS score, nullif('g', CASE i WHEN 0 THEN 'g' END) AS label FROM range(3) t(i)`,
  )
  const pool = await readPool(some)
  assert.deepEqual(pool.quality, Float64Array.of(0, Number.NaN, 2))
  assert.deepEqual([...pool.group!.codes], [-1, 0, 0])
  const text = await parquet(`SELECT CASE i WHEN 2 THEN NULL ELSE 'x' END AS text FROM range(4) t(i)`)
  await assert.rejects(readPool(text), refusal('missing-text', /file\.parquet, row 3 has no text in `text`/))
  const vector = await parquet(
    `SELECT CASE i WHEN 1 THEN NULL ELSE [1.0, 2.0] END AS vector FROM range(4) t(i)`,
  )
  await assert.rejects(readPool(vector), refusal('missing-vector', /row 2 has no vector in `vector`/))
})

test('vectors of several lengths, with null or with NaN are refused by row, far into the file too', async () => {
  const at = 5000
  const cases: [string, string, RegExp][] = [
    [
      '[1.0, 2.0, 3.0]',
      'mixed-vector-lengths',
      /row 5001 has a vector of 3 numbers in `vector` where the first has 2/,
    ],
    ['[1.0, NULL]', 'not-a-number', /row 5001 has nothing \(null\) at position 2/],
    [`[1.0, 'nan'::DOUBLE]`, 'not-a-number', /row 5001 has "NaN" at position 2/],
  ]
  for (const [bad, code, pattern] of cases) {
    const path = await parquet(
      `SELECT CASE i WHEN ${at} THEN ${bad} ELSE [1.0, 2.0] END AS vector FROM range(6000) t(i)`,
    )
    await assert.rejects(readPool(path), refusal(code, pattern))
  }
})

test('blocks of any size hold the same rows in the order of the file', async () => {
  const path = await parquet('SELECT [i, i + 0.5]::FLOAT[] AS vector, i AS id FROM range(30000) t(i)', {
    rowGroup: 7000,
  })
  const source = await openPool(path)
  assert.equal(source.size, 30_000)
  for (const rows of [999, 2048, 8192, 100_000]) {
    let next = 0
    for await (const block of source.blocks(rows)) {
      assert.equal(block.size, Math.min(rows, 30_000 - next))
      assert.equal(block.ids[0], String(next))
      for (let i = 0; i < block.size; i++) assert.equal(block.vectors!.data[2 * i + 1], next + i + 0.5)
      next += block.size
    }
    assert.equal(next, 30_000)
  }
})

test('a reader may stop early, and two may read at once', async () => {
  const source = await openPool(await parquet('SELECT [i]::FLOAT[] AS vector FROM range(20000) t(i)'))
  for await (const block of source.blocks(100)) {
    assert.equal(block.size, 100)
    break
  }
  const [a, b] = [source.blocks(5000)[Symbol.asyncIterator](), source.blocks(5000)[Symbol.asyncIterator]()]
  const firsts = [await a.next(), await b.next(), await a.next()]
  assert.deepEqual(
    firsts.map(({ value }) => value?.vectors?.data[0]),
    [0, 0, 5000],
  )
  await a.return?.()
  await b.return?.()
})

test('only the columns asked for are kept', async () => {
  const path = await parquet(`SELECT 'x' AS text, i AS n, i AS m FROM range(2) t(i)`)
  const pool = await readPool(path, { columns: ['m'] })
  assert.deepEqual(pool.columnNames, ['text', 'm'])
})

test('a name with what DuckDB takes for a pattern, quotes included, is a name', async () => {
  const path = await parquet(`SELECT 'x' AS text`)
  const odd = join(folder, "we[i]rd'*dir?")
  mkdirSync(odd)
  const copy = join(odd, 'a[1].parquet')
  writeFileSync(copy, readFileSync(path))
  assert.equal((await readPool(copy)).size, 1)
})

test('a compressed Parquet file is read, too', async () => {
  const path = await parquet(`SELECT 'x' || i AS text FROM range(5) t(i)`)
  const packed = join(folder, 'file.parquet.gz')
  writeFileSync(packed, gzipSync(readFileSync(path)))
  assert.deepEqual((await readPool(packed)).text, ['x0', 'x1', 'x2', 'x3', 'x4'])
})

test('what is no Parquet, or only half of it, is refused in one sentence', async () => {
  const whole = readFileSync(await parquet('SELECT i AS n, [i]::FLOAT[] AS vector FROM range(5000) t(i)'))
  const path = join(folder, 'broken.parquet')
  const refused = async (bytes: Uint8Array) => {
    writeFileSync(path, bytes)
    await assert.rejects(
      readPool(path),
      refusal('broken-file', /^[^\n]*broken\.parquet cannot be read as Parquet[^\n]*$/),
    )
  }
  await refused(whole.subarray(0, whole.length / 2))
  await refused(Buffer.from('{"text": "json"}'))
})

test('damaged bytes give a pool or a sentence, never anything else', async () => {
  const whole = readFileSync(
    await parquet(`SELECT 'text ' || i AS text, [i, 2]::FLOAT[] AS vector, i AS score FROM range(50) t(i)`),
  )
  const path = join(folder, 'damaged.parquet')
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(damage, async (bytes) => {
      const damaged = Buffer.from(whole)
      for (const [at, byte] of bytes) damaged[at] = byte
      writeFileSync(path, damaged)
      try {
        assert.ok((await readPool(path)).size >= 1)
      } catch (error) {
        assert.ok(error instanceof Error && 'code' in error, String(error))
      }
    }),
    { numRuns: 60 },
  )
})
