import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { openPool, type PoolOptions, readPool } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-open-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const jsonl = (...rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const read = (name: string, content: string | Uint8Array, options?: PoolOptions) =>
  readPool(file(name, content), options)

const refusal = (code: string, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, pattern)
  assert.doesNotMatch(error.message, /\n/)
  return true
}

test('JSON Lines: parts are guessed, nested columns are dotted, kinds come from the values', async () => {
  const pool = await read(
    'pool.jsonl',
    jsonl(
      {
        id: 'a',
        text: 'one',
        score: 0.5,
        label: 'x',
        embedding: [1, 2],
        meta: { n: 1 },
        tags: ['t'],
        done: true,
      },
      {
        id: 'b',
        text: 'two',
        score: null,
        embedding: [3, 4],
        meta: { n: null, by: 'me' },
        tags: [],
        done: false,
      },
    ),
  )
  assert.deepEqual(pool.ids, ['a', 'b'])
  assert.deepEqual(pool.text, ['one', 'two'])
  assert.deepEqual(pool.vectors, { data: Float32Array.of(1, 2, 3, 4), rows: 2, cols: 2 })
  assert.deepEqual(pool.quality, Float64Array.of(0.5, Number.NaN))
  assert.deepEqual(pool.group, { codes: Int32Array.of(0, -1), labels: ['x'] })
  assert.deepEqual(pool.column('meta.n'), { kind: 'number', values: Float64Array.of(1, Number.NaN) })
  assert.deepEqual(pool.column('meta.by'), { kind: 'string', values: [undefined, 'me'] })
  assert.deepEqual(pool.column('tags'), { kind: 'list', values: [['t'], []] })
  assert.deepEqual(pool.column('done'), { kind: 'string', values: ['true', 'false'] })
  assert.equal(pool.column('text')?.values, pool.text)
})

test('a byte order mark, CRLF, blank lines and a last line without its end are fine', async () => {
  const pool = await read('marks.jsonl', '\ufeff{"text":"a"}\r\n\r\n  \n{"text":"b"}')
  assert.deepEqual(pool.text, ['a', 'b'])
})

test('bare texts, bare vectors and bare conversations are rows', async () => {
  assert.deepEqual((await read('texts.jsonl', '"a"\n"b"\n')).text, ['a', 'b'])
  assert.deepEqual(
    (await read('vectors.jsonl', '[1, 2]\n[3, 4]\n')).vectors?.data,
    Float32Array.of(1, 2, 3, 4),
  )
  const chat = jsonl([
    { role: 'user', content: 'q' },
    { role: 'assistant', content: 'a' },
  ])
  assert.deepEqual((await read('chats.jsonl', chat + chat)).text, ['a', 'a'])
})

test('the text of a conversation is the assistant’s last, another role’s when named', async () => {
  const rows = jsonl({
    messages: [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: [{ type: 'text', text: 'a' }] },
    ],
  })
  assert.deepEqual((await read('chat.jsonl', rows)).text, ['a'])
  const asked = await read('chat.jsonl', rows, { text: 'messages.user', group: 'messages.assistant' })
  assert.deepEqual(asked.text, ['q'])
  assert.deepEqual(asked.group?.labels, ['a'])
})

test('JSON: a list at the top, under a key, or of texts', async () => {
  const items = [{ text: 'a' }, { text: 'b' }]
  assert.deepEqual((await read('list.json', JSON.stringify(items, null, 2))).text, ['a', 'b'])
  assert.deepEqual((await read('key.json', JSON.stringify({ version: 1, data: items }))).text, ['a', 'b'])
  assert.deepEqual((await read('texts.json', '["a", "b"]')).text, ['a', 'b'])
  const source = await openPool(file('two.json', JSON.stringify({ notes: [{ text: 'x' }], items })))
  assert.equal(source.size, 2)
  assert.match(source.notes?.join(' ') ?? '', /under `items` \(not `notes`\)/)
})

