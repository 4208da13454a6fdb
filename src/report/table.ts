// The measurement as plain text: a table by family, warnings beneath the numbers they concern, the worst groups.

import type { MeasuredEntry, PerGroup, PoolReport } from '../measure/index.ts'
import { counted, formatEstimate, formatNumber } from './format.ts'
import { directionMark, families, measureTitle, partsSentence } from './reading.ts'
import { displayWidth, padded, printable, truncate, wrap } from './width.ts'

export interface TableOptions {
  /** Whether to use ANSI colours; the caller knows whether it writes to a terminal and whether NO_COLOR is set. */
  color: boolean
  /** Columns of the terminal; at least 40 are used. */
  width: number
}

const narrowest = 40
const gap = '  '
/** No column of units wider than this. */
const widestUnit = 28

interface Ink {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly heading: (text: string) => string
  readonly warning: (text: string) => string
}

function ink(color: boolean): Ink {
  const style = (code: number) => (text: string) =>
    color && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text
  return { strong: style(1), faint: style(2), heading: style(36), warning: style(33) }
}

/** The whole table, without a line break at its end. No line is wider than `width`. */
export function renderTable(report: PoolReport, { color, width }: TableOptions): string {
  const columns = Math.max(narrowest, Math.floor(width))
  const paint = ink(color)
  const blocks = [
    header(report, columns, paint),
    ...familyBlocks(report.measures, columns, paint),
    ...(report.by ? [groupBlock(report.by, report.measures, columns, paint)] : []),
    ...(report.skipped.length > 0 ? [skippedBlock(report.skipped, columns, paint)] : []),
    legend(report.measures, columns, paint),
  ]
  return blocks.map((lines) => lines.join('\n')).join('\n\n')
}

function header({ input }: PoolReport, width: number, { strong, faint }: Ink): string[] {
  const name = truncate(printable(input.name), width)
  const about = [counted(input.items, 'item'), partsSentence(input)].filter((part) => part !== '').join(' · ')
  const vectors = input.vectors === undefined ? [] : wrap(printable(`vectors: ${input.vectors}`), width)
  return [strong(name), ...[...wrap(printable(about), width), ...vectors].map(faint)]
}

interface Line {
  readonly title: string
  readonly value: string
  readonly interval: string
  readonly unit: string
  readonly mark: string
  readonly notes: readonly string[]
}

function lineOf(entry: MeasuredEntry): Line {
  const { value, interval } = formatEstimate(entry.value, entry.interval)
  const sampled = entry.scope === 'sample' ? [`on a sample of ${counted(entry.n, 'item')}`] : []
  return {
    title: measureTitle(entry),
    value,
    interval,
    unit: entry.unit,
    mark: directionMark(entry.direction),
    notes: [
      ...(entry.value === null && entry.reason ? [entry.reason] : []),
      ...sampled,
      ...(entry.warning ? [entry.warning] : []),
    ].map(printable),
  }
}

function familyBlocks(entries: readonly MeasuredEntry[], width: number, paint: Ink): string[][] {
  const lines = new Map(entries.map((entry) => [entry, lineOf(entry)]))
  const fitted = fit([...lines.values()], width)
  return families.flatMap(({ family, title }) => {
    const members = entries.filter((entry) => entry.family === family)
    if (members.length === 0) return []
    return [
      [
        paint.heading(title.toUpperCase()),
        ...members.flatMap((entry) => rendered(lines.get(entry)!, entry, fitted, width, paint)),
      ],
    ]
  })
}

interface Widths {
  readonly title: number
  readonly value: number
  readonly interval: number
  readonly unit: number
}

