// The measurement in two or three sentences, for who reads nothing else.

import type { PoolReport } from '../../measure/index.ts'
import { counted, formatEstimate, formatNumber, percentage } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { PoolView } from '../view/view.ts'

/** Sentences made of what was measured; nothing is said of what was not. */
export function findings({ measures, input, by }: PoolReport, view: PoolView): Html {
  const sentences: Html[] = []
  const vendi = measures.find(({ measure }) => measure === 'vendi')
  if (vendi && vendi.value !== null) {
    const { value } = formatEstimate(vendi.value, vendi.interval)
    const these =
      vendi.n < input.items
        ? html`A sample of ${counted(vendi.n, 'item')}`
        : html`These ${counted(input.items, 'item')}`
    const verb = vendi.n < input.items ? 'is' : 'are'
    sentences.push(html`${these} ${verb} as varied as <strong>${value}</strong> entirely different ones.`)
  } else sentences.push(html`${counted(input.items, 'item')} were measured.`)

  const { duplicates } = view
  if (duplicates && duplicates.repeats > 0) {
    const share = percentage(duplicates.repeats / view.size)
    sentences.push(
      html`<strong>${formatNumber(duplicates.repeats)}</strong> of them (${share}) ${duplicates.repeats === 1 ? 'repeats' : 'repeat'} another, word for word or nearly.`,
    )
  } else if (duplicates) sentences.push(html`None of them repeats another.`)

  const alike = by && mostAlike(by)
  if (alike) sentences.push(alike)
  return html`${sentences.map((sentence, i) => html`${i > 0 && ' '}${sentence}`)}`
}

/** Groups whose items vary less than a third of the mean group, by the Vendi Score. */
function mostAlike({ column, rows, summary }: NonNullable<PoolReport['by']>): Html | undefined {
  const farBelow = 1 / 3
  const mean = summary.find(({ measure }) => measure === 'vendi')?.mean
  if (mean === null || mean === undefined) return undefined
  const groups = rows.flatMap(({ group, values: { vendi } }) =>
    typeof vendi === 'number' ? [{ group, vendi }] : [],
  )
  const far = groups.filter(({ vendi }) => vendi < mean * farBelow).sort((a, b) => a.vendi - b.vendi)
  if (far.length === 0) return undefined
  const longest = 60
  const name = far[0].group.length > longest ? `${far[0].group.slice(0, longest)}…` : far[0].group
  const others = far.length === 1 ? '' : ` and ${formatNumber(far.length - 1)} more`
  return html`Within a ${column} an average group is as varied as ${formatNumber(mean)} items, but “${name}”${others} only as <strong>${formatNumber(far[0].vendi)}</strong>.`
}
