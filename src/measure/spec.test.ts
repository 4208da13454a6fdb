import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GamutError, splitTopLevel } from '../core/index.ts'
import { labelOf, parseMeasure } from './spec.ts'

const coded = (code: string, pattern: RegExp) => (error: unknown) =>
  error instanceof GamutError && error.code === code && pattern.test(error.message)

test('a bare name has no parameters', async () => {
  const { measure, params, label } = await parseMeasure(' vendi ')
  assert.equal(measure.name, 'vendi')
  assert.deepEqual(params, {})
  assert.equal(label, 'vendi')
})

test('parameters are read as numbers, words and lists', async () => {
  const { params, label } = await parseMeasure('vendi(q=2, kernel=rbf)')
  assert.deepEqual(params, { q: 2, kernel: 'rbf' })
  assert.equal(label, 'vendi(q=2,kernel=rbf)')
  assert.deepEqual((await parseMeasure('distinct-n(n=[1,2])')).params, { n: [1, 2] })
})

test('words in a list need no quotes', async () => {
  assert.deepEqual((await parseMeasure('vendi-profile(orders=[0.5,inf])')).params, { orders: [0.5, 'inf'] })
  assert.deepEqual((await parseMeasure('grid-coverage(columns=[length])')).params, { columns: ['length'] })
})

test('commas inside brackets do not split a list of measures', () => {
  assert.deepEqual(splitTopLevel('vendi(q=2,kernel=rbf),mtld'), ['vendi(q=2,kernel=rbf)', 'mtld'])
})

test('infinity is written inf', () => {
  assert.equal(labelOf('vendi', { q: Number.POSITIVE_INFINITY }), 'vendi(q=inf)')
})

test('an unknown measure suggests the nearest', async () => {
  await assert.rejects(parseMeasure('vendy'), coded('unknown-measure', /Did you mean `vendi`/))
})

test('what is no measure at all is refused', async () => {
  await assert.rejects(parseMeasure('vendi(q'), coded('bad-measure', /write a name/))
  await assert.rejects(parseMeasure('vendi(2)'), coded('bad-measure', /`2` is not a parameter/))
})
