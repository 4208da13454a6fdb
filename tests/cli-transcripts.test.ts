// The command line as people see it: text files of commands and what they print. Lines of `=== name` give a file of that
// name; `$ gamut …` runs a command; `? 2` is the exit code it must end with (0 when absent); lines after `>` must be its
// output, those after `!` its messages; `...` stands for anything.

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { gamut } from './cli.ts'

interface Step {
  readonly words: string[]
  code: number
  readonly stdout: string[]
  readonly stderr: string[]
}

interface Transcript {
  readonly files: Map<string, string>
  readonly steps: Step[]
}

function read(text: string): Transcript {
  const files = new Map<string, string>()
  const steps: Step[] = []
  let file: string | undefined
  for (const line of text.split('\n')) {
    const step = steps.at(-1)
    if (line.startsWith('=== ')) file = line.slice(4)
    else if (line.startsWith('$ gamut')) {
      file = undefined
      steps.push({ words: wordsOf(line.slice('$ gamut'.length)), code: 0, stdout: [], stderr: [] })
    } else if (file !== undefined) files.set(file, `${files.get(file) ?? ''}${line}\n`)
    else if (step === undefined || line.startsWith('#')) continue
    else if (line.startsWith('? ')) step.code = Number(line.slice(2))
    else if (line.startsWith('>')) step.stdout.push(line.slice(1).replace(/^ /, ''))
    else if (line.startsWith('!')) step.stderr.push(line.slice(1).replace(/^ /, ''))
  }
  return { files, steps }
}

/** Words as a shell splits them: white space outside single or double quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare,
  )
}

function assertLines(actual: string, expected: readonly string[], what: string): void {
  if (expected.length === 0) return
  const escaped = expected.map((line) =>
    line
      .split('...')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^]*?'),
  )
  assert.match(actual.replace(/\n$/, ''), new RegExp(`^${escaped.join('\n')}$`), what)
}

const folder = join(import.meta.dirname, 'transcripts')
for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
  test(`transcript ${name}`, async () => {
    const { files, steps } = read(readFileSync(join(folder, name), 'utf8'))
    assert.ok(steps.length > 0)
    const cwd = mkdtempSync(join(tmpdir(), 'gamut-transcript-'))
    try {
      for (const [path, text] of files) {
        mkdirSync(dirname(join(cwd, path)), { recursive: true })
        writeFileSync(join(cwd, path), text)
      }
      for (const { words, code, stdout, stderr } of steps) {
        const ended = await gamut(words, { cwd })
        const line = `gamut ${words.join(' ')}\n${ended.stdout}${ended.stderr}`
        assert.equal(ended.code, code, line)
        assertLines(ended.stdout, stdout, line)
        assertLines(ended.stderr, stderr, line)
      }
    } finally {
      rmSync(cwd, { recursive: true, force: true })
    }
  })
}