test('each spelling of JSON is read under the name of the other', async () => {
  assert.deepEqual((await read('lines.json', jsonl({ text: 'a' }, { text: 'b' }))).text, ['a', 'b'])
  assert.deepEqual((await read('document.jsonl', JSON.stringify([{ text: 'a' }], null, 1))).text, ['a'])
})

test('plain text: one item a line', async () => {
  assert.deepEqual((await read('pool.txt', 'one\n\ntwo\n')).text, ['one', 'two'])
})

test('CSV: numbers are numbers, codes with zeros in front are texts', async () => {
  const pool = await read('pool.csv', 'text,score,zip,label\nhello,1.5,00123,a\nbye,NA,00456,\n')
  assert.deepEqual(pool.text, ['hello', 'bye'])
  assert.deepEqual(pool.quality, Float64Array.of(1.5, Number.NaN))
  assert.deepEqual(pool.column('zip'), { kind: 'string', values: ['00123', '00456'] })
  assert.deepEqual([...pool.group!.codes], [0, -1])
})

test('vectors written into cells of CSV are read', async () => {
  const pool = await read('cells.csv', 'embedding\n"[1, 2.5]"\n"[3, 4]"\n')
  assert.deepEqual(pool.vectors?.data, Float32Array.of(1, 2.5, 3, 4))
})

test('gzip and zstd are recognised by their bytes', async () => {
  const rows = jsonl({ text: 'a' }, { text: 'b' })
  for (const [name, bytes] of [
    ['a.jsonl.gz', gzipSync(rows)],
    ['b.jsonl.zst', zstdCompressSync(rows)],
    ['c.jsonl', Buffer.concat([gzipSync(rows.slice(0, 13)), gzipSync(rows.slice(13))])],
    ['d.csv.gz', gzipSync('text\na\nb\n')],
  ] as const)
    assert.deepEqual((await read(name, bytes)).text, ['a', 'b'], name)
})

test('content tells the format where the name does not', async () => {
  assert.deepEqual((await read('one', jsonl({ text: 'a' }, { text: 'b' }))).text, ['a', 'b'])
  assert.deepEqual((await read('two', JSON.stringify([{ text: 'a' }], null, 2))).text, ['a'])
  assert.deepEqual((await read('three', 'text,score\na,1\nb,2\n')).text, ['a', 'b'])
  assert.deepEqual((await read('four', 'text\tscore\na\t1\nb\t2\n')).text, ['a', 'b'])
  assert.deepEqual((await read('five', 'One sentence.\nAnother, longer one.\n')).text, [
    'One sentence.',
    'Another, longer one.',
  ])
  assert.deepEqual((await read('six.csv', 'a\nb\n', { format: 'txt' })).text, ['a', 'b'])
})

