import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GamutError } from '../core/index.ts'
import { matrix, row, takeRows } from './matrix.ts'

const bad = (pattern: RegExp) => (error: unknown) =>
  error instanceof GamutError && error.code === 'bad-matrix' && pattern.test(error.message)

test('typed arrays are taken as they are, without a copy', () => {
  for (const data of [new Float32Array(6), new Float64Array(6)]) {
    const X = matrix(data, 2, 3)
    assert.equal(X.data, data)
    assert.deepEqual([X.rows, X.cols], [2, 3])
  }
})

test('one dimension of flat data follows from the other', () => {
  const data = new Float64Array(6)
  assert.equal(matrix(data, 2).cols, 3)
  assert.equal(matrix(data, undefined, 3).rows, 2)
  assert.deepEqual([matrix(data).rows, matrix(data).cols], [1, 6])
  assert.deepEqual([...matrix([1, 2, 3, 4], 2).data], [1, 2, 3, 4])
})

test('nested arrays, plain or typed, become double-precision rows', () => {
  const plain = matrix([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  assert.deepEqual([plain.rows, plain.cols, ...plain.data], [3, 2, 1, 2, 3, 4, 5, 6])
  const typed = matrix([Float32Array.of(1, 2), Float32Array.of(3, 4)])
  assert.deepEqual([typed.rows, typed.cols, ...typed.data], [2, 2, 1, 2, 3, 4])
  assert.ok(typed.data instanceof Float64Array)
})

test('nothing is a matrix too', () => {
  const none = matrix([])
  assert.deepEqual([none.rows, none.cols, none.data.length], [0, 0, 0])
  assert.deepEqual([matrix([[], []]).rows, matrix([[], []]).cols], [2, 0])
  assert.deepEqual([matrix(new Float32Array(0), 0, 5).rows, matrix(new Float32Array(0), 0, 5).cols], [0, 5])
})

test('rows of different lengths are refused, naming the row', () => {
  assert.throws(() => matrix([[1, 2], [3, 4], [5]]), bad(/Row 2 has 1 numbers and row 0 has 2/))
})

test('sizes that the data do not fill are refused', () => {
  assert.throws(() => matrix(new Float64Array(6), 2, 4), bad(/6 numbers do not fill .* 2 rows × 4 columns/))
  assert.throws(() => matrix(new Float64Array(5), 2), bad(/5 numbers/))
  assert.throws(() => matrix(new Float64Array(6), -2, -3), bad(/-2 rows/))
  assert.throws(() => matrix([[1, 2]], 3, 2), bad(/2 numbers/))
})

test('a row is a view on the matrix', () => {
  const X = matrix(Float32Array.of(1, 2, 3, 4), 2, 2)
  row(X, 1)[0] = 9
  assert.deepEqual([...X.data], [1, 2, 9, 4])
})

test('taken rows are copies in the order asked for, repeats allowed, of the same element type', () => {
  const X = matrix(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 2)
  const taken = takeRows(X, [2, 0, 2])
  assert.deepEqual([taken.rows, taken.cols, ...taken.data], [3, 2, 5, 6, 1, 2, 5, 6])
  assert.ok(taken.data instanceof Float32Array)
  taken.data[0] = 0
  assert.equal(X.data[4], 5)
  assert.equal(takeRows(X, []).rows, 0)
})
