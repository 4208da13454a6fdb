// Items of the groups that vary least, and quality by group.

import type { Pool } from '../../core/index.ts'
import type { PoolReport } from '../../measure/index.ts'
import { meanInterval } from '../../numeric/index.ts'
import { labelsOf } from '../../pool/index.ts'
import type { GroupQuality } from './view.ts'

/** Items shown of a group. */
const itemsShown = 8
/** More groups than this do not fit one chart. */
const mostGroups = 24

/** Positions of the first items of each group that the report names as worst. */
export function worstGroups(pool: Pool, by: NonNullable<PoolReport['by']>): Record<string, number[]> {
  const labels = labelsOf(pool, by.column)
  const worst = new Set(by.summary.flatMap((row) => row.worst.map(({ group }) => group)))
  const items: [string, number[]][] = [...worst].map((group) => [group, []])
  const itemsOf = new Map(items)
  labels?.codes.forEach((code, i) => {
    const known = code < 0 ? undefined : itemsOf.get(labels.labels[code])
    if (known && known.length < itemsShown) known.push(i)
  })
  return Object.fromEntries(items)
}

/** Mean quality of each group with its t-interval, largest groups first; `undefined` when there are too few or too many. */
export function qualityByGroup({ group, quality }: Pool): GroupQuality[] | undefined {
  if (!group || !quality) return undefined
  const values: number[][] = group.labels.map(() => [])
  group.codes.forEach((code, i) => {
    if (code >= 0 && Number.isFinite(quality[i])) values[code].push(quality[i])
  })
  const rows = values.flatMap((known, code) =>
    known.length === 0 ? [] : [meanOf(group.labels[code], known)],
  )
  if (rows.length < 2 || rows.length > mostGroups) return undefined
  return rows.sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))
}

function meanOf(name: string, values: readonly number[]): GroupQuality {
  const { mean, interval } = meanInterval(values)
  return { name, size: values.length, value: mean, ...(interval && { interval }) }
}