test('several files of one format are one source, in sorted order, with its rows numbered on', async () => {
  mkdirSync(join(folder, 'several'))
  for (const name of ['b', 'a', 'c'])
    file(`several/${name}.jsonl`, jsonl({ text: `${name}1` }, { text: `${name}2` }))
  const source = await openPool(join(folder, 'several', '*.jsonl'))
  const sizes: number[] = []
  const texts: string[] = []
  for await (const block of source.blocks(4)) {
    sizes.push(block.size)
    texts.push(...(block.text ?? []))
  }
  assert.deepEqual(sizes, [4, 2])
  assert.deepEqual(texts, ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'])
  const named = await readPool([join(folder, 'several/c.jsonl'), join(folder, 'several/a.jsonl')])
  assert.deepEqual(named.text, ['c1', 'c2', 'a1', 'a2'])
  assert.deepEqual(named.ids, ['1', '2', '3', '4'])
})

test('the digest is the SHA-256 of the file, of several files that of their digests', async () => {
  const sha = (content: string) => createHash('sha256').update(content).digest('hex')
  const [a, b] = [jsonl({ text: 'a' }), jsonl({ text: 'b' })]
  const paths = [file('a.jsonl', a), file('b.jsonl', b)]
  assert.equal(await (await openPool(paths[0])).digest(), sha(a))
  assert.equal(await (await openPool(paths)).digest(), sha(`${sha(a)}\n${sha(b)}`))
})

test('texts of several columns are joined, numbers of several columns are a vector', async () => {
  const rows = jsonl({ title: 't', body: 'b', x: 1, y: 2 }, { title: 'u', body: 'c', x: 3, y: 4 })
  const pool = await read('several.jsonl', rows, { text: 'title,body', vectors: 'x, y' })
  assert.deepEqual(pool.text, ['t\nb', 'u\nc'])
  assert.deepEqual(pool.vectors, { data: Float32Array.of(1, 2, 3, 4), rows: 2, cols: 2 })
  await assert.rejects(
    read('several.jsonl', rows, { text: 'title,bodi' }),
    refusal('missing-column', /no column `bodi` for the text.*Did you mean `body`/),
  )
})

test('a column that begins only far into the file can be named', async () => {
  const rows = jsonl(
    ...Array.from({ length: 3000 }, (_, i) => ({ text: 't', ...(i === 2500 && { late: 7 }) })),
  )
  const pool = await read('late.jsonl', rows, { quality: 'late' })
  assert.equal(pool.quality?.[2500], 7)
  assert.ok(Number.isNaN(pool.quality?.[0]))
})

test('a column whose later rows hold something else becomes strings', async () => {
  const rows = jsonl(...Array.from({ length: 3000 }, (_, i) => ({ text: 't', n: i === 2500 ? 'many' : i })))
  const column = (await read('mixed.jsonl', rows)).column('n')
  assert.equal(column?.kind, 'string')
  assert.deepEqual(column?.values.slice(2499, 2502), ['2499', 'many', '2501'])
})

test('long ids keep their digits, missing ids are row numbers, ids may repeat', async () => {
  const rows =
    '{"id":12345678901234567890,"text":"a"}\n{"text":"b"}\n{"id":7,"text":"c"}\n{"id":7,"text":"d"}\n'
  assert.deepEqual((await read('ids.jsonl', rows)).ids, ['12345678901234567890', '2', '7', '7'])
})

test('truth values are a quality of 1 and 0', async () => {
  const pool = await read('truth.jsonl', jsonl({ text: 'a', reward: true }, { text: 'b', reward: false }))
  assert.deepEqual(pool.quality, Float64Array.of(1, 0))
})

test('numbers with many values, fractions, and texts that are all different are not guessed as the group', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    text: `t${i}`,
    label: i / 7,
    topic: `about ${i}`,
    class: i,
    intent: i % 3,
  }))
  assert.equal((await openPool(file('groups.jsonl', jsonl(...rows)))).schema.parts.group, 'intent')
})

test('a guess among several columns is said', async () => {
  const rows = jsonl({ instruction: 'do', output: 'done', ID: 4 })
  const source = await openPool(file('guess.jsonl', rows))
  assert.deepEqual(source.schema.parts, { text: 'instruction', id: 'ID' })
  assert.deepEqual(source.notes, [
    'The texts are those of `instruction`, not of `output`: --text COLUMN chooses another.',
  ])
})

test('the only column of texts is the text; of several, none is', async () => {
  const one = await openPool(file('one.jsonl', jsonl({ poem: 'roses', n: 1 })))
  assert.equal(one.schema.parts.text, 'poem')
  assert.match(one.notes![0], /`poem`, the only column/)
  const two = await openPool(file('two.jsonl', jsonl({ poem: 'roses', song: 'la' })))
  assert.equal(two.schema.parts.text, undefined)
  assert.match(two.notes![0], /--text \(`poem`, `song`\)/)
})

test('a text of 10 MB is read when the limit allows, and refused in a sentence when not', async () => {
  const path = file('long.jsonl', jsonl({ text: 'short' }, { text: 'word '.repeat(2_000_000) }))
  await assert.rejects(
    readPool(path),
    refusal(
      'text-too-long',
      /long\.jsonl, line 2 has a text of 10,000,000 characters.*5,000,000.*--max-text/,
    ),
  )
  assert.equal((await readPool(path, { maxText: 20_000_000 })).text?.[1].length, 10_000_000)
})

