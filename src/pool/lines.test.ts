import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import type { LocalFile } from './bytes.ts'
import { readLines } from './lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-lines-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function file(content: string | Uint8Array): LocalFile {
  const path = join(folder, 'file')
  const bytes = Buffer.from(content)
  writeFileSync(path, bytes)
  return { path, name: 'file.txt', size: bytes.length }
}

async function linesOf(content: string | Uint8Array): Promise<string[]> {
  const all: string[] = []
  for await (const { first, texts } of readLines(file(content))) {
    assert.equal(first, all.length + 1, 'lines are numbered without gaps')
    all.push(...texts)
  }
  return all
}

const refusal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, 'not-utf8')
  assert.match(error.message, pattern)
  return true
}

test('a byte order mark, CRLF and a last line without its end are all fine', async () => {
  assert.deepEqual(await linesOf('\ufeffone\r\ntwo\n\nfour'), ['one', 'two', '', 'four'])
})

test('an empty file has no lines, and an end alone is one empty line', async () => {
  assert.deepEqual(await linesOf(''), [])
  assert.deepEqual(await linesOf('\n'), [''])
})

test('a carriage return within a line stays', async () => {
  assert.deepEqual(await linesOf('a\rb\r\n'), ['a\rb'])
})

test('lines across the borders of chunks are whole, characters too', async () => {
  // Chunks are of 1 MiB; lines of three-byte characters put their borders everywhere.
  const line = '€'.repeat(77_777)
  const content = Array.from({ length: 20 }, (_, i) => line.slice(0, 77_777 - i))
  assert.deepEqual(await linesOf(content.join('\n')), content)
  assert.deepEqual(await linesOf(gzipSync(content.join('\n'))), content)
})

test('a line longer than many chunks is whole', async () => {
  const long = 'x'.repeat(10_000_000)
  assert.deepEqual(await linesOf(`a\n${long}\nb`), ['a', long, 'b'])
})

test('splitting is what String.split does to the same text', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', 'é', '😀', ' '), maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('plain', 'gzip', 'zstd'), async (content, packing) => {
      const bytes = Buffer.from(content)
      const packed =
        packing === 'gzip' ? gzipSync(bytes) : packing === 'zstd' ? zstdCompressSync(bytes) : bytes
      const expected = content.split('\n')
      if (expected.at(-1) === '') expected.pop()
      assert.deepEqual(await linesOf(packed), expected)
    }),
    { numRuns: 60 },
  )
})

test('a byte that is not UTF-8 is named by line and position', async () => {
  const bytes = Buffer.concat([Buffer.from('fine\ncaf'), Buffer.from([0xe9, 0x20]), Buffer.from('\nmore\n')])
  await assert.rejects(
    linesOf(bytes),
    refusal(/^file\.txt, line 2: byte 4 of the line \(byte 9 .*0xe9\).*iconv/),
  )
})

test('the position is right behind real replacement characters and behind a byte order mark', async () => {
  const bytes = Buffer.concat([Buffer.from('\ufeffa\n\ufffd\ufffd'), Buffer.from([0xc3, 0x28])])
  await assert.rejects(linesOf(bytes), refusal(/line 2: byte 7 of the line \(byte 12 of the file, 0xc3\)/))
})

test('a wrong byte far into a large file is found', async () => {
  const line = Buffer.from(`${'é'.repeat(50)}\n`)
  const before = Buffer.concat(Array.from({ length: 30_000 }, () => line))
  const bytes = Buffer.concat([before, Buffer.from([0x61, 0xff, 0x0a]), line])
  await assert.rejects(
    linesOf(bytes),
    refusal(new RegExp(`line 30001: byte 2 of the line \\(byte ${before.length + 2} of`)),
  )
})

test('UTF-16 is told apart from damage', async () => {
  await assert.rejects(linesOf(Buffer.from('\ufefftext', 'utf16le')), refusal(/UTF-16.*iconv -f UTF-16/))
})

test('damaged bytes give lines or a sentence, never anything else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => {
      try {
        assert.equal((await linesOf(bytes)).join('').includes('\n'), false)
      } catch (error) {
        assert.ok(error instanceof Error && 'code' in error, String(error))
      }
    }),
    { numRuns: 300 },
  )
})
