// Local means local: every command works on local files with the network taken away.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { commands } from '../src/cli/commands.ts'
import { gamut, root } from './cli.ts'

/** Runs a command in a network namespace of its own, which holds not even a loopback interface that is up. */
const isolated = ['unshare', '--user', '--map-root-user', '--net']
const canIsolate = spawnSync(isolated[0], [...isolated.slice(1), 'true']).status === 0
/** Node's own permission model without `--allow-net`: sockets of JavaScript are refused everywhere. */
const permissions = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-fs-write=*',
  '--allow-addons',
  '--allow-worker',
  '--allow-wasi',
]

const examples = commands.flatMap(({ examples: lines }) => lines)

for (const line of examples) {
  test(`without a network: ${line}`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'gamut-offline-'))
    try {
      const words = exampleWords(line, folder)
      if (!canIsolate)
        t.diagnostic(
          'network namespaces are not to be had here: Node’s permission model alone denies the network',
        )
      const ended = await gamut(words, { cwd: root, node: permissions, before: canIsolate ? isolated : [] })
      assert.equal(ended.code, 0, ended.stderr)
      assert.notEqual(ended.stdout, '')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

test('the permission model does deny the network', () => {
  const attempt =
    "require('node:net').connect(1, '127.0.0.1').on('error', (error) => { console.log(error.code); process.exit(3) })"
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--permission', '-e', attempt], {
    encoding: 'utf8',
  })
  assert.notEqual(status, 0)
  assert.match(stdout + stderr, /ERR_ACCESS_DENIED/)
})

/** The words of an example after `gamut`, with its output file moved into `folder`. */
function exampleWords(line: string, folder: string): string[] {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare).slice(1)
  return words.map((word, i) => (words[i - 1] === '-o' ? join(folder, word) : word))
}
