// What a user can get wrong: each its one sentence, exit code 2, nothing on standard output, nothing half-written.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Ended, gamut, root } from './cli.ts'

let folder: string

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-bad-'))
})

after(() => {
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return name
}

function assertRefused({ code, stdout, stderr }: Ended, pattern: RegExp): void {
  assert.equal(code, 2, stderr)
  assert.equal(stdout, '')
  assert.match(stderr, pattern)
  assert.equal(stderr.trim().split('\n').length, 1, `more than one sentence:\n${stderr}`)
  assert.doesNotMatch(stderr, /\n\s+at /)
}

const refused = async (words: readonly string[], pattern: RegExp) =>
  assertRefused(await gamut([...words, '--quiet'], { cwd: folder }), pattern)

const rows = (count: number, row: (i: number) => unknown) =>
  Array.from({ length: count }, (_, i) => `${JSON.stringify(row(i))}\n`).join('')

test('a missing file, with the nearest name there is', async () => {
  file(
    'answers.jsonl',
    rows(3, (i) => ({ text: `answer ${i}` })),
  )
  await refused(['measure', 'answer.jsonl'], /answer\.jsonl.*answers\.jsonl/)
})

test('an empty file', async () => {
  await refused(['measure', file('empty.jsonl', '')], /empty\.jsonl.*(empty|no items)/)
})

test('one item', async () => {
  await refused(
    [
      'measure',
      file(
        'one.jsonl',
        rows(1, () => ({ text: 'alone' })),
      ),
    ],
    /one\.jsonl holds one item.*at least two/,
  )
})

test('broken JSON on line 17', async () => {
  const lines = rows(30, (i) => ({ text: `answer ${i}` })).split('\n')
  lines[16] = '{"text": "answer'
  await refused(['measure', file('broken.jsonl', lines.join('\n'))], /broken\.jsonl.*line 17/)
})

test('a missing column, with the columns there are', async () => {
  file(
    'columns.jsonl',
    rows(3, (i) => ({ body: `answer ${i}`, note: 'x' })),
  )
  await refused(['measure', 'columns.jsonl', '--text', 'bodi'], /bodi.*body/)
})

test('vectors of different lengths', async () => {
  file(
    'lengths.jsonl',
    rows(5, (i) => ({ embedding: i === 3 ? [1, 2, 3] : [1, 2 + i] })),
  )
  await refused(['measure', 'lengths.jsonl'], /lengths\.jsonl.*line 4.*3.*2/)
})

test('a NaN in a vector', async () => {
  const header = `${"{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }".padEnd(117)}\n`
  const numbers = new Uint8Array(Float64Array.from([1, 2, 3, Number.NaN, 5, 6]).buffer)
  const npy = Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'),
    Buffer.from(header),
    numbers,
  ])
  await refused(['measure', file('nan.npy', npy)], /nan\.npy.*(NaN|not a number|number)/i)
})

test('a vector of zeros', async () => {
  file(
    'zero.jsonl',
    rows(4, (i) => ({ id: `item-${i}`, embedding: i === 2 ? [0, 0] : [1, i] })),
  )
  await refused(['measure', 'zero.jsonl'], /item-2.*zero|zero.*item-2/i)
})

test('a text of 10 MB, with the limit and how to raise it', async () => {
  file(
    'long.jsonl',
    rows(2, (i) => ({ text: i === 0 ? 'short' : 'word '.repeat(2_000_000) })),
  )
  await refused(['measure', 'long.jsonl'], /long\.jsonl.*line 2.*10,000,000.*--max-text/)
})

test('bytes that are not UTF-8', async () => {
  const bytes = Buffer.concat([
    Buffer.from('{"text":"fine"}\n{"text":"caf'),
    Buffer.from([0xe9]),
    Buffer.from('"}\n'),
  ])
  await refused(['measure', file('latin.jsonl', bytes)], /latin\.jsonl.*line 2.*UTF-8/)
})

test('a folder in place of a file', async () => {
  mkdirSync(join(folder, 'folder'))
  await refused(['measure', 'folder'], /folder.*(folder|directory)/)
})

test('an unreadable file', async (t) => {
  const name = file(
    'secret.jsonl',
    rows(3, (i) => ({ text: `answer ${i}` })),
  )
  chmodSync(join(folder, name), 0o000)
  chmodSync(folder, 0o755)
  const asRoot = process.getuid?.() === 0
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  if (
    asRoot &&
    spawnSync(nobody[0], [...nobody.slice(1), process.execPath, '-e', `require('${root}/package.json')`])
      .status !== 0
  ) {
    t.skip('run as root, who may read everything, and another user cannot run the project here')
    return
  }
  const ended = await gamut(['measure', join(folder, name), '--quiet'], {
    cwd: folder,
    before: asRoot ? nobody : [],
  })
  assertRefused(ended, /secret\.jsonl.*(permission|may not be read|not readable|cannot be read)/i)
})

test('a full disk while writing the report: nothing half-written', async (t) => {
  const wrap = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c']
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const mount = `mount -t tmpfs -o size=64k tmpfs ${disk}`
  if (spawnSync(wrap[0], [...wrap.slice(1), mount]).status !== 0) {
    t.skip('no small file system can be mounted here to fill up')
    return
  }
  file(
    'pool.jsonl',
    rows(400, (i) => ({ text: `answer ${i} ${'about many things '.repeat(20)}${i * i}` })),
  )
  const script = `${mount} && echo before > ${disk}/report.html && "$@"; code=$?; ls ${disk} >&2; cat ${disk}/report.html >&2; exit $code`
  const ended = await gamut(
    ['report', 'pool.jsonl', '--quiet', '--only', 'length', '-o', join(disk, 'report.html')],
    {
      cwd: folder,
      before: [...wrap, script, 'sh'],
    },
  )
  assert.equal(ended.code, 2, ended.stderr)
  assert.match(ended.stderr, /report\.html.*(full|space)/i)
  assert.match(ended.stderr, /\nreport\.html\nbefore\n$/, 'the old report is whole and nothing else is there')
})

test('an unknown measure, with the nearest', async () => {
  file(
    'pool.jsonl',
    rows(3, (i) => ({ text: `answer ${i}` })),
  )
  await refused(['measure', 'pool.jsonl', '--only', 'vendy'], /vendy.*`vendi`/)
})

test('a parameter that the measure does not have, with those it has', async () => {
  file(
    'pool.jsonl',
    rows(3, (i) => ({ text: `answer ${i}` })),
  )
  await refused(['measure', 'pool.jsonl', '--only', 'vendi(p=2)'], /vendi.*`p`.*\bq\b/)
})

test('an option that does not exist', async () => {
  const { code, stderr } = await gamut(['measure', 'pool.jsonl', '--onyl', 'vendi'], { cwd: folder })
  assert.equal(code, 2)
  assert.match(stderr, /--onyl.*\n.*--only/)
})

test('a command that does not exist', async () => {
  const { code, stderr } = await gamut(['mesure', 'pool.jsonl'], { cwd: folder })
  assert.equal(code, 2)
  assert.match(stderr, /mesure/)
})

test('a measure named by the user whose column is missing', async () => {
  file(
    'pool.jsonl',
    rows(3, (i) => ({ text: `answer ${i}` })),
  )
  await refused(['measure', 'pool.jsonl', '--only', 'quality'], /quality.*--quality COLUMN/)
})

test('nothing is left behind in the folder but what was put there', () => {
  assert.ok(readdirSync(folder).every((name) => !name.includes('.tmp')))
})
