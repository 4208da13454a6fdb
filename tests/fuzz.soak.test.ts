// Damaged files through the whole command: whatever the bytes, the end is a result or one sentence, never a defect.

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { GamutError, type Random, randomStream } from '../src/core/index.ts'
import { measure } from '../src/measure/index.ts'
import { openPool } from '../src/pool/index.ts'
import { root } from './cli.ts'
import { soakMilliseconds } from './soak.ts'

/** A copy with a few bytes changed, removed, doubled or moved. */
function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  let out = Uint8Array.from(bytes)
  for (let edits = 1 + random.integer(4); edits > 0 && out.length > 0; edits--) {
    const at = random.integer(out.length)
    const length = 1 + random.integer(Math.min(40, out.length - at))
    switch (random.integer(4)) {
      case 0:
        out[at] = random.integer(256)
        break
      case 1:
        out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + length)])
        break
      case 2:
        out = Uint8Array.from([...out.subarray(0, at + length), ...out.subarray(at)])
        break
      default:
        out = out.slice(0, at)
    }
  }
  return out
}

async function parquetOf(jsonl: string, path: string): Promise<Uint8Array> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (SELECT * FROM read_json('${jsonl}')) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return readFileSync(path)
}

test('damaged JSONL, CSV and Parquet end in a result or one sentence', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-fuzz-'))
  try {
    const lines = readFileSync(join(root, 'examples', 'pool.jsonl'), 'utf8')
      .split('\n')
      .slice(0, 40)
    const rows = lines.map((line) => JSON.parse(line))
    const jsonl = join(folder, 'seed.jsonl')
    writeFileSync(jsonl, `${lines.join('\n')}\n`)
    const csv = [
      'id,text,quality',
      ...rows.map(({ id, text, quality }) => `${id},"${text.replaceAll('"', '""')}",${quality}`),
    ]
    const seeds: Record<string, Uint8Array> = {
      'case.jsonl': readFileSync(jsonl),
      'case.csv': Buffer.from(csv.join('\n')),
      'case.parquet': await parquetOf(jsonl, join(folder, 'seed.parquet')),
    }
    const random = randomStream(Number(process.env.GAMUT_FUZZ_SEED ?? 1), 'fuzz')
    const only = ['length', 'exact-duplicates', 'distinct-n']
    const counts: Record<string, number> = {}
    const end = performance.now() + soakMilliseconds
    for (let round = 0; performance.now() < end; round++) {
      const name = Object.keys(seeds)[round % 3]
      const bytes = damaged(seeds[name], random)
      const path = join(folder, name)
      writeFileSync(path, bytes)
      let outcome = 'measured'
      try {
        const report = await measure(await openPool(path), { only })
        assert.ok(report.measures.length === only.length)
      } catch (error) {
        if (!(error instanceof GamutError)) {
          throw new Error(`round ${round}, ${name}: not one sentence`, { cause: error })
        }
        assert.doesNotMatch(error.message, /\n/, `round ${round}, ${name}: more than one line`)
        outcome = error.code
      }
      counts[outcome] = (counts[outcome] ?? 0) + 1
    }
    t.diagnostic(JSON.stringify(counts))
    assert.ok((counts.measured ?? 0) > 0, 'some damage is harmless')
    assert.ok(Object.keys(counts).length > 1, 'some damage is found')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
