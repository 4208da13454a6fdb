// The summary cards: each number with what it means, grouped by family.

import type { MeasuredEntry } from '../../measure/index.ts'
import { counted, formatEstimate, formatNumber } from '../format.ts'
import { type Html, html } from '../html.ts'
import { directionMark, directionWords, families, measureTitle } from '../reading.ts'

/** One block a family that has any measure. */
export function familyCards(entries: readonly MeasuredEntry[]): Html {
  const blocks = families.flatMap(({ family, title, question }) => {
    const members = entries.filter((entry) => entry.family === family)
    if (members.length === 0) return []
    return [
      html`<div class="family"><h3>${title} <span>${question}</span></h3><div class="cards">${members.map(card)}</div></div>`,
    ]
  })
  return html`${blocks}`
}

function card(entry: MeasuredEntry): Html {
  const { value, spoken } = formatEstimate(entry.value, entry.interval)
  const facts = [
    ...(spoken === '' ? [] : [`95% interval ${spoken}`]),
    ...(entry.scope === 'sample' ? [`sample of ${counted(entry.n, 'item')}`] : []),
  ]
  return html`
<article class="card">
<h4><span>${measureTitle(entry)}</span>${direction(entry)}</h4>
<p class="number">${
    entry.value === null
      ? html`<span class="value none">–</span>`
      : html`<span class="value">${value}</span> <span class="unit">${entry.unit}</span>`
  }</p>
${entry.value === null ? '' : track(entry, entry.value)}
<p class="says">${entry.summary}</p>
${facts.length > 0 && html`<p class="interval">${facts.join(' · ')}</p>`}
${entry.value === null && entry.reason !== undefined && html`<p class="warning">No value: ${entry.reason}</p>`}
${entry.warning !== undefined && html`<p class="warning">${entry.warning}</p>`}
</article>`
}

function direction({ direction }: MeasuredEntry): Html | false {
  if (direction === 'neither') return false
  return html`<span class="direction"><span aria-hidden="true">${directionMark(direction)}</span> ${directionWords(direction)}</span>`
}

/** Where the value lies in its range, when both ends of the range are finite. */
function track({ range, n, interval }: MeasuredEntry, value: number): Html | false {
  const ends = finiteEnds(range, n)
  if (!ends) return false
  const [low, high] = ends
  const place = (number: number) => Math.min(100, Math.max(0, ((number - low) / (high - low)) * 100))
  const percent = (share: number) => `${Number(share.toFixed(2))}%`
  const band =
    interval &&
    html`<i style="left:${percent(place(interval[0]))};width:${percent(place(interval[1]) - place(interval[0]))}"></i>`
  return html`<div class="track" aria-hidden="true">${band}<b style="left:${percent(place(value))}"></b></div>
<p class="ends" aria-hidden="true"><span>${formatNumber(low)}</span><span>${formatNumber(high)}</span></p>`
}

/** `[0, 1]` and `[1, n]` as numbers; `undefined` for open or unknown ranges. */
export function finiteEnds(range: string, n: number): [number, number] | undefined {
  const match = /^\[([^,]+),\s*([^\]]+)\]$/.exec(range)
  if (!match) return undefined
  const numbers = match.slice(1, 3).map((text) => {
    const plain = text.trim().replace('−', '-')
    return plain === 'n' ? n : Number(plain)
  })
  const [low, high] = numbers
  return Number.isFinite(low) && Number.isFinite(high) && high > low ? [low, high] : undefined
}
