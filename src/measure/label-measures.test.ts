import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { type Measure, type MeasureValue, measureValue } from './define.ts'
import labelCoverage, { labelCoverage as coverageOf } from './label-coverage.ts'
import labelEntropy, { entropy } from './label-entropy.ts'
import labelEvenness from './label-evenness.ts'
import labelModes from './label-modes.ts'

const group = ['a', 'b', 'a', 'c', undefined, 'a', 'b', 'a']

async function call(measure: Measure, labels: (string | undefined)[], params = {}): Promise<MeasureValue> {
  return measureValue.parse(await measure.call(createPool({ group: labels }), params, createContext()))
}

function near(actual: number | null, expected: number): void {
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`)
}

const truth = -(4 / 7) * Math.log(4 / 7) - (2 / 7) * Math.log(2 / 7) - (1 / 7) * Math.log(1 / 7)

test('entropy, evenness and modes of labels are those of their shares', async () => {
  near((await call(labelEntropy, group)).value, truth)
  near((await call(labelEvenness, group)).value, truth / Math.log(3))
  near((await call(labelModes, group)).value, 3)
  near(entropy([0.5, 0, 0.5]), Math.LN2)
})

test('one label only has entropy 0, and no evenness', async () => {
  near((await call(labelEntropy, ['a', 'a'])).value, 0)
  const { value, reason } = await call(labelEvenness, ['a', 'a'])
  assert.equal(value, null)
  assert.match(reason!, /two labels/)
})

test('the entropy of equal shares is not said to be known exactly', async () => {
  const { interval, value } = await call(labelEntropy, ['a', 'b', 'a', 'b'])
  assert.ok(interval![0] < value! && value! < interval![1])
})

test('coverage is over the labels that exist', async () => {
  const { value, detail } = await call(labelCoverage, group, { known: ['a', 'b', 'd', 'e'] })
  near(value, 0.5)
  assert.deepEqual(detail?.missing, ['d', 'e'])
  near(coverageOf(['x', 'a'], ['a', 'b']), 0.5)
})

test('without a list of labels, coverage is over those of the whole column', async () => {
  const pool = createPool({ group }).take([0, 1])
  const part = measureValue.parse(await labelCoverage.call(pool, {}, createContext()))
  near(part.value, 2 / 3)
  assert.match((await call(labelCoverage, group)).warning!, /known=/)
})

test('blocks merge to the same numbers, also where their labels come in another order', async () => {
  const halves = [group.slice(0, 3), group.slice(3).reverse()]
  for (const measure of [labelEntropy, labelEvenness, labelModes, labelCoverage]) {
    const stream = await measure.stream!({}, createPool({ group }), createContext())
    const states = await Promise.all(
      halves.map((half) => stream.add(stream.init(), createPool({ group: half }))),
    )
    const merged = await stream.finish(stream.merge(states[1], states[0]))
    assert.deepEqual(merged, await call(measure, group))
  }
})

test('a pool without labels is refused, and one whose labels are all missing gives a reason', async () => {
  await assert.rejects(labelEntropy.call(createPool({ ids: ['1'] }), {}, createContext()), {
    code: 'missing-part',
  })
  for (const measure of [labelEntropy, labelEvenness, labelModes, labelCoverage]) {
    const { value, reason } = await call(measure, [undefined])
    assert.equal(value, null)
    assert.equal(reason, 'no item has a label')
  }
})
