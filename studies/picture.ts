// A study's curves as SVG.

import type { Picture } from './harness.ts'

const palette = ['#2f5fc4', '#b4560a', '#2e7d4f', '#8a3fa0', '#a32d2d', '#4b5563']

/** One line with dots a series, as an SVG document. */
export async function renderPicture({ title, x, y, points }: Picture): Promise<string> {
  const Plot = await import('@observablehq/plot')
  const { parseHTML } = await import('linkedom')
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const series = [...new Set(points.map((point) => point.series))]
  const svg = Plot.plot({
    document,
    width: 680,
    height: 360,
    marginLeft: 56,
    marginRight: 210,
    style: { background: 'white', fontFamily: 'sans-serif', fontSize: '12px' },
    ariaLabel: title,
    x: {
      label: x,
      labelAnchor: 'center',
      ticks: [...new Set(points.map((point) => point.x))],
      tickFormat: String,
    },
    y: { label: y, grid: true, nice: true },
    color: { domain: series, range: palette.slice(0, series.length) },
    marks: [
      Plot.ruleY([0]),
      Plot.lineY(points, { x: 'x', y: 'y', stroke: 'series' }),
      Plot.dot(points, { x: 'x', y: 'y', fill: 'series' }),
      // Names beside the frame, one under the other: ends of lines may coincide.
      ...series.map((name, i) =>
        Plot.text([name], {
          text: (text: string) => text,
          fill: palette[i],
          fontWeight: 'bold',
          frameAnchor: 'top-right',
          textAnchor: 'start',
          dx: 16,
          dy: 12 + 20 * i,
        }),
      ),
    ],
  })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return `${svg.outerHTML}\n`
}
