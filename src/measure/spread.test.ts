import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, randomStream } from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import featureDeviation, { featureStd } from './feature-std.ts'
import radiusMeasure, { radius } from './radius.ts'

function near(actual: number | null | undefined, expected: number, tolerance = 1e-12): void {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected}`,
  )
}

const random = randomStream(1, 'vectors')
const X = matrix(
  Array.from({ length: 60 }, () => Array.from({ length: 4 }, (_, c) => 100 + (c + 1) * random.normal())),
)
const group = Array.from({ length: 60 }, (_, i) => (i % 10 === 9 ? undefined : `class ${i % 3}`))
const pool = createPool({ vectors: X, group })

test('(1,0), (0,1) and (1,1) have radius 0.471405', () => {
  near(
    radius(
      matrix([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    ),
    0.471405,
    5e-7,
  )
})

test('the radius scales with the vectors and does not depend on where they are', () => {
  const moved = { ...X, data: Float64Array.from(X.data, (value) => 3 * value - 50) }
  near(radius(moved), 3 * radius(X), 1e-9)
})

test('a constant dimension makes the radius 0, and the measure says so', async () => {
  const flat = createPool({
    vectors: matrix([
      [1, 5],
      [2, 5],
    ]),
  })
  const { value, warning } = measureValue.parse(await radiusMeasure.call(flat, {}, createContext()))
  assert.equal(value, 0)
  assert.match(warning!, /1 of 2 dimensions/)
  assert.equal(radius(matrix([[1, 5]])), 0)
})

test('feature deviation is the mean over dimensions, then over classes', () => {
  const { value, perClass } = featureStd(
    matrix([
      [0, 0],
      [2, 4],
      [1, 1],
      [1, 1],
      [9, 9],
    ]),
    {
      codes: Int32Array.of(0, 0, 1, 1, 2),
      labels: ['a', 'b', 'lonely'],
    },
  )
  near(perClass.get('a'), 1.5)
  near(perClass.get('b'), 0)
  assert.equal(perClass.has('lonely'), false)
  near(value, 0.75)
})

test('both merge over blocks and over orders of the rows', async () => {
  const order = randomStream(2, 'order').permutation(60)
  for (const measure of [radiusMeasure, featureDeviation]) {
    const { value, n } = measureValue.parse(await measure.call(pool, {}, createContext()))
    const stream = await measure.stream!({}, pool, createContext())
    const a = await stream.add(
      await stream.add(stream.init(), pool.take(order.slice(0, 7))),
      pool.take(order.slice(7, 30)),
    )
    const b = await stream.add(stream.init(), pool.take(order.slice(30)))
    const merged = await stream.finish(stream.merge(a, b))
    near(merged.value, value!, 1e-9)
    assert.equal(merged.n, n)
  }
})

test('no vectors, NaN, and labels of another number are refused; classes of one item give a reason', async () => {
  assert.throws(() => radius(matrix([], 0, 3)), { code: 'no-items' })
  assert.throws(() => radius(matrix([[Number.NaN]])), { code: 'not-a-number' })
  assert.throws(() => featureStd(matrix([[1]]), { codes: new Int32Array(2), labels: ['a'] }), {
    code: 'bad-length',
  })
  const lonely = createPool({ vectors: matrix([[1], [2]]), group: ['a', 'b'] })
  assert.match(
    measureValue.parse(await featureDeviation.call(lonely, {}, createContext())).reason!,
    /two items/,
  )
})
