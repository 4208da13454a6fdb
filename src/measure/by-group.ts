// Any measure per group: answers per prompt, items per label. This is what finds an assistant that always answers alike.

import {
  type Categorical,
  type Context,
  GamutError,
  hash32,
  type Pool,
  type PoolSource,
} from '../core/index.ts'
import { ensureVectors } from '../embed/index.ts'
import { meanInterval } from '../numeric/index.ts'
import { concatPools, labelsOf } from '../pool/index.ts'
import { evaluate } from './evaluate.ts'
import { blockRows, isSource } from './material.ts'
import type { PerGroup } from './result.ts'
import type { MeasureCall } from './spec.ts'

/** Of a large pool, whole groups are drawn by seed until they hold this many items. */
const itemLimit = 20_000
/** Groups named as the worst of a measure. */
const worstShown = 5

export interface ByGroupOptions {
  column: string
  calls: readonly MeasureCall[]
  embed: string
  all: boolean
}

/**
 * Measures every group of at least two items.
 * @throws GamutError `missing-column` when there is no such column, `no-groups` when no group has two items.
 */
export async function measureByGroup(
  input: Pool | PoolSource,
  options: ByGroupOptions,
  context: Context,
): Promise<PerGroup> {
  const { column, calls } = options
  const drawn = await drawGroups(input, column, options.all ? Number.POSITIVE_INFINITY : itemLimit, context)
  const large = drawn.groups.filter(({ indices }) => indices.length >= 2)
  if (large.length === 0) {
    throw new GamutError(
      'no-groups',
      `No value of \`${column}\` is shared by two items, so there is no variety within groups to measure: name another column after --by.`,
    )
  }
  const pool = calls.some(({ measure }) => measure.needs.includes('vectors'))
    ? (await ensureVectors(drawn.pool, { model: options.embed, context })).pool
    : drawn.pool
  const rows: PerGroup['rows'] = []
  for (const { label, indices } of large) {
    context.signal.throwIfAborted()
    const items = pool.take(indices)
    const values: Record<string, number | null> = {}
    for (const call of calls) values[call.label] = (await evaluate(call, items, context)).value
    rows.push({ group: label, size: items.size, values })
    context.progress(rows.length, large.length, `per ${column}`)
  }
  return {
    column,
    groups: drawn.total,
    measured: large.length,
    summary: calls.map((call) => summarise(call, rows)),
    rows,
  }
}

interface Group {
  readonly label: string
  readonly indices: readonly number[]
}

/** Whole groups in order of a hash of their label, until `limit` items are reached; at least one group. */
async function drawGroups(
  input: Pool | PoolSource,
  column: string,
  limit: number,
  context: Context,
): Promise<{ pool: Pool; groups: Group[]; total: number }> {
  const seed = context.random('groups').integer(2 ** 32)
  const kept = new Map<string, { hash: number; parts: Pool[]; size: number }>()
  const seen = new Set<string>()
  let items = 0
  for await (const block of blocksOf(input)) {
    context.signal.throwIfAborted()
    for (const [label, indices] of indicesByLabel(block, column)) {
      const dropped = seen.has(label) && !kept.has(label)
      seen.add(label)
      if (dropped) continue
      const group = kept.get(label) ?? { hash: hash32(label, seed), parts: [], size: 0 }
      group.parts.push(block.take(indices))
      group.size += indices.length
      kept.set(label, group)
      items += indices.length
    }
    items -= dropBeyond(kept, items, limit)
  }
  const groups: Group[] = []
  const pools: Pool[] = []
  let start = 0
  for (const label of [...kept.keys()].sort()) {
    const { parts, size } = kept.get(label)!
    pools.push(...parts)
    groups.push({ label, indices: Array.from({ length: size }, (_, i) => start + i) })
    start += size
  }
  return { pool: concatPools(pools), groups, total: seen.size }
}

/** Drops the groups of the largest hashes until the limit holds; a dropped group stays dropped. Returns the items dropped. */
function dropBeyond(kept: Map<string, { hash: number; size: number }>, items: number, limit: number): number {
  if (items <= limit) return 0
  let dropped = 0
  const byHash = [...kept].sort(([a, { hash: x }], [b, { hash: y }]) => y - x || (a < b ? 1 : -1))
  for (const [label, { size }] of byHash) {
    if (items - dropped <= limit || kept.size === 1) break
    kept.delete(label)
    dropped += size
  }
  return dropped
}

function blocksOf(input: Pool | PoolSource): AsyncIterable<Pool> | Iterable<Pool> {
  return isSource(input) ? input.blocks(blockRows) : [input]
}

function indicesByLabel(pool: Pool, name: string): Map<string, number[]> {
  const { codes, labels } = requireLabels(pool, name)
  const indices = new Map<string, number[]>()
  codes.forEach((code, i) => {
    if (code < 0) return
    const known = indices.get(labels[code])
    if (known) known.push(i)
    else indices.set(labels[code], [i])
  })
  return indices
}

function requireLabels(pool: Pool, name: string): Categorical {
  const labels = labelsOf(pool, name)
  if (labels) return labels
  const column = pool.column(name)
  const problem =
    column === undefined
      ? `There is no column \`${name}\``
      : `Column \`${name}\` holds a ${column.kind} in every row`
  throw new GamutError('missing-column', `${problem}: name a column of labels after --by.`)
}

function summarise({ label, measure }: MeasureCall, rows: PerGroup['rows']): PerGroup['summary'][number] {
  const known = rows.flatMap(({ group, size, values }) => {
    const value = values[label]
    return value === null ? [] : [{ group, size, value }]
  })
  const worstFirst = measure.direction === 'lower' ? -1 : 1
  const worst = known
    .toSorted((a, b) => worstFirst * (a.value - b.value) || b.size - a.size || (a.group < b.group ? -1 : 1))
    .slice(0, measure.direction === 'neither' ? 0 : worstShown)
  if (known.length === 0) return { measure: label, mean: null, worst }
  return { measure: label, ...meanInterval(known.map(({ value }) => value)), worst }
}
