// Damaged files of every format: a pool or one sentence, never a stack trace, a crash or a hang.

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { soakMilliseconds } from '../../tests/soak.ts'
import { GamutError, type Pool, type Random, randomStream } from '../core/index.ts'
import { withDuckDb } from './duckdb.ts'
import { readPool } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-fuzz-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const items = Array.from({ length: 40 }, (_, i) => ({
  id: `i${i}`,
  text: `text ${i} "quoted", or é\nnot`,
  score: i / 3,
  label: `l${i % 3}`,
  embedding: [i, 0.5, -1],
  meta: { n: i, deep: { tags: ['a', 'b'] } },
  messages: [
    { role: 'user', content: 'q' },
    { role: 'assistant', content: 'a' },
  ],
}))
const cell = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`
const jsonl = items.map((item) => `${JSON.stringify(item)}\n`).join('')

const whole: Record<string, () => Promise<Buffer>> = {
  'fuzz.jsonl': async () => Buffer.from(jsonl),
  'fuzz.json': async () => Buffer.from(JSON.stringify({ data: items }, null, 1)),
  'fuzz.csv': async () =>
    Buffer.from(
      ['text,score,label', ...items.map(({ text, score, label }) => `${cell(text)},${score},${label}`)].join(
        '\n',
      ),
    ),
  'fuzz.tsv': async () => Buffer.from(items.map(({ score, label }) => `${label}\t${score}`).join('\n')),
  'fuzz.jsonl.gz': async () => gzipSync(jsonl),
  'fuzz.jsonl.zst': async () => zstdCompressSync(jsonl),
  'fuzz.npy': async () => {
    const header = `${"{'descr': '<f4', 'fortran_order': False, 'shape': (40, 3), }".padEnd(117)}\n`
    const numbers = Float32Array.from(items.flatMap(({ embedding }) => embedding))
    return Buffer.concat([
      Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'),
      Buffer.from(header),
      Buffer.from(numbers.buffer),
    ])
  },
  'fuzz.parquet': async () => {
    const path = join(folder, 'whole.parquet')
    for await (const _ of withDuckDb(async function* (connection) {
      yield await connection.run(
        `COPY (SELECT 'text ' || i AS text, [i, 2]::FLOAT[] AS vector, i AS score, ['t'] AS tags, {'a': i} AS s
          FROM range(40) t(i)) TO '${path}' (FORMAT parquet)`,
      )
    }));
    return readFileSync(path)
  },
  'no-extension': async () => Buffer.from(jsonl),
}

/** Some bytes changed, moved, put in or cut off. */
function damage(content: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(content)
  const position = () => random.integer(bytes.length + 1)
  for (let times = 1 + random.integer(4); times > 0 && bytes.length > 0; times--) {
    switch (random.integer(5)) {
      case 0:
        bytes[random.integer(bytes.length)] = random.integer(256)
        break
      case 1:
        bytes[random.integer(bytes.length)] = '{}[]",:\\\n\r\t0-.eN'.charCodeAt(random.integer(17))
        break
      case 2:
        bytes.copyWithin(position(), position(), position())
        break
      case 3: {
        const at = position()
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(position()), bytes.subarray(at)])
        break
      }
      default:
        if (random.uniform() < 0.2) bytes = bytes.subarray(0, position())
    }
  }
  return bytes.subarray(0, 2 * content.length)
}

function assertSound(pool: Pool): void {
  assert.ok(pool.size >= 1)
  assert.equal(pool.ids.length, pool.size)
  if (pool.text) assert.ok(pool.text.every((text) => typeof text === 'string'))
  if (pool.vectors) {
    assert.equal(pool.vectors.data.length, pool.size * pool.vectors.cols)
    assert.ok(pool.vectors.data.every((value) => Number.isFinite(value)))
  }
  for (const name of pool.columnNames ?? []) assert.ok(pool.column(name), name)
}

for (const [name, make] of Object.entries(whole)) {
  test(`a damaged ${name} is a pool or one sentence`, async () => {
    const content = await make()
    const path = join(folder, name)
    const share = soakMilliseconds / Object.keys(whole).length
    const end = performance.now() + share
    for (let round = 0; performance.now() < end; round++) {
      const bytes = damage(content, randomStream(round, name))
      writeFileSync(path, bytes)
      try {
        assertSound(await readPool(path))
      } catch (error) {
        if (!(error instanceof GamutError)) {
          assert.fail(`round ${round}: ${error instanceof Error ? error.stack : error}`)
        }
        assert.match(error.message, /^[^\n]{10,}$/, `round ${round}: not one line`)
      }
    }
  })
}
