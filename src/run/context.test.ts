import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { createContext, GamutError } from '../core/index.ts'
import { runContext, version } from './index.ts'

function paper() {
  const chunks: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}

test('notes and warnings go to the stream, each once', () => {
  const { stream, text } = paper()
  const { context, stop } = runContext({ stream, cache: false })
  context.log.note('A sample was taken.')
  context.log.warn('The pool is small.')
  context.log.warn('The pool is small.')
  stop()
  assert.equal(text(), 'A sample was taken.\nWarning: The pool is small.\n')
})

test('quiet keeps warnings and drops notes', () => {
  const { stream, text } = paper()
  const { context, stop } = runContext({ stream, cache: false, quiet: true })
  context.log.note('A sample was taken.')
  context.log.warn('The pool is small.')
  context.progress(1, 2)
  stop()
  assert.equal(text(), 'Warning: The pool is small.\n')
})

test('seed, signal and progress reach the context', () => {
  const { signal } = new AbortController()
  const reports: unknown[] = []
  const { context } = runContext({
    seed: 7,
    signal,
    cache: false,
    progress: (...report) => reports.push(report),
  })
  context.progress(1, 2, 'working')
  assert.deepEqual(reports, [[1, 2, 'working']])
  assert.equal(context.signal, signal)
  assert.equal(context.random('a').uniform(), createContext({ seed: 7 }).random('a').uniform())
  assert.throws(() => runContext({ seed: Number.NaN, cache: false }), GamutError)
})

test('a folder given as the cache is opened at the first use and closed at the end', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-context-'))
  try {
    const { context, stop } = runContext({ cache: join(folder, 'cache') })
    assert.equal(existsSync(join(folder, 'cache')), false)
    context.cache.set([['key', Uint8Array.of(1, 2)]])
    assert.deepEqual(context.cache.get(['key', 'other']), [Uint8Array.of(1, 2), undefined])
    stop()
    assert.ok(existsSync(join(folder, 'cache')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the version is that of package.json', () => {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  assert.equal(version, JSON.parse(readFileSync(file, 'utf8')).version)
})
