import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import type * as Embed from '../src/embed/index.ts'
import type * as Run from '../src/run/index.ts'

const dist = new URL('../dist/', import.meta.url)
const skip =
  !existsSync(dist) &&
  'dist/ IS MISSING, so workers of the built package go untested: run `npm run build` first.'
if (skip) console.error(skip)

test('the built package starts its workers, which are JavaScript there', { skip }, async () => {
  const { mapInWorkers }: typeof Run = await import(new URL('run/index.js', dist).href)
  const { embed }: typeof Embed = await import(new URL('embed/index.js', dist).href)
  const worker = new URL('embed/ngrams/ngrams.worker.ts', dist)
  assert.equal(existsSync(worker), false)
  const texts = ['one text', 'another', '']
  const tasks = texts.map((text) => ({ texts: [text], dimensions: 16 }))
  const rows = await mapInWorkers<(typeof tasks)[number], Float32Array>(worker, tasks, { size: 2 })
  const { data } = await embed(texts, { dimensions: 16 })
  rows.forEach((row, i) => {
    assert.deepEqual(row, data.subarray(16 * i, 16 * i + 16))
  })
})

test('an error in a worker of the built package comes back', { skip }, async () => {
  const { mapInWorkers }: typeof Run = await import(new URL('run/index.js', dist).href)
  const worker = new URL('embed/ngrams/ngrams.worker.ts', dist)
  await assert.rejects(
    mapInWorkers(worker, [{ texts: ['a'], dimensions: -1 }], { size: 1 }),
    /Invalid typed array/,
  )
})
