// How often each label occurs: what every measure of labels starts from, in one pass or in blocks.

import type { z } from 'zod'
import { type Categorical, type Mergeable, requireParts } from '../core/index.ts'
import { defineMeasure, type Measure, type MeasureDescription, type MeasureValue } from './define.ts'

export interface LabelCounts {
  /** Number of items by label, for labels that occur. */
  readonly counts: ReadonlyMap<string, number>
  /** Items that have a label. */
  readonly n: number
  /** Items that have none. */
  readonly unlabelled: number
  /** Every label that the column knows, whether or not it occurs. */
  readonly known: ReadonlySet<string>
}

/** Counts labels. O(n). */
export function countLabels(group: Categorical): LabelCounts {
  return addLabels(noLabels(), group)
}

interface Tally {
  readonly counts: Map<string, number>
  n: number
  unlabelled: number
  readonly known: Set<string>
}

function noLabels(): Tally {
  return { counts: new Map(), n: 0, unlabelled: 0, known: new Set() }
}

function addLabels(tally: Tally, { codes, labels }: Categorical): Tally {
  const byCode = new Float64Array(labels.length)
  for (const code of codes) {
    if (code < 0) tally.unlabelled++
    else byCode[code]++
  }
  labels.forEach((label, code) => {
    tally.known.add(label)
    if (byCode[code] === 0) return
    tally.counts.set(label, (tally.counts.get(label) ?? 0) + byCode[code])
    tally.n += byCode[code]
  })
  return tally
}

/** The shares of the labels that occur, largest first, so that no sum over them depends on the order of the rows. */
export function labelShares({ counts, n }: LabelCounts): Float64Array {
  return Float64Array.from(counts.values(), (count) => count / n)
    .sort()
    .reverse()
}

function merge(into: Tally, from: Tally): Tally {
  for (const [label, count] of from.counts) into.counts.set(label, (into.counts.get(label) ?? 0) + count)
  for (const label of from.known) into.known.add(label)
  into.n += from.n
  into.unlabelled += from.unlabelled
  return into
}

interface LabelMeasureDescription<Params extends z.ZodObject>
  extends Omit<MeasureDescription<'group', Params>, 'run' | 'stream' | 'needs' | 'family' | 'cost'> {
  /** The value; called only when some item has a label. */
  of(labels: LabelCounts, params: z.output<Params>): Omit<MeasureValue, 'n'>
}

/** A measure of the label counts alone: runs at once or in blocks, and says how many items have no label. */
export function defineLabelMeasure<Params extends z.ZodObject>(
  description: LabelMeasureDescription<Params>,
): Measure {
  const finish = (labels: LabelCounts, params: z.output<Params>): MeasureValue => {
    if (labels.n === 0) return { value: null, reason: 'no item has a label', n: 0 }
    const { detail, ...value } = description.of(labels, params)
    return {
      ...value,
      n: labels.n,
      detail: { labels: labels.counts.size, unlabelled: labels.unlabelled, ...detail },
    }
  }
  return defineMeasure({
    ...description,
    family: 'diversity',
    cost: 'linear',
    needs: ['group'],
    run: (pool, params) => finish(countLabels(pool.group), params),
    stream: (params) => overCounts((labels) => finish(labels, params)),
  })
}

function overCounts(finish: (labels: LabelCounts) => MeasureValue): Mergeable<Tally, MeasureValue> {
  return {
    init: noLabels,
    add: (tally, block) => {
      requireParts('A measure of labels', block, ['group'])
      return addLabels(tally, block.group)
    },
    merge,
    finish,
  }
}
