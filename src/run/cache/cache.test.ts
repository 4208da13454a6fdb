import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { cacheFolder, cacheKey, openCache } from '../index.ts'

const roomUrl = new URL('../index.ts', import.meta.url).href

async function inFolder(action: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-cache-'))
  try {
    await action(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A log that remembers. */
function listen() {
  const notes: string[] = []
  const warnings: string[] = []
  return {
    notes,
    warnings,
    log: { note: (text: string) => notes.push(text), warn: (text: string) => warnings.push(text) },
  }
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const texts = (values: (Uint8Array | undefined)[]) =>
  values.map((value) => value && Buffer.from(value).toString())

/** Starts a script of its own process with `openCache` at hand. */
function start(script: string, ...args: string[]) {
  const source = `import { openCache, cacheKey } from ${JSON.stringify(roomUrl)}\n${script}`
  return spawn(process.execPath, ['--input-type=module', '-e', source, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('what was set is read back in the order of the keys, in this process and in the next', () =>
  inFolder((folder) => {
    const cache = openCache(folder)
    cache.set([
      ['a', bytes('one')],
      ['b', new Uint8Array()],
    ])
    assert.deepEqual(texts(cache.get(['b', 'missing', 'a', 'a'])), ['', undefined, 'one', 'one'])
    cache.set([['a', bytes('two')]])
    cache.close()
    const again = openCache(folder)
    assert.deepEqual(texts(again.get(['a'])), ['two'])
    again.close()
  }))

test('any keys and bytes come back as they were', () =>
  inFolder((folder) => {
    const cache = openCache(folder)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.uint8Array({ maxLength: 3000 }))), (entries) => {
        cache.set(entries)
        const last = new Map(entries)
        assert.deepEqual(cache.get([...last.keys()]), [...last.values()])
      }),
      { numRuns: 30 },
    )
    cache.close()
  }))

test('nothing is made on disk before the first use', () =>
  inFolder((folder) => {
    const cache = openCache(join(folder, 'deep', 'down'))
    assert.deepEqual(readdirSync(folder), [])
    cache.set([['a', bytes('one')]])
    assert.ok(existsSync(join(folder, 'deep', 'down', 'cache.sqlite')))
    cache.close()
    assert.deepEqual(cache.get(['a']), [undefined])
  }))

test('several processes fill one cache at once and every entry is kept', () =>
  inFolder(async (folder) => {
    const script = `
      const cache = openCache(process.argv[1], { log: { note: fail, warn: fail } })
      function fail(text) { console.error(text); process.exit(1) }
      for (let batch = 0; batch < 20; batch++) {
        cache.set(Array.from({ length: 10 }, (_, i) => [process.argv[2] + (batch * 10 + i), Buffer.from('v' + i)]))
        cache.get(['x0', 'y0'])
      }
      cache.close()`
    const writers = ['x', 'y', 'z'].map((name) => start(script, folder, name))
    for (const [code] of await Promise.all(writers.map((writer) => once(writer, 'exit'))))
      assert.equal(code, 0)
    const cache = openCache(folder)
    const keys = ['x', 'y', 'z'].flatMap((name) => Array.from({ length: 200 }, (_, i) => `${name}${i}`))
    assert.equal(cache.get(keys).filter((value) => value !== undefined).length, 600)
    cache.close()
  }))

test('of a killed process every batch is there whole or not at all', () =>
  inFolder(async (folder) => {
    const script = `
      const cache = openCache(process.argv[1])
      for (let batch = 0; ; batch++) {
        cache.set(Array.from({ length: 50 }, (_, i) => [batch + '/' + i, new Uint8Array(2000)]))
        if (batch === 5) console.log('ready')
      }`
    const writer = start(script, folder)
    await once(writer.stdout, 'data')
    writer.kill('SIGKILL')
    await once(writer, 'exit')
    const cache = openCache(folder)
    let batches = 0
    for (let whole = true; whole; batches++) {
      const found = cache
        .get(Array.from({ length: 50 }, (_, i) => `${batches}/${i}`))
        .filter((value) => value !== undefined).length
      assert.ok(found === 0 || found === 50, `batch ${batches} holds ${found} of 50`)
      whole = found === 50
    }
    assert.ok(batches > 5)
    cache.close()
  }))

test('a file that is no database is set aside with one note, kept as it was, and a new one is begun', () =>
  inFolder((folder) => {
    const file = join(folder, 'cache.sqlite')
    writeFileSync(file, 'this is not a database'.repeat(500))
    const { notes, warnings, log } = listen()
    const cache = openCache(folder, { log })
    cache.set([['a', bytes('one')]])
    assert.deepEqual(texts(cache.get(['a'])), ['one'])
    cache.close()
    assert.equal(notes.length, 1)
    assert.match(notes[0], /cache\.sqlite is damaged .*a new one is begun/)
    assert.deepEqual(warnings, [])
    assert.match(readFileSync(file, 'utf8'), /^this is not a database/)

    const later = listen()
    const again = openCache(folder, { log: later.log })
    assert.deepEqual(texts(again.get(['a'])), ['one'])
    again.close()
    assert.deepEqual(later.notes, [])
  }))

test('damage in the middle of the file, found while reading, costs the entries and not the run', () =>
  inFolder((folder) => {
    const keys = Array.from({ length: 300 }, (_, i) => cacheKey('entry', i))
    const first = openCache(folder)
    first.set(keys.map((key) => [key, new Uint8Array(3000)]))
    first.close()
    const file = join(folder, 'cache.sqlite')
    const content = readFileSync(file)
    content.fill(0x5a, 4096, content.length)
    writeFileSync(file, content)
    const { notes, log } = listen()
    const cache = openCache(folder, { log })
    assert.ok(cache.get(keys).every((value) => value === undefined))
    cache.set([[keys[0], bytes('anew')]])
    assert.deepEqual(texts(cache.get([keys[0]])), ['anew'])
    cache.close()
    assert.equal(notes.length, 1)
  }))

test('of two that find the same damage, neither sets the other’s new file aside', () =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'cache.sqlite'), 'x'.repeat(5000))
    const [a, b] = [openCache(folder), openCache(folder)]
    a.set([['a', bytes('from a')]])
    b.set([['b', bytes('from b')]])
    assert.deepEqual(texts(a.get(['a', 'b'])), ['from a', 'from b'])
    assert.deepEqual(texts(b.get(['a', 'b'])), ['from a', 'from b'])
    a.close()
    b.close()
  }))

