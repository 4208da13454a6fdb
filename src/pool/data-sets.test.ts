// Real files, where they are at hand: GAMUT_DATA names their folder.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPool, type PoolOptions, readPool } from './open.ts'

const data = process.env.GAMUT_DATA ?? join(import.meta.dirname, '../../../shared/data')

function withFile(name: string, title: string, check: (path: string) => Promise<void>): void {
  const path = join(data, name)
  test(title, { skip: existsSync(path) ? false : `${name} is not in the folder of data sets` }, () =>
    check(path),
  )
}

const partsOf = async (path: string, options?: PoolOptions) => (await openPool(path, options)).schema.parts

withFile('banking77/train.csv', 'BANKING77: 10,003 questions in 77 intents', async (path) => {
  const pool = await readPool(path)
  assert.equal(pool.size, 10_003)
  assert.equal(pool.group?.labels.length, 77)
  assert.ok(
    pool.text?.some((text) => text.includes('\n')),
    'some questions have line breaks',
  )
  assert.ok(pool.text?.every((text) => text.length > 3))
})

withFile(
  'stsb/stsb-en-dev.csv',
  'STS-B: no header, quoted sentences, a number in the third column',
  async (path) => {
    const source = await openPool(path)
    assert.match(source.notes!.join(' '), /was taken as an item/)
    const pool = await readPool(path, { text: 'column1', quality: 'column3' })
    assert.equal(pool.size, 1500)
    assert.equal(pool.quality?.[0], 5)
    assert.ok(pool.quality?.every((score) => score >= 0 && score <= 5))
  },
)

withFile('adult/adult.data.gz', 'Adult: gzip, no header, spaces behind the commas', async (path) => {
  const pool = await readPool(path, { vectors: 'column1,column5', group: 'column15' })
  assert.equal(pool.size, 32_561)
  assert.deepEqual([...pool.vectors!.data.subarray(0, 2)], [39, 13])
  assert.equal(pool.group?.labels.length, 2)
  assert.equal(pool.column('column3')?.kind, 'number')
})

withFile(
  'self-instruct/seed_tasks.jsonl',
  'Self-Instruct seeds: nested lists are reached by a path',
  async (path) => {
    assert.deepEqual(await partsOf(path), { text: 'instruction', id: 'id' })
    const pool = await readPool(path, { text: 'instances.0.output' })
    assert.equal(pool.size, 175)
    assert.ok(pool.text![0].startsWith('Yes, you can have'))
  },
)

withFile(
  'self-instruct/predictions-text-davinci-003.jsonl',
  'model answers: the text is guessed, and that is said',
  async (path) => {
    const source = await openPool(path)
    assert.equal(source.schema.parts.text, 'prompt')
    assert.match(source.notes!.join(' '), /`prompt`, not of `instruction`, `response`/)
    assert.equal((await readPool(path, { text: 'response' })).size, 252)
  },
)

withFile('humaneval/HumanEval.jsonl.gz', 'HumanEval: compressed JSON Lines', async (path) => {
  const pool = await readPool(path)
  assert.equal(pool.size, 164)
  assert.ok(pool.text?.every((prompt) => prompt.includes('def ')))
})

withFile('olps/nyse_o.csv.gz', 'NYSE(O): 36 columns of numbers as vectors', async (path) => {
  const { schema } = await openPool(path)
  const pool = await readPool(path, { vectors: schema.columns.map(({ name }) => name).join(',') })
  assert.deepEqual([pool.vectors?.rows, pool.vectors?.cols], [5651, 36])
})
