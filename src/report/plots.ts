// The charts of the report, as SVG that takes its colours from the page and has fallbacks where there is no page.

import type { Markish, PlotOptions, RectYOptions } from '@observablehq/plot'

const accent = 'var(--accent, #2f5fb3)'
const muted = 'var(--muted, #5d626b)'
const line = 'var(--line, #dedad2)'
const ink = 'var(--ink, #1d1f23)'

type Plot = typeof import('@observablehq/plot')

/** Draws one chart; Plot and a document to draw in are loaded when the first chart is drawn. */
async function draw(
  width: number,
  label: string,
  options: (plot: Plot) => PlotOptions & { marks: Markish[] },
): Promise<string> {
  const [plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')])
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const svg = plot.plot({
    document,
    width,
    className: 'plot',
    ariaLabel: label,
    style: { background: 'none', color: muted, fontSize: '12px', fontFamily: 'inherit', overflow: 'visible' },
    ...options(plot),
  })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  svg.setAttribute('role', 'img')
  // The chart is one image to a screen reader: its label says what it shows, and parts of an image have no labels.
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  svg.querySelector('style')?.remove()
  return svg.outerHTML
}

export interface ChartOptions {
  /** Width in pixels; the height follows from the chart. */
  width: number
}

/**
 * The eigenvalues of the kernel as bars, largest first, in percent of their sum.
 * @param spectrum shares that sum to one with those not given; at most 60 are drawn.
 */
export function spectrumPlot(spectrum: ArrayLike<number>, { width }: ChartOptions): Promise<string> {
  const drawn = 60
  const bars = Array.from({ length: Math.min(drawn, spectrum.length) }, (_, i) => ({
    rank: i + 1,
    share: spectrum[i] * 100,
  }))
  const label = `Spectrum: the largest of the first ${bars.length} eigenvalues holds ${bars[0]?.share.toFixed(1) ?? 0} percent`
  return draw(width, label, (plot) => ({
    height: 220,
    marginLeft: 44,
    marginRight: 8,
    marginTop: 26,
    marginBottom: 36,
    x: {
      label: 'direction, strongest first',
      labelAnchor: 'right',
      labelArrow: 'none',
      domain: [0.5, Math.max(10, bars.length) + 0.5],
      ticks: [1, 10, 20, 30, 40, 50, 60].filter((t) => t <= Math.max(10, bars.length)),
      tickSize: 0,
    },
    y: { label: 'share of the variety (%)', labelArrow: 'none', ticks: 4, tickSize: 0 },
    marks: [
      plot.gridY({ ticks: 4, stroke: line, strokeOpacity: 1 }),
      plot.rectY(bars, {
        x1: ({ rank }) => rank - 0.4,
        x2: ({ rank }) => rank + 0.4,
        y: 'share',
        fill: accent,
      }),
      plot.ruleY([0], { stroke: muted }),
    ],
  }))
}

export interface HistogramOptions extends ChartOptions {
  /** What the values are. */
  label: string
  /** What is counted. */
  counted: string
  /** A value to mark with a line, such as the mean. */
  mark?: { value: number; text: string }
}

/** How many of the values lie where. */
export function histogramPlot(
  values: readonly number[],
  { width, label, counted, mark }: HistogramOptions,
): Promise<string> {
  return draw(width, `Histogram of ${label} over ${values.length} ${counted}`, (plot) => ({
    height: 220,
    marginLeft: 44,
    marginRight: 16,
    marginTop: 36,
    marginBottom: 36,
    x: {
      label,
      labelAnchor: 'right',
      labelArrow: 'none',
      tickSize: 0,
      ticks: Math.max(3, Math.floor(width / 90)),
    },
    y: { label: counted, labelArrow: 'none', tickSize: 0, ticks: 4, tickFormat: 'd' },
    marks: [
      plot.gridY({ ticks: 4, stroke: line, strokeOpacity: 1 }),
      plot.rectY(values, {
        ...plot.binX<RectYOptions>({ y: 'count' }, { x: (value: number) => value, thresholds: 24 }),
        fill: accent,
        fillOpacity: 0.85,
        inset: 0.75,
      }),
      plot.ruleY([0], { stroke: muted }),
      ...(mark
        ? [
            plot.ruleX([mark.value], { stroke: ink, strokeWidth: 1.5 }),
            plot.text([mark.value], {
              x: (value) => value,
              frameAnchor: 'top',
              dy: -12,
              text: () => mark.text,
              fill: ink,
            }),
          ]
        : []),
    ],
  }))
}

export interface IntervalRow {
  readonly name: string
  readonly value: number
  readonly interval?: readonly [number, number]
}

export interface IntervalsOptions extends ChartOptions {
  /** What the values are. */
  label: string
}

/** One row a name, with its value as a dot and its 95% interval as a line. */
export function intervalsPlot(
  rows: readonly IntervalRow[],
  { width, label }: IntervalsOptions,
): Promise<string> {
  const longest = 22
  const shortened = rows.map((row) => ({
    ...row,
    shown: row.name.length > longest ? `${row.name.slice(0, longest - 1)}…` : row.name,
  }))
  const left = 16 + 6.6 * Math.max(4, ...shortened.map(({ shown }) => shown.length))
  return draw(width, `${label} of ${rows.length} groups, with 95% intervals`, (plot) => ({
    height: 48 + 26 * rows.length,
    marginLeft: Math.min(left, width * 0.42),
    marginRight: 16,
    marginTop: 8,
    marginBottom: 36,
    x: {
      label,
      labelAnchor: 'right',
      labelArrow: 'none',
      tickSize: 0,
      ticks: Math.max(3, Math.floor(width / 110)),
      nice: true,
    },
    y: {
      type: 'point',
      label: null,
      tickSize: 0,
      domain: shortened.map((_, i) => i),
      tickFormat: (i: number) => shortened[i].shown,
    },
    marks: [
      plot.gridX({ stroke: line, strokeOpacity: 1 }),
      plot.ruleY(shortened, {
        y: (_, i) => i,
        x1: ({ value, interval }) => interval?.[0] ?? value,
        x2: ({ value, interval }) => interval?.[1] ?? value,
        stroke: accent,
        strokeWidth: 2,
      }),
      plot.dot(shortened, { y: (_, i) => i, x: 'value', r: 4, fill: accent }),
    ],
  }))
}
