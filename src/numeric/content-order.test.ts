import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Matrix, randomStream } from '../core/index.ts'
import { contentOrder, contentSample } from './content-order.ts'
import { matrix, takeRows } from './matrix.ts'

const random = randomStream(1, 'rows')
const X: Matrix = { data: Float64Array.from({ length: 600 }, () => random.integer(4)), rows: 300, cols: 2 }

test('rows in content order are the same however they were given', () => {
  const shuffled = takeRows(X, randomStream(2, 'shuffle').permutation(300))
  const order = contentOrder(X)
  assert.deepEqual(takeRows(shuffled, contentOrder(shuffled)), takeRows(X, order))
  assert.deepEqual(
    [...order].sort((a, b) => a - b),
    [...order.keys()],
  )
})

test('f32 and f64 rows of the same numbers, and 0 and -0, come in the same order', () => {
  assert.deepEqual(contentOrder({ ...X, data: Float32Array.from(X.data) }), contentOrder(X))
  assert.deepEqual(contentOrder(matrix([[0], [1], [2]])), contentOrder(matrix([[-0], [1], [2]])))
})

test('weights count as content', () => {
  const twins = matrix([[1], [1]])
  const [a, b] = contentOrder(twins, [0.3, 0.7])
  assert.deepEqual([...contentOrder(twins, [0.7, 0.3])], [b, a])
})

test('a content sample has the rows asked for, each once, the same whatever the order', () => {
  const sample = contentSample(X, 50)
  assert.equal(new Set(sample).size, 50)
  const shuffled = takeRows(X, randomStream(3, 'shuffle').permutation(300))
  const sorted = (rows: Matrix) =>
    Array.from({ length: 50 }, (_, i) => rows.data.subarray(2 * i, 2 * i + 2).join()).sort()
  assert.deepEqual(sorted(takeRows(shuffled, contentSample(shuffled, 50))), sorted(takeRows(X, sample)))
  assert.equal(contentSample(X, 1000).length, 300)
})
