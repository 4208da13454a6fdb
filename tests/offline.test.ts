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
/** Sockets of JavaScript are refused everywhere, those of native code only in the namespace. */
const denied = ['--import', join(import.meta.dirname, 'no-network.ts')]

const examples = commands.flatMap(({ examples: lines }) => lines)

for (const line of examples) {
  test(`without a network: ${line}`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'gamut-offline-'))
    try {
      const words = exampleWords(line, folder)
      if (!canIsolate)
        t.diagnostic('network namespaces are not to be had here: only the sockets of JavaScript are denied')
      const ended = await gamut(words, { cwd: root, node: denied, before: canIsolate ? isolated : [] })
      assert.equal(ended.code, 0, ended.stderr)
      assert.notEqual(ended.stdout, '')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

test('what tries to reach a network is stopped and heard', () => {
  const attempt = "await import('node:http').then(({ get }) => get('http://127.0.0.1:9/'))"
  const { status, stderr } = spawnSync(process.execPath, [...denied, '--input-type=module', '-e', attempt], {
    encoding: 'utf8',
  })
  assert.notEqual(status, 0)
  assert.match(stderr, /NETWORK DENIED/)
})

/** The words of an example after `gamut`, with its output file moved into `folder`. */
function exampleWords(line: string, folder: string): string[] {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare).slice(1)
  return words.map((word, i) => (words[i - 1] === '-o' ? join(folder, word) : word))
}
