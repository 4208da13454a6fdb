import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import type { Trial } from '../../../tests/workers/trial.worker.ts'
import { GamutError } from '../../core/index.ts'
import { mapInWorkers, threadCount, workerPool } from '../index.ts'

const url = new URL('../../../tests/workers/trial.worker.ts', import.meta.url)

function squares(n: number): Trial[] {
  // The first tasks take longest, so that results come back out of order.
  return Array.from({ length: n }, (_, x) => ({ kind: 'square', x, delay: x < 4 ? 40 - 10 * x : 0 }))
}

function withThreads<Result>(value: string, action: () => Result): Result {
  const before = process.env.GAMUT_THREADS
  process.env.GAMUT_THREADS = value
  try {
    return action()
  } finally {
    if (before === undefined) delete process.env.GAMUT_THREADS
    else process.env.GAMUT_THREADS = before
  }
}

for (const size of [1, 2, 5]) {
  test(`results come in the order of the tasks with ${size} workers`, async () => {
    const results = await mapInWorkers<Trial, number>(url, squares(12), { size })
    assert.deepEqual(
      results,
      Array.from({ length: 12 }, (_, x) => x ** 2),
    )
  })
}

test('no tasks give no results and start no worker', async () => {
  assert.deepEqual(await mapInWorkers(new URL('./missing.worker.ts', import.meta.url), []), [])
})

test('progress counts the tasks done', async () => {
  const reports: [number, number | undefined][] = []
  await mapInWorkers<Trial, number>(url, squares(5), {
    size: 2,
    progress: (done, total) => reports.push([done, total]),
  })
  assert.deepEqual(
    reports,
    [1, 2, 3, 4, 5].map((done) => [done, 5]),
  )
})

test('the error that comes out is that of the first failing task, whichever worker is quicker', async () => {
  const tasks: Trial[] = [
    { kind: 'square', x: 1 },
    { kind: 'fail', code: 'bad-item', message: 'Item 2 is bad.', delay: 60 },
    { kind: 'fail', message: 'a later one' },
  ]
  for (const size of [1, 3]) {
    await assert.rejects(mapInWorkers(url, tasks, { size }), (error) => {
      assert.ok(error instanceof GamutError)
      assert.equal(error.code, 'bad-item')
      assert.equal(error.message, 'Item 2 is bad.')
      return true
    })
  }
})

test('an ordinary error keeps its name, message and stack, and the pool goes on', async () => {
  const pool = workerPool(url, { size: 1 })
  try {
    await assert.rejects(pool.run<Trial, never>({ kind: 'fail', message: 'too far' }), (error) => {
      assert.ok(error instanceof Error && !(error instanceof GamutError))
      assert.equal(error.name, 'RangeError')
      assert.equal(error.message, 'too far')
      assert.match(error.stack ?? '', /trial\.worker\.ts/)
      return true
    })
    assert.equal(await pool.run<Trial, number>({ kind: 'square', x: 3 }), 9)
  } finally {
    await pool.close()
  }
})

test('what cannot be sent to or from a worker is an error of that task alone', async () => {
  const pool = workerPool(url, { size: 1 })
  try {
    await assert.rejects(
      pool.run(() => {}),
      /could not be cloned/,
    )
    await assert.rejects(pool.run<Trial, never>({ kind: 'unsendable' }), /could not be cloned/)
    assert.equal(await pool.run<Trial, number>({ kind: 'square', x: 4 }), 16)
  } finally {
    await pool.close()
  }
})

test('a worker that dies gives one clear error to its task, to those that wait and to later ones', async () => {
  const pool = workerPool(url, { size: 1 })
  const message = 'The worker trial.worker.ts died: it ended with exit code 3.'
  const first = pool.run<Trial, never>({ kind: 'exit' })
  const second = pool.run<Trial, number>({ kind: 'square', x: 2 })
  await assert.rejects(first, { message })
  await assert.rejects(second, { message })
  await assert.rejects(pool.run<Trial, number>({ kind: 'square', x: 2 }), { message })
  await pool.close()
})

