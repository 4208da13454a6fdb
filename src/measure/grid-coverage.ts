// Grid coverage: the share of a grid over behaviour descriptors that the pool reaches.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { descriptorsOf, gridCells, gridCoverage, gridSize } from './grid.ts'
import { gridOver, gridParams } from './grid-params.ts'

export default defineMeasure({
  name: 'grid-coverage',
  title: 'Grid coverage',
  summary: 'The share of the cells of a grid over descriptor columns that hold an item.',
  family: 'diversity',
  direction: 'higher',
  unit: 'share of cells',
  range: '[0, 1]',
  cost: 'linear',
  needs: [],
  params: z.object(gridParams),
  run: (pool, params) => {
    const n = pool.size
    const grid = gridOver(pool, params)
    if (grid === undefined) return { value: null, reason: 'name the descriptors with columns=[…]', n }
    const filled = new Set(gridCells(descriptorsOf(pool, params.columns), grid)).size
    return {
      value: gridCoverage(filled, gridSize(grid)),
      n,
      detail: { filled, cells: gridSize(grid), ...grid },
    }
  },
})
