import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, randomStream } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import labelDiversity, { hillNumber, modeDiversity } from './hill.ts'

const shares = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} within ${tolerance}`)
}

test('three common labels and a rare one have the published Hill numbers', () => {
  const p = [0.33, 0.33, 0.33, 0.01]
  near(hillNumber(p, 0.1), 3.78861, 5e-7)
  near(hillNumber(p, 0.5), 3.324674, 5e-7)
  near(hillNumber(p, 1), 3.138132, 5e-7)
  near(hillNumber(p, 2), 3.059976, 5e-7)
  near(hillNumber(p, 'inf'), 3.030303, 5e-7)
  near(hillNumber(p, Number.POSITIVE_INFINITY), 3.030303, 5e-7)
  assert.equal(hillNumber(p, 0), 4)
})

test('k equally common labels count as k at every order, given as shares or as counts', () => {
  for (const q of [0, 0.3, 1, 1.005, 2, 50, 'inf'] as const) {
    near(hillNumber([0.25, 0.25, 0.25, 0.25], q), 4, 1e-12)
    near(hillNumber([7, 0, 7, 7], q), 3, 1e-12)
    near(hillNumber([5], q), 1, 1e-12)
  }
})

test('the Hill number falls with the order, without a jump at 1, and stays between 1 and the number of labels', () => {
  fc.assert(
    fc.property(shares, (p) => {
      const orders = [0, 0.2, 0.989, 0.991, 1 - 1e-9, 1, 1 + 1e-9, 1.009, 1.011, 3, 400, 'inf'] as const
      const values = orders.map((q) => hillNumber(p, q))
      for (let i = 1; i < values.length; i++) assert.ok(values[i] <= values[i - 1] * (1 + 1e-10))
      assert.ok(values[values.length - 1] >= 1 - 1e-12 && values[0] <= p.length)
      near(values[4], values[5], 1e-7 * p.length)
      near(values[6], values[5], 1e-7 * p.length)
    }),
  )
})

test('Mode Diversity is the Hill number of order 1', () => {
  near(modeDiversity([1, 1, 2]), Math.exp(1.5 * Math.LN2), 1e-12)
})

test('negative and missing shares are refused, and so is nothing at all', () => {
  for (const p of [[0.5, -0.5], [Number.NaN], [0, 0], []]) {
    assert.throws(() => hillNumber(p, 1), { code: 'bad-shares' })
  }
  assert.throws(() => hillNumber([1], -1), { code: 'bad-order' })
})

const call = async (group: (string | undefined)[], params = {}) =>
  measureValue.parse(await labelDiversity.call(createPool({ group }), params, createContext()))

test('the measure counts labelled items only and says how many are not', async () => {
  const { value, n, detail } = await call(['a', 'b', undefined, 'a', 'b'])
  near(value!, 2, 1e-12)
  assert.equal(n, 4)
  assert.equal(detail?.unlabelled, 1)
  const none = await call([undefined, undefined])
  assert.equal(none.value, null)
  assert.equal(none.reason, 'no item has a label')
})

test('labels in blocks give the same number as at once', async () => {
  const group = Array.from({ length: 50 }, (_, i) => `label ${(i * i) % 7}`)
  const whole = createPool({ group })
  const stream = await labelDiversity.stream!({ q: 2 }, whole, createContext())
  let left = stream.init()
  for (const start of [0, 20])
    left = await stream.add(left, createPool({ group: group.slice(start, start + 20) }))
  const right = await stream.add(stream.init(), createPool({ group: group.slice(40) }))
  assert.deepEqual(await stream.finish(stream.merge(left, right)), await call(group, { q: 2 }))
})

test('the interval covers the true diversity in most samples', async () => {
  const p = [0.4, 0.3, 0.2, 0.1]
  const cumulative = [0.4, 0.7, 0.9, 1]
  const random = randomStream(1, 'labels')
  for (const q of [0.5, 1, 2]) {
    let covered = 0
    for (let trial = 0; trial < 100; trial++) {
      const group = Array.from({ length: 300 }, () => {
        const u = random.uniform()
        return String(p.findIndex((_, i) => u < cumulative[i]))
      })
      const { interval } = await call(group, { q })
      const truth = hillNumber(p, q)
      if (interval![0] <= truth && truth <= interval![1]) covered++
    }
    assert.ok(covered >= 88, `order ${q}: ${covered} of 100`)
  }
})

test('few items a label is a warning', async () => {
  assert.match((await call(['a', 'b', 'c'])).warning!, /too low/)
  assert.equal((await call(new Array<string>(30).fill('a'))).warning, undefined)
})
