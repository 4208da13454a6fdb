// The items of each group.

import type { Categorical } from '../core/index.ts'

/** Positions of the items of every group that has any, in order of the group's code; items without a group are left out. */
export function itemsByGroup({ codes, labels }: Categorical): Map<string, number[]> {
  const members: number[][] = labels.map(() => [])
  codes.forEach((code, i) => {
    if (code >= 0) members[code].push(i)
  })
  return new Map(
    labels.map((label, code) => [label, members[code]] as const).filter(([, items]) => items.length > 0),
  )
}
