// A study's curves as SVG.

import type { Picture } from './harness.ts'

/** One line with dots a series, as an SVG document. */
export async function renderPicture({ title, x, y, points }: Picture): Promise<string> {
  const Plot = await import('@observablehq/plot')
  const { parseHTML } = await import('linkedom')
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const svg = Plot.plot({
    document,
    width: 640,
    height: 360,
    marginLeft: 56,
    marginRight: 170,
    style: { background: 'white', fontFamily: 'sans-serif', fontSize: '12px' },
    ariaLabel: title,
    x: { label: x, ticks: [...new Set(points.map((point) => point.x))] },
    y: { label: y, grid: true, nice: true },
    color: { scheme: 'observable10' },
    marks: [
      Plot.ruleY([0]),
      Plot.lineY(points, { x: 'x', y: 'y', stroke: 'series' }),
      Plot.dot(points, { x: 'x', y: 'y', fill: 'series' }),
      Plot.text(
        points,
        Plot.selectLast({
          x: 'x',
          y: 'y',
          z: 'series',
          text: 'series',
          fill: 'series',
          textAnchor: 'start',
          dx: 8,
        }),
      ),
    ],
  })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return `${svg.outerHTML}\n`
}
