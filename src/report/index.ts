// report: what a measurement looks like. Tables for the terminal, charts as SVG, and one self-contained HTML page with a map
// of the pool. It shows what `measure` found and computes only what serves looking: places on a map, names of clusters.

export { type Estimate, formatEstimate, formatNumber } from './format.ts'
export { type ReportInput, renderReport } from './page/page.ts'
export { histogramPlot, type IntervalRow, intervalsPlot, spectrumPlot } from './plots.ts'
export { renderTable, type TableOptions } from './table.ts'
export { type PoolViewOptions, poolView } from './view/pool-view.ts'
export type { DuplicateGroup, MapView, PoolView, RankedItem } from './view/view.ts'
