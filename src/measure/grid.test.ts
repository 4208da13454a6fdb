import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { measureValue } from './define.ts'
import { gridCells, gridCoverage, gridElites, qdScore } from './grid.ts'
import coverage from './grid-coverage.ts'
import score from './qd-score.ts'

test('elites 0.5, 0.9 and 0.2 in a grid of 10 cells: QD-score 1.6, coverage 0.3', () => {
  assert.ok(Math.abs(qdScore([0.5, 0.9, 0.2]) - 1.6) < 1e-12)
  assert.ok(Math.abs(gridCoverage(3, 10) - 0.3) < 1e-12)
})

test('the offset is subtracted from every elite', () => {
  assert.equal(qdScore([-1, 0, 3], -2), 1 + 2 + 5)
  assert.equal(qdScore([]), 0)
})

test('values fall into equal bins, those outside into the outermost', () => {
  const D = matrix([
    [0, 0],
    [0.49, 0.5],
    [0.5, 1],
    [1, 5],
    [-3, 0.99],
  ])
  const grid = {
    bins: [2, 3],
    bounds: [
      [0, 1],
      [0, 1],
    ],
  } as const
  assert.deepEqual([...gridCells(D, grid)], [0, 1, 5, 5, 2])
})

test('the best item of a cell is its elite', () => {
  assert.deepEqual([...gridElites([4, 2, 4], [0.1, 0.3, 0.2])].sort(), [
    [2, 0.3],
    [4, 0.2],
  ])
})

test('impossible grids are refused', () => {
  const D = matrix([[0.5], [Number.NaN]])
  assert.throws(() => gridCells(D, { bins: [2, 2], bounds: [[0, 1]] }), { code: 'bad-grid' })
  assert.throws(() => gridCells(D, { bins: [0], bounds: [[0, 1]] }), { code: 'bad-grid' })
  assert.throws(() => gridCells(D, { bins: [2], bounds: [[1, 1]] }), { code: 'bad-grid' })
  assert.throws(() => gridCells(D, { bins: [2], bounds: [[0, 1]] }), { code: 'not-a-number' })
  assert.throws(() => gridCoverage(3, 2), { code: 'bad-grid' })
})

const pool = createPool({
  quality: [0.5, 0.1, 0.9, Number.NaN, 0.2],
  columns: {
    length: { kind: 'number', values: Float64Array.of(0, 0.5, 3.5, 9, 10) },
    topic: { kind: 'string', values: ['a', 'b', 'c', 'd', 'e'] },
  },
})
const params = { columns: ['length'], bins: 10, bounds: [[0, 10]] }

test('both are measured over descriptor columns; an item without quality is no elite', async () => {
  const covered = measureValue.parse(await coverage.call(pool, params, createContext()))
  assert.equal(covered.value, 0.3)
  const { value, n, detail } = measureValue.parse(await score.call(pool, params, createContext()))
  assert.ok(Math.abs(value! - 1.6) < 1e-12)
  assert.equal(n, 4)
  assert.equal(detail?.unrated, 1)
})

test('without columns there is a reason; a column of words is refused; bounds default to what is there', async () => {
  assert.match(measureValue.parse(await coverage.call(pool, {}, createContext())).reason!, /columns=/)
  await assert.rejects(coverage.call(pool, { columns: ['topic'] }, createContext()), {
    code: 'missing-column',
  })
  await assert.rejects(score.call(pool, { columns: ['none'] }, createContext()), { code: 'missing-column' })
  const { detail } = measureValue.parse(
    await coverage.call(pool, { columns: ['length'], bins: [5] }, createContext()),
  )
  assert.deepEqual(detail?.bounds, [[0, 10]])
})
