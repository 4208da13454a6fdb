import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'

/** Starts a script of its own process with the room's names at hand; resolves when it prints its first line. */
async function start(script: string): Promise<ChildProcess> {
  const source = `import { interruptSignal } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}\n${script}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source])
  await once(child.stdout, 'data')
  return child
}

const skip = process.platform === 'win32' && 'needs signals'

test('the first Ctrl-C aborts the signal, and the run ends as it likes', { skip }, async () => {
  const child = await start(`
    const { signal, stop } = interruptSignal()
    const held = setInterval(() => {}, 1000)
    console.log('ready')
    signal.addEventListener('abort', () => {
      clearInterval(held)
      stop()
      process.exitCode = signal.reason.name === 'AbortError' ? 42 : 1
    })`)
  const said = text(child.stderr!)
  child.kill('SIGINT')
  assert.deepEqual(await once(child, 'exit'), [42, null])
  assert.match(await said, /Press Ctrl-C again to stop at once/)
})

test('the second Ctrl-C ends the process at once with 130', { skip }, async () => {
  const child = await start(`
    interruptSignal()
    setInterval(() => {}, 1000)
    console.log('ready')`)
  child.kill('SIGINT')
  await once(child.stderr!, 'data')
  child.kill('SIGINT')
  assert.deepEqual(await once(child, 'exit'), [130, null])
})

test('once stopped, Ctrl-C ends the process as usual', { skip }, async () => {
  const child = await start(`
    interruptSignal().stop()
    setInterval(() => {}, 1000)
    console.log('ready')`)
  child.kill('SIGINT')
  assert.deepEqual(await once(child, 'exit'), [null, 'SIGINT'])
})