test('broken JSON is named by its line', async () => {
  const lines = Array.from({ length: 30 }, (_, i) => JSON.stringify({ text: `t${i}` }))
  lines[16] = '{"text": "t16", }'
  await assert.rejects(
    read('broken.jsonl', lines.join('\n')),
    refusal('broken-json', /broken\.jsonl, line 17 is not JSON: expected double-quoted property name/),
  )
  await assert.rejects(
    read('broken.json', `[\n${lines.join(',\n')}\n]`),
    refusal('broken-json', /broken\.json, line 18 is not JSON/),
  )
  await assert.rejects(
    read('number.jsonl', '{"text":"a"}\n42\n'),
    refusal('broken-json', /line 2 holds a number/),
  )
  await assert.rejects(
    read('object.json', '{"a": 1}'),
    refusal('broken-json', /holds an object where a list/),
  )
  await assert.rejects(read('item.json', '[{"text":"a"}, null]'), refusal('broken-json', /item 2 is null/))
})

test('a missing column is named with those there are and the nearest', async () => {
  const path = file('columns.jsonl', jsonl({ body: 'a', note: 'x' }))
  await assert.rejects(
    readPool(path, { text: 'bodi' }),
    refusal(
      'missing-column',
      /no column `bodi` for the text; its columns: `body`, `note`\. Did you mean `body`\?/,
    ),
  )
})

test('a missing text, and what is no text, are named by line and column', async () => {
  await assert.rejects(
    read('null.jsonl', jsonl({ text: 'a' }, { text: null })),
    refusal('missing-text', /null\.jsonl, line 2 has no text in `text`/),
  )
  await assert.rejects(
    read('object.jsonl', jsonl({ a: [{ b: 'x' }] }), { text: 'a' }),
    refusal('bad-text', /line 1 has a list in `a`, not a text/),
  )
  await assert.rejects(
    read('silent.jsonl', jsonl({ messages: [{ role: 'user', content: null }] }), { text: 'messages' }),
    refusal('missing-text', /line 1/),
  )
})

test('vectors of several lengths, missing ones, and what is no number in them are named by line', async () => {
  const vectors = (...rows: unknown[]) =>
    read('v.jsonl', rows.map((v) => `{"vector":${typeof v === 'string' ? v : JSON.stringify(v)}}\n`).join(''))
  await assert.rejects(
    vectors([1, 2], [1, 2, 3]),
    refusal('mixed-vector-lengths', /line 2 has a vector of 3 numbers in `vector` where the first has 2/),
  )
  await assert.rejects(vectors([1, 2], 'null'), refusal('missing-vector', /line 2/))
  await assert.rejects(
    vectors([1, 2], '[1, NaN]'),
    refusal('not-a-number', /line 2 has nothing \(null\) at position 2/),
  )
  await assert.rejects(
    vectors([1, 2], '[Infinity, 1]'),
    refusal('not-a-number', /line 2 has "Infinity" at position 1/),
  )
  await assert.rejects(vectors([1, 2], '[1, "x"]'), refusal('not-a-number', /line 2 has "x" at position 2/))
  await assert.rejects(
    vectors([1, 2], '[1, 1e39]'),
    refusal('not-a-number', /line 2 has "1e\+39" at position 2/),
  )
})

test('quality that is no number is named by line', async () => {
  await assert.rejects(
    read('q.csv', 'text,score\na,1\nb,good\n', { quality: 'score' }),
    refusal('not-a-number', /q\.csv, line 3 has "good" in `score`/),
  )
  await assert.rejects(
    read('q.jsonl', '{"text":"a","score":Infinity}\n'),
    refusal('not-a-number', /line 1 has "Infinity"/),
  )
})