test('a folder that cannot be made gives one warning, and the cache is done without', () =>
  inFolder((folder) => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const { warnings, log } = listen()
    const cache = openCache(join(file, 'below'), { log })
    for (let i = 0; i < 3; i++) {
      cache.set([['a', bytes('one')]])
      assert.deepEqual(cache.get(['a', 'b']), [undefined, undefined])
    }
    cache.close()
    assert.equal(warnings.length, 1)
    assert.match(warnings[0], /cannot be used .*GAMUT_CACHE/)
  }))

test(
  'when the disk is full the run goes on after one warning, and what was kept before is still read',
  { skip: process.platform === 'win32' && 'needs ulimit' },
  () =>
    inFolder((folder) => {
      const script = `
        import { openCache } from ${JSON.stringify(roomUrl)}
        let warnings = 0
        const cache = openCache(${JSON.stringify(folder)}, { log: { note() {}, warn() { warnings++ } } })
        cache.set([['first', Buffer.from('kept')]])
        for (let i = 0; i < 300; i++) cache.set([['k' + i, new Uint8Array(4000)]])
        console.log(warnings, Buffer.from(cache.get(['first'])[0]).toString())`
      const file = join(folder, 'script.mjs')
      writeFileSync(file, script)
      // No file may grow beyond 512 blocks; the signal that would end the process is ignored, so that writes fail.
      const { stdout, stderr } = spawnSync(
        'sh',
        ['-c', `trap '' XFSZ; ulimit -f 512; exec "$0" "$1"`, process.execPath, file],
        { encoding: 'utf8' },
      )
      assert.equal(stdout, '1 kept\n', stderr)
    }),
)

test('over the limit, the entries used longest ago go first', (t) =>
  inFolder((folder) => {
    const hour = 3_600_000
    t.mock.timers.enable({ apis: ['Date'], now: 1000 * hour })
    const cache = openCache(folder, { limit: 400_000 })
    const entry = (key: string): [string, Uint8Array] => [key, new Uint8Array(10_000)]
    const unused = Array.from({ length: 8 }, (_, i) => `old and unused ${i}`)
    cache.set(['old and used', ...unused].map(entry))
    t.mock.timers.tick(2 * hour)
    cache.get(['old and used'])
    t.mock.timers.tick(2 * hour)
    for (let i = 0; i < 32; i++) cache.set([entry(`new ${i}`)])
    const [used, first, last] = cache.get(['old and used', unused[0], 'new 31'])
    assert.equal(used?.length, 10_000)
    assert.equal(first, undefined)
    assert.equal(last?.length, 10_000)
    cache.close()
    assert.ok(statSync(join(folder, 'cache.sqlite')).size < 500_000)
  }))

test('a value larger than the limit is not kept and drives nothing out', () =>
  inFolder((folder) => {
    const cache = openCache(folder, { limit: 100_000 })
    cache.set([['small', bytes('one')]])
    cache.set([['large', new Uint8Array(200_000)]])
    const [small, large] = cache.get(['small', 'large'])
    assert.equal(small?.length, 3)
    assert.equal(large, undefined)
    cache.close()
  }))

test('keys differ wherever the parts differ, and are the same everywhere', () => {
  assert.notEqual(cacheKey('ab', 'c'), cacheKey('a', 'bc'))
  assert.notEqual(cacheKey('a', ''), cacheKey('a'))
  assert.equal(cacheKey('a', 7), cacheKey('a', '7'))
  assert.equal(cacheKey('é'), cacheKey(new Uint8Array(Buffer.from('é'))))
  // sha256sum of `1:a2:bc`
  assert.equal(cacheKey('a', 'bc'), '5310a58788781ab25d5ad7c3f85035824b4eb7bdfa394e0ac2186271472b5492')
})

test('the folder is $GAMUT_CACHE, else below $XDG_CACHE_HOME, else the platform’s', () => {
  assert.equal(cacheFolder({ GAMUT_CACHE: '/here', XDG_CACHE_HOME: '/there' }, 'linux'), '/here')
  assert.equal(cacheFolder({ XDG_CACHE_HOME: '/there' }, 'linux'), join('/there', 'gamut'))
  assert.match(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux'), /\.cache.gamut$/)
  assert.match(cacheFolder({}, 'darwin'), /Library.Caches.gamut$/)
  assert.match(cacheFolder({ LOCALAPPDATA: 'local' }, 'win32'), /^local.gamut.Cache$/)
})
