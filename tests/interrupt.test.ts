import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { randomStream } from '../src/core/index.ts'
import { root } from './cli.ts'

test('Ctrl-C in the middle of a report ends with 130, leaves the old page whole and nothing half-written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-interrupt-'))
  try {
    const random = randomStream(1, 'interrupt')
    const word = () => Math.floor(20_000 ** random.uniform()).toString(36)
    const lines = Array.from({ length: 60_000 }, () =>
      JSON.stringify({ text: Array.from({ length: 20 }, word).join(' ') }),
    )
    writeFileSync(join(folder, 'pool.jsonl'), lines.join('\n'))
    writeFileSync(join(folder, 'page.html'), 'the old page')
    const child = spawn(
      process.execPath,
      [join(root, 'src', 'cli', 'main.ts'), 'report', 'pool.jsonl', '--all', '-o', 'page.html'],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text
    })
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    setTimeout(() => child.kill('SIGINT'), 2500)
    assert.equal(await ended, 130, said)
    assert.match(said, /interrupted/)
    assert.equal(readFileSync(join(folder, 'page.html'), 'utf8'), 'the old page')
    assert.deepEqual(readdirSync(folder).sort(), ['page.html', 'pool.jsonl'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