test('empty files and files without items are refused', async () => {
  for (const [name, content] of [
    ['empty.jsonl', ''],
    ['empty.parquet', ''],
    ['empty.npy', ''],
    ['blank.jsonl', '\n \n'],
    ['list.json', '[]'],
    ['header.csv', 'text,label\n'],
    ['blank.txt', '\n\n'],
    ['empty.jsonl.gz', gzipSync('')],
  ] as const)
    await assert.rejects(
      read(name, content),
      refusal('empty-file', new RegExp(`${name} holds no items`)),
      name,
    )
})

test('a missing file, a folder, and a pattern without matches are refused', async () => {
  file('answers.jsonl', jsonl({ text: 'a' }))
  await assert.rejects(
    readPool(join(folder, 'answer.jsonl')),
    refusal('missing-file', /did you mean .*answers\.jsonl\?/),
  )
  await assert.rejects(readPool(join(folder, 'no', 'file.jsonl')), refusal('missing-file', /no folder/))
  await assert.rejects(readPool(folder), refusal('is-directory', /is a folder.*\*\.jsonl/))
  await assert.rejects(readPool(join(folder, 'nothing-*.jsonl')), refusal('missing-file', /No file matches/))
  await assert.rejects(readPool([]), refusal('missing-file', /No file was given/))
})

test('files of several formats are refused', async () => {
  const paths = [file('m.jsonl', jsonl({ text: 'a' })), file('m.csv', 'text\na\n')]
  await assert.rejects(readPool(paths), refusal('mixed-formats', /m\.jsonl is jsonl and .*m\.csv is csv/))
})

test('a column that a later table lacks is named with the file', async () => {
  const paths = [file('c1.csv', 'text,score\na,1\n'), file('c2.csv', 'txt,score\nb,2\n')]
  await assert.rejects(readPool(paths), refusal('missing-column', /c2\.csv has no column `text`.*`txt`/))
})

test('truncated and damaged compression is refused', async () => {
  const rows = jsonl(...Array.from({ length: 3000 }, (_, i) => ({ text: `text number ${i * i}` })))
  for (const [name, bytes] of [
    ['cut.jsonl.gz', gzipSync(rows)],
    ['cut.jsonl.zst', zstdCompressSync(rows)],
  ] as const) {
    await assert.rejects(
      read(name, bytes.subarray(0, bytes.length / 2)),
      refusal('truncated-file', /ends in the middle/),
    )
    const damaged = Buffer.from(bytes)
    damaged.fill(0xff, 12, 60)
    await assert.rejects(read(name, damaged), refusal('broken-file', /is damaged/))
  }
})

test('an unknown format is refused with the nearest', async () => {
  const options = JSON.parse('{"format": "jsnl"}')
  await assert.rejects(
    read('x.jsonl', jsonl({ text: 'a' }), options),
    refusal('unknown-format', /Did you mean `jsonl`/),
  )
})

test('what is written as JSON Lines is read again, in blocks of any size', async () => {
  const item = fc.record({
    id: fc.string({ minLength: 1, maxLength: 5 }),
    text: fc.string({ unit: 'binary', maxLength: 20 }),
    score: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 13 }),
      async (items, rows) => {
        const source = await openPool(file('trip.jsonl', jsonl(...items)), { quality: 'score' })
        const found: unknown[] = []
        for await (const { size, ids, text, quality } of source.blocks(rows)) {
          assert.ok(size <= rows)
          for (let i = 0; i < size; i++) {
            const score = quality![i]
            found.push({ id: ids[i], text: text![i], score: Number.isNaN(score) ? null : score })
          }
        }
        const expected = items.map(({ id, text, score }) => ({ id, text, score: score === 0 ? 0 : score }))
        assert.deepEqual(found.map(String), expected.map(String))
        assert.deepEqual(JSON.stringify(found), JSON.stringify(expected))
      },
    ),
    { numRuns: 60 },
  )
})

test('a block needs at least one row', async () => {
  const source = await openPool(file('x.jsonl', jsonl({ text: 'a' })))
  await assert.rejects(
    async () => {
      for await (const _ of source.blocks(0));
    },
    refusal('bad-block-size', /not 0/),
  )
})
