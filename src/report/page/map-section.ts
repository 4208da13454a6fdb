/// <reference lib="dom" />
// The page's script: the map with its colours, legend, search, and the item that is being read.

import { formatNumber } from '../format.ts'
import { createPointMap } from '../map/index.ts'
import { type Colouring, type ColourMode, categoryColouring, qualityColouring } from './colours.ts'
import type { ReportData } from './data.ts'
import { button, byId, cssColour, element } from './dom.ts'
import { itemMeta, itemText } from './items.ts'

/** Fills the map's section. @returns a function that shows an item on the map and brings the map into sight. */
export function mapSection(data: ReportData): ((item: number) => void) | undefined {
  const { payload, x, y } = data
  if (!x || !y) return undefined
  const frame = byId('map-frame')
  const tip = byId('map-tip')
  const reading = byId('map-reading')
  const legend = byId('map-legend')
  const modes = byId('map-modes')
  const search = byId('map-search')
  const found = byId('map-found')
  const hint = reading.cloneNode(true)

  let colouring = colouringOf(data, 'cluster') ?? colouringOf(data, 'group') ?? colouringOf(data, 'quality')
  const isolated = new Set<number>()
  let query = ''

  const map = createPointMap(frame, {
    onHover(hover) {
      tip.hidden = hover === undefined
      if (!hover) return
      const text = payload.texts?.[hover.i] ?? ''
      const longest = 260
      const short = text.length > longest ? `${text.slice(0, longest).replace(/\s+\S*$/, '')} …` : text
      tip.replaceChildren(itemMeta(data, hover.i), element('p', { class: 'text', dir: 'auto' }, short))
      placeTip(tip, frame, hover.px, hover.py)
    },
    onSelect: read,
  })

  function read(item: number | undefined): void {
    if (item === undefined) {
      reading.replaceChildren(...Array.from(hint.cloneNode(true).childNodes))
      return
    }
    const cluster = data.clusters && payload.clusters?.names[data.clusters[item]]
    reading.replaceChildren(
      itemMeta(data, item),
      itemText(data, item),
      cluster === undefined
        ? ''
        : element('p', { class: 'meta' }, element('span', {}, `cluster: ${cluster}`)),
    )
  }

  function paint(): void {
    if (!colouring) return
    const faded = fadedPoints(data, colouring, isolated, query)
    map.setPaint({
      codes: colouring.codes,
      palette: colouring.palette,
      faded: faded?.mask,
      labels: colouring.labels,
      background: cssColour('--surface'),
      ink: cssColour('--ink'),
    })
    found.textContent =
      query === '' || !faded ? '' : `${formatNumber(faded.left)} of ${formatNumber(payload.size)} items`
  }

  function explain(): void {
    if (!colouring) return
    legend.replaceChildren(
      colouring.ramp
        ? rampLegend(colouring.ramp, colouring.palette)
        : categoryLegend(colouring, isolated, paint),
    )
  }

  function show(mode: ColourMode): void {
    colouring = colouringOf(data, mode) ?? colouring
    isolated.clear()
    explain()
    paint()
  }

  for (const input of modes.querySelectorAll('input')) {
    input.addEventListener('change', () => {
      if (input.value === 'cluster' || input.value === 'group' || input.value === 'quality') show(input.value)
    })
  }
  if (search instanceof HTMLInputElement) {
    search.addEventListener('input', () => {
      query = search.value.trim().toLowerCase()
      paint()
    })
  }
  byId('map-in').addEventListener('click', () => map.zoomBy(1.6))
  byId('map-out').addEventListener('click', () => map.zoomBy(1 / 1.6))
  byId('map-all').addEventListener('click', () => map.reset())
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (colouring) show(colouring.mode)
  })
  map.setPoints({ x, y })
  explain()
  paint()

  return (item) => {
    map.select(item)
    read(item)
    byId('map').scrollIntoView({ block: 'start' })
    frame.focus({ preventScroll: true })
  }
}

export function colouringOf(data: ReportData, mode: ColourMode): Colouring | undefined {
  const { payload, clusters, group, quality } = data
  if (mode === 'quality') return quality && qualityColouring(quality)
  if (mode === 'cluster')
    return clusters && payload.clusters && categoryColouring(data, mode, clusters, payload.clusters.names)
  return group && payload.group && categoryColouring(data, mode, group, payload.group.labels)
}

/** Which points are faint because of the legend or the search; `undefined` when none is. */
export function fadedPoints(
  { payload }: ReportData,
  { codes }: Colouring,
  isolated: ReadonlySet<number>,
  query: string,
): { mask: Uint8Array; left: number } | undefined {
  if (isolated.size === 0 && query === '') return undefined
  const mask = new Uint8Array(codes.length)
  let left = 0
  for (let i = 0; i < codes.length; i++) {
    const matches = query === '' || (payload.texts?.[i] ?? payload.ids[i]).toLowerCase().includes(query)
    const kept = matches && (isolated.size === 0 || isolated.has(codes[i]))
    if (kept) left++
    else mask[i] = 1
  }
  return { mask, left }
}

export function categoryLegend(
  colouring: Colouring,
  isolated: Set<number>,
  changed: () => void,
): HTMLElement {
  const list = element('ul', { class: 'legend' })
  for (const { name, count, code } of colouring.entries ?? []) {
    const entry = button(
      '',
      () => {
        if (isolated.has(code)) isolated.delete(code)
        else isolated.add(code)
        entry.setAttribute('aria-pressed', String(isolated.has(code)))
        list.classList.toggle('some', isolated.size > 0)
        changed()
      },
      'entry',
    )
    entry.setAttribute('aria-pressed', 'false')
    const swatch = element('span', { class: 'swatch', 'aria-hidden': 'true' })
    swatch.style.background = colouring.palette[code]
    entry.append(
      swatch,
      element('span', { class: 'name' }, name),
      element('span', { class: 'count' }, formatNumber(count)),
    )
    list.append(element('li', {}, entry))
  }
  return list
}

export function rampLegend(
  { low, high, missing }: { low: number; high: number; missing: number },
  palette: readonly string[],
): HTMLElement {
  const bar = element('div', { class: 'ramp', 'aria-hidden': 'true' })
  bar.style.background = `linear-gradient(to right, ${palette.slice(0, 64).join(', ')})`
  const ends = element(
    'p',
    { class: 'ends' },
    element('span', {}, formatNumber(low)),
    element('span', {}, formatNumber(high)),
  )
  const note =
    missing > 0 ? element('p', { class: 'note' }, `${formatNumber(missing)} without quality are grey.`) : ''
  return element('div', {}, bar, ends, note)
}

/** Beside the point, on the side where there is room. */
export function placeTip(tip: HTMLElement, frame: HTMLElement, px: number, py: number): void {
  const away = 14
  const width = tip.offsetWidth
  const height = tip.offsetHeight
  const right = px + away + width <= frame.clientWidth
  const left = right ? px + away : Math.max(8, px - away - width)
  const top = Math.min(frame.clientHeight - height - 8, Math.max(8, py - height / 2))
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
}
