import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import measure, { tagDiversity } from './tag-diversity.ts'

const tags = [['maths', 'proof'], ['maths'], [], ['code']]
const pool = createPool({ columns: { tags: { kind: 'list', values: tags } } })
const call = async (params = {}) => measureValue.parse(await measure.call(pool, params, createContext()))

test('distinct tags over the tags that exist, as a number or as a list', async () => {
  assert.equal(tagDiversity(tags, 12), 0.25)
  assert.equal(tagDiversity(tags, ['maths', 'poetry']), 0.5)
  assert.equal((await call({ known: 12 })).value, 0.25)
  assert.deepEqual((await call({ known: 12 })).detail, { tags: 3, untagged: 1 })
})

test('without the number of known tags there is no value but a reason', async () => {
  const { value, reason } = await call()
  assert.equal(value, null)
  assert.match(reason!, /3 different tags/)
})

test('fewer known tags than there are, or another column, is refused', async () => {
  assert.throws(() => tagDiversity(tags, 2), { code: 'bad-tag-count' })
  await assert.rejects(call({ column: 'topics' }), { code: 'missing-column' })
})

test('blocks merge', async () => {
  const stream = await measure.stream!({ known: 12 }, pool, createContext())
  const a = await stream.add(stream.init(), pool.take([0, 2]))
  const b = await stream.add(stream.init(), pool.take([1, 3]))
  assert.deepEqual(await stream.finish(stream.merge(a, b)), await call({ known: 12 }))
})
