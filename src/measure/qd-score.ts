// QD-score: how many cells of a grid over behaviour descriptors are filled, and how well.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { descriptorsOf, gridCells, gridElites, gridSize, qdScore } from './grid.ts'
import { gridOver, gridParams } from './grid-params.ts'

export default defineMeasure({
  name: 'qd-score',
  title: 'QD-score',
  summary: 'The sum of the best quality in every filled cell of a grid over descriptor columns.',
  paper: {
    title: 'Confronting the Challenge of Quality Diversity',
    authors: 'Justin K. Pugh, L. B. Soros, Paul A. Szerlip, Kenneth O. Stanley',
    year: 2015,
    link: 'https://doi.org/10.1145/2739480.2754664',
  },
  family: 'diversity',
  direction: 'higher',
  unit: 'quality summed over cells',
  range: '(-∞, ∞)',
  cost: 'linear',
  needs: ['quality'],
  params: z.object({
    ...gridParams,
    offset: z.number().default(0).describe('lowest quality possible; it is subtracted from every elite'),
  }),
  run: (pool, params) => {
    const rated = Array.from(pool.quality.keys()).filter((i) => !Number.isNaN(pool.quality[i]))
    const items = rated.length === pool.size ? pool : pool.take(rated)
    const n = rated.length
    const grid = gridOver(pool, params)
    if (grid === undefined) return { value: null, reason: 'name the descriptors with columns=[…]', n }
    const quality = Float64Array.from(rated, (i) => pool.quality[i])
    const elites = gridElites(gridCells(descriptorsOf(items, params.columns), grid), quality)
    const negative = [...elites.values()].some((best) => best < params.offset)
    return {
      value: qdScore(elites.values(), params.offset),
      n,
      warning: negative
        ? 'Some elites are below the offset, so filling a cell can lower the score: give offset=LOWEST.'
        : undefined,
      detail: { filled: elites.size, cells: gridSize(grid), unrated: pool.size - n, ...grid },
    }
  },
})
