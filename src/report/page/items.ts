/// <reference lib="dom" />
// The page's script: an item as people read it.

import { formatNumber } from '../format.ts'
import type { ReportData } from './data.ts'
import { button, element } from './dom.ts'

/** The item's text, or its id where it has none; long ones are cut until asked for. */
export function itemText({ payload }: ReportData, item: number): HTMLElement {
  const text = payload.texts?.[item]
  if (text === undefined) return element('p', { class: 'text' }, `Item ${payload.ids[item]}`)
  if (text.trim() === '') return element('p', { class: 'text empty' }, 'an empty text')
  const block = element('p', { class: 'text', dir: 'auto' }, text)
  const longest = 560
  if (text.length <= longest) return block
  const start = text.slice(0, longest - 100)
  // Cut between words where there are any.
  const short = `${start.slice(0, Math.max(longest / 2, start.lastIndexOf(' '))).trimEnd()} …`
  block.textContent = short
  const toggle = button('Show all', () => {
    const open = toggle.getAttribute('aria-expanded') !== 'true'
    block.textContent = open ? text : short
    toggle.textContent = open ? 'Show less' : 'Show all'
    toggle.setAttribute('aria-expanded', String(open))
  })
  toggle.setAttribute('aria-expanded', 'false')
  return element('div', {}, block, toggle)
}

/** Id, group and quality in one line; `skip` leaves out what the surroundings say already. */
export function itemMeta(data: ReportData, item: number, ...extra: readonly (Node | string)[]): HTMLElement {
  const { payload, group, quality } = data
  const code = group?.[item] ?? -1
  const rating = quality?.[item]
  const facts: (Node | string)[] = [element('span', { class: 'id' }, payload.ids[item])]
  if (payload.group && code >= 0) facts.push(payload.group.labels[code])
  if (rating !== undefined && !Number.isNaN(rating)) facts.push(`quality ${formatNumber(rating)}`)
  const line = element('p', { class: 'meta' })
  for (const fact of [...facts, ...extra]) line.append(element('span', {}, fact))
  return line
}