test('a death ends the whole map', async () => {
  const tasks: Trial[] = [{ kind: 'square', x: 1 }, { kind: 'exit' }, ...squares(5)]
  await assert.rejects(mapInWorkers(url, tasks, { size: 2 }), /trial\.worker\.ts died/)
})

test('a worker whose file is missing says which', async () => {
  const missing = new URL('./missing.worker.ts', import.meta.url)
  await assert.rejects(
    mapInWorkers(missing, [1, 2, 3], { size: 2 }),
    /missing\.worker\.ts died.*missing\.worker/,
  )
})

test('cancelling lets running tasks end, begins no more and gives the reason', async () => {
  const controller = new AbortController()
  let done = 0
  await assert.rejects(
    mapInWorkers<Trial, number>(url, squares(50), {
      size: 2,
      signal: controller.signal,
      progress: () => {
        done++
        if (done === 3) controller.abort(new Error('enough'))
      },
    }),
    { message: 'enough' },
  )
  assert.ok(done >= 3 && done <= 4, `${done} tasks were done`)
  await assert.rejects(mapInWorkers(url, squares(2), { signal: controller.signal }), { message: 'enough' })
})

test('closing lets the running task end and refuses those that wait', async () => {
  const pool = workerPool(url, { size: 1 })
  const running = pool.run<Trial, number>({ kind: 'square', x: 5, delay: 50 })
  const waiting = assert.rejects(pool.run<Trial, number>({ kind: 'square', x: 6 }), /was closed/)
  await pool.close()
  assert.equal(await running, 25)
  await waiting
  await assert.rejects(pool.run<Trial, number>({ kind: 'square', x: 7 }), /was closed/)
})

test('a worker that dies while the pool closes does not hold it', async () => {
  const pool = workerPool(url, { size: 1 })
  const dying = assert.rejects(pool.run<Trial, never>({ kind: 'exit' }), /died/)
  await pool.close()
  await dying
})

test('buffers are handed over, not copied, where asked', async () => {
  const values = Float64Array.of(1, 2, 3.5)
  const pool = workerPool(url, { size: 1 })
  try {
    assert.equal(await pool.run<Trial, number>({ kind: 'sum', values }, [values.buffer]), 6.5)
    assert.equal(values.length, 0)
  } finally {
    await pool.close()
  }
})

test('a pool starts no more workers than there is work for, and no more than its size', async () => {
  const pool = workerPool(url, { size: 2 })
  try {
    const first = await pool.run<Trial, number>({ kind: 'thread' })
    assert.equal(await pool.run<Trial, number>({ kind: 'thread' }), first)
    const threads = await Promise.all(
      Array.from({ length: 8 }, () => pool.run<Trial, number>({ kind: 'thread' })),
    )
    assert.equal(new Set(threads).size, 2)
  } finally {
    await pool.close()
  }
})

test('an idle pool does not keep the process alive, and an inline script may use workers', () => {
  const script = `
    import { workerPool } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)}
    const pool = workerPool(new URL(${JSON.stringify(url.href)}), { size: 1 })
    console.log(await pool.run({ kind: 'square', x: 3 }))`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  assert.equal(status, 0, stderr)
  assert.equal(stdout, '9\n')
})

test('GAMUT_THREADS sets the number of workers, and nonsense in it is an error', () => {
  assert.equal(
    withThreads('3', () => threadCount()),
    3,
  )
  assert.ok(withThreads('', () => threadCount()) >= 1)
  for (const nonsense of ['0', '-1', '1.5', 'many']) {
    assert.throws(
      () => withThreads(nonsense, () => threadCount()),
      (error) =>
        error instanceof GamutError && error.code === 'bad-threads' && error.message.includes(nonsense),
    )
  }
})
