/// <reference lib="dom" />
// The page's script: lists of items, that is repeats, typical and novel items, and the groups that vary least.

import { formatNumber } from '../format.ts'
import type { ReportData } from './data.ts'
import { diffInContext, wordDiff } from './diff.ts'
import { button, byId, element, expandable } from './dom.ts'
import { itemMeta, itemText } from './items.ts'
import type { Payload } from './payload.ts'

export type ShowOnMap = ((item: number) => void) | undefined

export function mapButton(item: number, showOnMap: ShowOnMap): HTMLElement | '' {
  if (!showOnMap) return ''
  const made = button('on the map', () => showOnMap(item), 'link')
  made.setAttribute('aria-label', 'show this item on the map')
  return made
}

export function duplicateSection(data: ReportData, showOnMap: ShowOnMap): void {
  const groups = data.payload.duplicates?.groups ?? []
  if (groups.length === 0) return
  expandable(
    byId('repeats-list'),
    groups.length,
    5,
    (g) => duplicateGroup(data, groups[g], showOnMap),
    (hidden) => `Show ${hidden} more group${hidden === 1 ? '' : 's'}`,
  )
}

export function duplicateGroup(
  data: ReportData,
  { size, members }: NonNullable<Payload['duplicates']>['groups'][number],
  showOnMap: ShowOnMap,
): HTMLElement {
  const [first, ...others] = members
  const list = element('ul', { class: 'members' })
  expandable(
    list,
    others.length,
    4,
    (i) => duplicateMember(data, others[i]),
    (hidden) => `Show ${hidden} more`,
  )
  if (size > members.length)
    list.append(element('li', { class: 'note' }, `and ${formatNumber(size - members.length)} more`))
  return element(
    'article',
    { class: 'repeat' },
    element('h3', {}, `${formatNumber(size)} alike`),
    itemMeta(data, first.item, mapButton(first.item, showOnMap)),
    itemText(data, first.item),
    list,
  )
}

export function duplicateMember(
  data: ReportData,
  { item, of, similarity }: NonNullable<Payload['duplicates']>['groups'][number]['members'][number],
): HTMLElement {
  const { texts, ids } = data.payload
  const near = similarity === undefined ? '' : similarity === 1 ? 'the same' : formatNumber(similarity)
  const line = element(
    'li',
    {},
    element('span', { class: 'near' }, near),
    element('span', { class: 'id' }, ids[item]),
  )
  if (of === undefined || texts === undefined) return line
  if (texts[item] === texts[of]) {
    const words = similarity === 1 ? 'word for word' : 'differs beyond what is shown here'
    line.append(element('span', { class: 'edit same' }, words))
    return line
  }
  const parts = wordDiff(texts[of], texts[item])
  if (!parts) {
    line.append(itemText(data, item))
    return line
  }
  const edit = element('span', { class: 'edit', dir: 'auto' })
  const tags = { same: 'span', added: 'ins', removed: 'del' } as const
  for (const { kind, words } of diffInContext(parts, 3))
    edit.append(element(tags[kind], {}, words.join(' ')), ' ')
  line.append(edit)
  return line
}

export function rankedSection(
  data: ReportData,
  id: string,
  items: Payload['typical'],
  showOnMap: ShowOnMap,
): void {
  if (!items) return
  const list = byId(id)
  for (const { item } of items) {
    list.append(element('li', {}, itemMeta(data, item, mapButton(item, showOnMap)), itemText(data, item)))
  }
}

export function worstSection(data: ReportData): void {
  const { worst } = data.payload
  if (!worst) return
  const container = byId('worst-list')
  worst.groups.forEach(({ name, size, value, items }, i) => {
    const summary = element(
      'summary',
      {},
      element('span', { class: 'value' }, formatNumber(value)),
      element('span', { class: 'name', dir: 'auto' }, name),
      element('span', { class: 'count' }, `${formatNumber(size)} items`),
    )
    const list = element('ol', { class: 'texts' })
    for (const item of items) list.append(element('li', {}, itemText(data, item)))
    if (size > items.length && items.length > 0) {
      list.append(element('li', { class: 'note' }, `and ${formatNumber(size - items.length)} more`))
    }
    const details = element('details', { class: 'group' }, summary, list)
    details.open = i === 0
    container.append(details)
  })
}
