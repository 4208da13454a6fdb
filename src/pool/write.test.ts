import assert from 'node:assert/strict'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { type OpenFile, writeAtomically, writeJsonl } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-write-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'target.txt')
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
})

const refusal = (code: string, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, pattern)
  return true
}

/** A disk whose k-th operation fails. */
function failingAt(k: number, code: string): OpenFile {
  let done = 0
  const step = () => {
    done++
    if (done === k) throw Object.assign(new Error(`${code}: made to fail`), { code })
  }
  return async (name, flags, mode) => {
    step()
    const handle = await open(name, flags, mode)
    return {
      writeFile: async (content: string | Uint8Array) => {
        step()
        await handle.writeFile(content)
      },
      sync: async () => {
        step()
        await handle.sync()
      },
      close: () => handle.close(),
    }
  }
}

test('texts, bytes and pieces are written whole', async () => {
  await writeAtomically(path, 'ünïcode')
  assert.equal(readFileSync(path, 'utf8'), 'ünïcode')
  await writeAtomically(path, Uint8Array.of(1, 2, 3))
  assert.deepEqual([...readFileSync(path)], [1, 2, 3])
  await writeAtomically(path, ['a', Buffer.from('b'), 'c'])
  assert.equal(readFileSync(path, 'utf8'), 'abc')
  await writeAtomically(path, '')
  assert.equal(readFileSync(path, 'utf8'), '')
  assert.deepEqual(readdirSync(folder), ['target.txt'])
})

test('rows are written one a line, many of them too', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => ({ i, text: 'line\nbreak' }))
  await writeJsonl(path, rows)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    rows,
  )
})

test('whichever operation fails, the old file is whole and nothing else is left', async () => {
  writeFileSync(path, 'before')
  for (let k = 1; k <= 5; k++) {
    await assert.rejects(
      writeAtomically(path, ['one', 'two', 'three'], failingAt(k, 'ENOSPC')),
      refusal('full-disk', /target\.txt was not written because the disk is full.*unchanged/),
    )
    assert.equal(readFileSync(path, 'utf8'), 'before')
    assert.deepEqual(readdirSync(folder), ['target.txt'], `after operation ${k}`)
  }
  await writeAtomically(path, ['one', 'two', 'three'], failingAt(6, 'ENOSPC'))
  assert.equal(readFileSync(path, 'utf8'), 'onetwothree')
})

test('content that fails leaves the old file whole, with its own error', async () => {
  writeFileSync(path, 'before')
  async function* content() {
    yield 'half'
    throw new Error('the content failed')
  }
  await assert.rejects(writeAtomically(path, content()), /^Error: the content failed$/)
  assert.equal(readFileSync(path, 'utf8'), 'before')
  assert.deepEqual(readdirSync(folder), ['target.txt'])
})

test('a really full device is a full disk', async (t) => {
  if (!existsSync('/dev/full')) {
    t.skip('there is no /dev/full here')
    return
  }
  await assert.rejects(writeAtomically('/dev/full', 'x'), refusal('full-disk', /\/dev\/full/))
  assert.ok(statSync('/dev/full').isCharacterDevice(), 'a device is written to, not replaced')
})

test('permissions are kept and links are followed', async () => {
  writeFileSync(path, 'before', { mode: 0o640 })
  const link = join(folder, 'link')
  symlinkSync(path, link)
  await writeAtomically(link, 'after')
  assert.equal(readFileSync(path, 'utf8'), 'after')
  assert.equal(statSync(path).mode & 0o777, 0o640)
  assert.deepEqual(readdirSync(folder).sort(), ['link', 'target.txt'])
})

test('folders that are not there, folders in place of files, and forbidden places are refused', async () => {
  await assert.rejects(
    writeAtomically(join(folder, 'no', 'file'), 'x'),
    refusal('missing-folder', /no folder .*no: make it/),
  )
  await assert.rejects(writeAtomically(folder, 'x'), refusal('is-directory', /is a folder/))
  await assert.rejects(
    writeAtomically(path, 'x', failingAt(1, 'EACCES')),
    refusal('unwritable-file', /permissions/),
  )
  await assert.rejects(
    writeAtomically(path, 'x', failingAt(2, 'EIO')),
    refusal('write-failed', /EIO: made to fail/),
  )
  assert.deepEqual(readdirSync(folder), [])
})
