import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { LocalFile } from '../bytes.ts'
import { csvTable } from './csv.ts'
import { delimiterIn, looksLikeHeader } from './csv-shape.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-csv-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function file(content: string): LocalFile {
  const path = join(folder, 'file')
  writeFileSync(path, content)
  return { path, name: 'file.csv', size: Buffer.byteLength(content) }
}

interface Read {
  names: string[]
  records: (string | undefined)[][]
  places: string[]
}

async function read(
  content: string,
  { header, format = 'csv' }: { header?: boolean; format?: 'csv' | 'tsv' } = {},
) {
  const result: Read = { names: [], records: [], places: [] }
  for await (const block of (await csvTable(file(content), format, header)).blocks(2)) {
    result.names = block.names()
    for (let i = 0; i < block.rows; i++) {
      result.places.push(block.where(i))
      result.records.push(
        result.names.map((name) => {
          const cells = block.cells(name)
          return cells?.kind === 'cells' ? cells.values[i] : undefined
        }),
      )
    }
  }
  return result
}

const refusal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, 'broken-csv')
  assert.match(error.message, pattern)
  return true
}

test('quoted cells hold delimiters, quotes and line breaks; records know the line they begin at', async () => {
  const { names, records, places } = await read(
    'text,label\n"a, b",x\n"said ""no""",y\n"two\r\nlines\n\nand more",z\nplain,\n',
  )
  assert.deepEqual(names, ['text', 'label'])
  assert.deepEqual(records, [
    ['a, b', 'x'],
    ['said "no"', 'y'],
    ['two\nlines\n\nand more', 'z'],
    ['plain', undefined],
  ])
  assert.deepEqual(places, ['file.csv, line 2', 'file.csv, line 3', 'file.csv, line 4', 'file.csv, line 8'])
})

test('an empty cell is missing and a quoted empty cell is an empty text', async () => {
  assert.deepEqual((await read('text,n\n"",\n,""\n')).records, [
    ['', undefined],
    [undefined, ''],
  ])
})

test('what is written as CSV is read again', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é', ';'), maxLength: 8 })
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    )
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const header = rows[0].map((_, i) => `c${i}`).join(',')
      const lines = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
      assert.deepEqual((await read([header, ...lines].join('\n'), { header: true })).records, rows)
    }),
  )
})

test('a record with too many or too few cells is named by its line', async () => {
  await assert.rejects(
    read('text,label\na,b\nc,d,e\n'),
    refusal(/line 3 has 3 cells where the header names 2/),
  )
  await assert.rejects(read('text,label\n"a\nb",b\nc\n'), refusal(/line 4 has 1 cells/))
})

test('a delimiter at the end of every line is no cell', async () => {
  assert.deepEqual((await read('text,label\na,b,\n')).records, [['a', 'b']])
})

test('a quote that is never closed, and text behind a closing quote, are named by their line', async () => {
  await assert.rejects(
    read('text,label\na,b\n"c,d\ne,f\n'),
    refusal(/line 3: a quote is opened and never closed/),
  )
  await assert.rejects(read('text,label\n"a"b,c\n'), refusal(/line 2: there is text behind a closing quote/))
})

test('a cell of very many lines is whole', async () => {
  const text = Array.from({ length: 25_000 }, (_, i) => `line ${i}`).join('\n')
  assert.deepEqual((await read(`text,n\n"${text}",1\n"b",2\n`)).records, [
    [text, '1'],
    ['b', '2'],
  ])
})

test('a quote within an unquoted cell is a quote', async () => {
  assert.deepEqual((await read('text,n\n6" nail,1\n')).records, [['6" nail', '1']])
})

test('TSV has no quoting but around a whole cell', async () => {
  const { records } = await read('text\tn\n"open\t1\n"a ""b"""\t2\n', { format: 'tsv' })
  assert.deepEqual(records, [
    ['"open', '1'],
    ['a "b"', '2'],
  ])
})

test('columns without a name are numbered, and equal names are made different', async () => {
  assert.deepEqual((await read(',text,text\n1,a,b\n')).names, ['column1', 'text', 'text_2'])
})

test('the delimiter is a comma, or what there is most of when there is none', () => {
  assert.equal(delimiterIn('a,b;c;d'), ',')
  assert.equal(delimiterIn('"a, b";c'), ';')
  assert.equal(delimiterIn('a\tb'), '\t')
  assert.equal(delimiterIn('a|b|c'), '|')
  assert.equal(delimiterIn('alone'), ',')
})

test('a first line with a number is an item; known names, names over numbers and short different names are not', () => {
  const header = (first: string[], ...others: string[][]) => looksLikeHeader(first, others)
  assert.equal(header(['A man sings.', 'A man is singing.', '4.5'], ['x', 'y', '3']), false)
  assert.equal(header(['Text', 'whatever it is?'], ['a', 'b']), true)
  assert.equal(header(['item', 'size'], ['a', '3'], ['b', 'NA']), true)
  assert.equal(header(['name', 'colour'], ['Ann', 'red']), true)
  assert.equal(header(['It rains.', 'It is wet.'], ['It snows.', 'It is white.']), false)
  assert.equal(header(['', ''], ['a', 'b']), false)
})

test('whether there is a header can be said', async () => {
  assert.equal((await read('text,label\na,b\n', { header: false })).records.length, 2)
  assert.deepEqual((await read('1,2\n3,4\n', { header: true })).names, ['1', '2'])
})

test('a header alone, and nothing at all, are no records', async () => {
  assert.deepEqual((await read('text,label\n')).records, [])
  assert.deepEqual((await read('')).records, [])
})
