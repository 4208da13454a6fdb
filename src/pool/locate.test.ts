import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { fetchFile } from './fetch.ts'
import { readError } from './file-errors.ts'
import { openPool, readPool } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-locate-'))
const rows = '{"text":"a"}\n{"text":"b"}\n'

const answers: Record<string, (response: ServerResponse) => void> = {
  '/pool.jsonl': (response) => response.end(rows),
  '/pool.jsonl.gz': (response) => response.end(gzipSync(rows)),
  '/typed': (response) =>
    response
      .setHeader('content-type', 'text/csv; charset=utf-8')
      .end('text\nOne, two\n"a, b"\n'.replace(',', '')),
  '/untyped': (response) => response.setHeader('content-type', 'application/octet-stream').end(rows),
  '/empty.jsonl': (response) => response.end(),
  '/secret': (response) => response.writeHead(403).end('no'),
  '/busy': (response) => response.writeHead(503).end('later'),
  '/silent': () => {},
  '/stuck': (response) => response.write('{"text":'),
  '/torn': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"text":')
    setTimeout(() => response.destroy(), 20)
  },
}

let server: Server
let site: string

before(async () => {
  server = createServer((request, response) => {
    const answer = answers[(request.url ?? '').replace(/\?.*/, '')]
    if (answer) answer(response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  site = `http://127.0.0.1:${address.port}`
})

after(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const refusal = (code: string, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, pattern)
  return true
}

test('a URL is read by its extension, its content type, or its content', async () => {
  assert.deepEqual((await readPool(`${site}/pool.jsonl`)).text, ['a', 'b'])
  assert.deepEqual((await readPool(`${site}/pool.jsonl.gz`)).text, ['a', 'b'])
  assert.deepEqual((await readPool(`${site}/typed`)).text, ['One two', 'a, b'])
  assert.deepEqual((await readPool(`${site}/untyped`)).text, ['a', 'b'])
  await assert.rejects(readPool(`${site}/empty.jsonl`), refusal('empty-file', /empty\.jsonl holds no items/))
})

test('a source of a URL can be read several times and does not show what may be secret', async () => {
  const source = await openPool(`${site}/pool.jsonl?signature=secret`)
  assert.equal(source.name, `${site}/pool.jsonl`)
  for (let pass = 0; pass < 2; pass++) {
    const texts: string[] = []
    for await (const block of source.blocks(1)) texts.push(...(block.text ?? []))
    assert.deepEqual(texts, ['a', 'b'])
  }
})

test('a status that is no success is named with what to do', async () => {
  await assert.rejects(
    readPool(`${site}/no`),
    refusal('fetch-failed', /\/no answered 404 Not Found: check the address/),
  )
  await assert.rejects(
    readPool(`${site}/secret`),
    refusal('fetch-failed', /answered 403 Forbidden: it needs a permission/),
  )
  await assert.rejects(
    readPool(`${site}/busy`),
    refusal('fetch-failed', /answered 503 Service Unavailable: try again/),
  )
})

test('a server that says nothing, at first or in the middle, is given up on', async () => {
  await assert.rejects(
    fetchFile(`${site}/silent`, 100),
    refusal('fetch-failed', /sent nothing for 0\.1 seconds/),
  )
  await assert.rejects(
    fetchFile(`${site}/stuck`, 100),
    refusal('fetch-failed', /sent nothing for 0\.1 seconds/),
  )
})

test('a broken connection, a server that is not there, and what is no URL are one sentence', async () => {
  await assert.rejects(readPool(`${site}/torn`), refusal('fetch-failed', /torn cannot be fetched/))
  await assert.rejects(
    readPool('http://127.0.0.1:9/x.jsonl'),
    refusal('fetch-failed', /cannot be fetched \(.*\): check/),
  )
  await assert.rejects(readPool('http://'), refusal('fetch-failed', /cannot be fetched/))
})

test('S3 without DuckDB’s extension is refused with what to install', async () => {
  const home = join(folder, 'home')
  mkdirSync(home)
  const code = `import { readPool } from ${JSON.stringify(join(import.meta.dirname, 'open.ts'))}
    await readPool('s3://bucket/pool.parquet').catch((error) => console.log(error.code, error.message))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    env: { ...process.env, HOME: home },
  })
  assert.match(stdout, /^no-s3 s3:\/\/bucket\/pool\.parquet needs DuckDB's httpfs extension.*INSTALL httpfs/)
  assert.deepEqual(readdirSync(home), [], 'nothing was installed')
})

test('a file URL is a file', async () => {
  const path = join(folder, 'with space.jsonl')
  writeFileSync(path, rows)
  assert.deepEqual((await readPool(pathToFileURL(path).href)).text, ['a', 'b'])
})

test('a file whose name looks like a pattern is that file', async () => {
  writeFileSync(join(folder, 'p[1]*.jsonl'), rows)
  writeFileSync(join(folder, 'p1.jsonl'), '{"text":"other"}\n')
  assert.deepEqual((await readPool(join(folder, 'p[1]*.jsonl'))).text, ['a', 'b'])
  assert.deepEqual((await readPool(join(folder, 'p[1].jsonl'))).text, ['other'])
})

/** Runs a program that reads standard input; its temporary files go to a folder of their own. */
function piped(program: string, input: string | Uint8Array) {
  const temporary = mkdtempSync(join(folder, 'tmp-'))
  const code = `import { openPool, readPool } from ${JSON.stringify(join(import.meta.dirname, 'open.ts'))}\n${program}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    input,
    env: { ...process.env, TMPDIR: temporary },
  })
  return { stdout, stderr, left: readdirSync(temporary) }
}

test('standard input is read several times, by whoever asks, and nothing is left of it', () => {
  const program = `const source = await openPool('-')
    const texts = []
    for (let pass = 0; pass < 2; pass++) for await (const block of source.blocks(9)) texts.push(...block.text)
    console.log(source.name, texts.join(), (await readPool('-')).size)`
  const { stdout, stderr, left } = piped(program, rows)
  assert.equal(stdout, 'stdin a,b,a,b 2\n', stderr)
  assert.deepEqual(left, [])
})

test('compressed standard input is read, and an error leaves nothing behind either', () => {
  assert.equal(piped(`console.log((await readPool('-')).size)`, gzipSync(rows)).stdout, '2\n')
  const { stdout, left } = piped(
    `await readPool('-').catch((error) => console.log(error.message))`,
    '{"text":',
  )
  assert.match(stdout, /^stdin, line 1 is not JSON/)
  assert.deepEqual(left, [])
})

test('a named pipe is read like a file', (t) => {
  const pipe = join(folder, 'pipe')
  if (spawnSync('mkfifo', [pipe]).status !== 0) {
    t.skip('named pipes cannot be made here')
    return
  }
  const program = `const { writeFile } = await import('node:fs/promises')
    const writing = writeFile(${JSON.stringify(pipe)}, ${JSON.stringify(rows)})
    console.log((await readPool(${JSON.stringify(pipe)})).text.join())
    await writing`
  assert.equal(piped(program, '').stdout, 'a,b\n')
})

test('a file that may not be read is refused with what to do', async (t) => {
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
  assert.match(
    (await readError(denied, 'x.jsonl', 'x.jsonl')).message,
    /^x\.jsonl may not be read by this user.*chmod/,
  )
  const path = join(folder, 'secret.jsonl')
  writeFileSync(path, rows)
  chmodSync(path, 0o000)
  if (process.getuid?.() === 0) {
    t.diagnostic('run as root, who may read everything: only the sentence was tested, not the file system')
    return
  }
  await assert.rejects(readPool(path), refusal('unreadable-file', /secret\.jsonl may not be read/))
})

test('other errors of the system are one sentence with what it said', async () => {
  const failed = Object.assign(new Error('EIO: i/o error,\n read'), { code: 'EIO' })
  const { code, message } = await readError(failed, 'x', 'x')
  assert.equal(code, 'unreadable-file')
  assert.equal(message, 'x cannot be read: EIO: i/o error, read.')
})