/** Column widths: what the content needs; where that is too much, units are cut or left out, then titles cut. */
function fit(lines: readonly Line[], width: number): Widths {
  const widest = (of: (line: Line) => string) => Math.max(0, ...lines.map((line) => displayWidth(of(line))))
  const value = widest((line) => line.value)
  const interval = widest((line) => line.interval)
  const fixed = gap.length + value + gap.length + interval + 2 * gap.length + 1
  const free = width - fixed
  const title = Math.min(
    widest((line) => line.title),
    Math.max(12, free),
  )
  const left = free - title - gap.length
  const unit =
    left < 8
      ? 0
      : Math.min(
          left,
          widestUnit,
          widest((line) => line.unit),
        )
  return { title, value, interval, unit }
}

function rendered(line: Line, entry: MeasuredEntry, widths: Widths, width: number, paint: Ink): string[] {
  const cells = [
    gap + padded(truncate(line.title, widths.title), widths.title),
    paint.strong(padded(line.value, widths.value, 'right')),
    paint.faint(padded(line.interval, widths.interval)),
    ...(widths.unit > 0 ? [padded(truncate(line.unit, widths.unit), widths.unit)] : []),
    paint.faint(line.mark),
  ]
  const notes = line.notes.flatMap((note, i) => {
    const warns = entry.warning !== undefined && i === line.notes.length - 1
    const lead = warns ? '! ' : '  '
    const paintNote = warns ? paint.warning : paint.faint
    return wrap(note, width - 6).map((text, row) => `    ${paintNote((row === 0 ? lead : '  ') + text)}`)
  })
  return [cells.join(gap).trimEnd(), ...notes]
}

function groupBlock(by: PerGroup, entries: readonly MeasuredEntry[], width: number, paint: Ink): string[] {
  const counts =
    by.measured === by.groups
      ? counted(by.groups, 'group')
      : `${formatNumber(by.measured)} of ${counted(by.groups, 'group')} measured`
  const title = `PER ${truncate(printable(by.column).toUpperCase(), width - 30)}`
  const lines = [`${paint.heading(title)}${gap}${paint.faint(counts)}`]
  for (const row of by.summary) {
    const entry = entries.find(({ measure }) => measure === row.measure)
    const { value, interval } = formatEstimate(row.mean, row.interval)
    const name = truncate(entry ? measureTitle(entry) : row.measure, width - 30)
    lines.push(`${gap}${name}${gap}mean ${paint.strong(value)} ${paint.faint(interval)}`.trimEnd())
    const valueWidth = Math.max(0, ...row.worst.map((worst) => displayWidth(formatNumber(worst.value))))
    row.worst.forEach((worst, i) => {
      const lead = padded(i === 0 ? 'worst' : '', 5)
      const shown = padded(formatNumber(worst.value), valueWidth, 'right')
      const room = width - 4 - 5 - valueWidth - 2 * gap.length - 14
      const group = truncate(printable(worst.group), Math.max(8, room))
      const size = paint.faint(counted(worst.size, 'item'))
      lines.push(`    ${paint.faint(lead)}${gap}${paint.strong(shown)}${gap}${group} ${size}`)
    })
  }
  return lines
}

function skippedBlock(skipped: PoolReport['skipped'], width: number, paint: Ink): string[] {
  const lines = skipped.flatMap(({ measure, reason }) => {
    // A reason may begin with the measure's own name.
    const text = reason.startsWith(measure) ? reason : `${measure}: ${reason}`
    return wrap(printable(text), width - 4).map((line, i) => (i === 0 ? gap : gap + gap) + line)
  })
  return [paint.heading('SKIPPED'), ...lines.map(paint.faint)]
}

function legend(entries: readonly MeasuredEntry[], width: number, { faint }: Ink): string[] {
  const has = (direction: MeasuredEntry['direction']) =>
    entries.some((entry) => entry.direction === direction)
  const parts = [
    ...(has('higher') ? [`${directionMark('higher')} higher is better`] : []),
    ...(has('lower') ? [`${directionMark('lower')} lower is better`] : []),
    ...(entries.some(({ interval }) => interval) ? ['± and [ ] are 95% intervals'] : []),
  ]
  return wrap(parts.join(' · '), width).map(faint)
}
