import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matrix } from '../numeric/index.ts'
import { concatPools } from './concat.ts'
import { categorical, createPool } from './memory.ts'

const coded = (code: string, pattern?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, code)
  if (pattern) assert.match(error.message, pattern)
  return true
}

const pool = createPool({
  ids: ['a', 'b', 'c'],
  text: ['one', 'two', 'three'],
  vectors: matrix(new Float32Array([1, 2, 3, 4, 5, 6]), 3, 2),
  quality: [0.1, Number.NaN, 0.3],
  group: ['x', undefined, 'x'],
  columns: {
    words: { kind: 'number', values: Float64Array.from([1, 2, 3]) },
    note: { kind: 'string', values: ['p', undefined, 'q'] },
    tags: { kind: 'list', values: [['t'], [], ['u', 'v']] },
    extra: { kind: 'vector', values: matrix([[1], [2], [3]]) },
  },
})

test('items without ids are numbered from 1', () => {
  assert.deepEqual(createPool({ text: ['x', 'y'] }).ids, ['1', '2'])
})

test('labels are numbered in order of appearance, and a missing one has the code -1', () => {
  assert.deepEqual(categorical(['b', undefined, 'a', 'b']), {
    codes: Int32Array.from([0, -1, 1, 0]),
    labels: ['b', 'a'],
  })
})

test('taking items takes them from every part and column', () => {
  const taken = pool.take([2, 0])
  assert.deepEqual(taken.ids, ['c', 'a'])
  assert.deepEqual(taken.text, ['three', 'one'])
  assert.deepEqual([...taken.vectors!.data], [5, 6, 1, 2])
  assert.deepEqual([...taken.quality!], [0.3, 0.1])
  assert.deepEqual([...taken.group!.codes], [0, 0])
  assert.deepEqual(taken.columnNames, ['words', 'note', 'tags', 'extra'])
  assert.deepEqual(taken.column('words')?.values, Float64Array.from([3, 1]))
  assert.deepEqual(taken.column('note')?.values, ['q', 'p'])
  assert.deepEqual(taken.column('tags')?.values, [['u', 'v'], ['t']])
})

test('a column that plays a part shares its memory with it, before and after taking', () => {
  const text = ['one', 'two']
  const shared = createPool({ text, columns: { body: { kind: 'string', values: text } } })
  assert.equal(shared.column('body')?.values, shared.text)
  const taken = shared.take([1])
  assert.equal(taken.column('body')?.values, taken.text)
})

test('a name that every object has is no column', () => {
  assert.equal(pool.column('constructor'), undefined)
  assert.equal(pool.column('nothing'), undefined)
})

test('parts of different lengths, and no parts at all, are refused', () => {
  assert.throws(
    () => createPool({ text: ['a'], quality: [1, 2] }),
    coded('bad-pool', /quality.* 2 items and `text` has 1/),
  )
  assert.throws(() => createPool({}), coded('bad-pool'))
})

test('pools cut into pieces and joined are the pool again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }), (cuts) => {
      const ends = [...new Set([...cuts, 3])].sort((a, b) => a - b)
      const pieces = ends.map((end, i) => {
        const start = i === 0 ? 0 : ends[i - 1]
        return pool.take(Array.from({ length: end - start }, (_, k) => start + k))
      })
      const joined = concatPools(pieces)
      assert.deepEqual(contentOf(joined), contentOf(pool))
    }),
  )
})

test('a column that one pool lacks is missing in its items', () => {
  const joined = concatPools([
    createPool({ text: ['a'], columns: { n: { kind: 'number', values: Float64Array.of(1) } } }),
    createPool({ text: ['b'] }),
  ])
  assert.deepEqual(joined.column('n'), { kind: 'number', values: Float64Array.of(1, Number.NaN) })
})

test('a column of two kinds becomes strings', () => {
  const joined = concatPools([
    createPool({
      text: ['a', 'b'],
      columns: { n: { kind: 'number', values: Float64Array.of(1.5, Number.NaN) } },
    }),
    createPool({ text: ['c'], columns: { n: { kind: 'string', values: ['x'] } } }),
    createPool({ text: ['d'], columns: { n: { kind: 'list', values: [['y']] } } }),
  ])
  assert.deepEqual(joined.column('n'), { kind: 'string', values: ['1.5', undefined, 'x', '["y"]'] })
})

test('a part that one pool lacks is no part of the whole', () => {
  const joined = concatPools([createPool({ text: ['a'], quality: [1] }), createPool({ text: ['b'] })])
  assert.deepEqual(joined.text, ['a', 'b'])
  assert.equal(joined.quality, undefined)
})

test('double precision survives joining with single precision', () => {
  const joined = concatPools([
    createPool({ vectors: matrix(new Float32Array([1]), 1, 1) }),
    createPool({ vectors: matrix(new Float64Array([0.1]), 1, 1) }),
  ])
  assert.deepEqual(joined.vectors?.data, Float64Array.of(1, 0.1))
})

test('vectors of different lengths and no pools cannot be joined', () => {
  const ofLength = (length: number) => createPool({ vectors: matrix(new Float32Array(length), 1, length) })
  assert.throws(() => concatPools([ofLength(2), ofLength(3)]), coded('mixed-vector-lengths', /2 and of 3/))
  assert.throws(() => concatPools([]), coded('bad-pool'))
})

function contentOf({
  size,
  ids,
  text,
  vectors,
  quality,
  group,
  columnNames = [],
  column,
}: typeof pool): unknown {
  const columns = columnNames.map((name) => [name, column(name)])
  return {
    size,
    ids,
    text,
    vectors,
    quality,
    labels: group && [...group.codes].map((c) => group.labels[c]),
    columns,
  }
}
