// From components to groups that people can act on: which item stands for the group, what each other item duplicates and
// how near it is.

import type { Link } from './components.ts'
import { type Contents, headOf } from './contents.ts'
import type { Nearness } from './nearness.ts'

export interface NearDuplicateGroup {
  /** Row of the item that stands for the group: the one to keep. */
  readonly representative: number
  /** All other rows, nearest first. */
  readonly members: readonly NearDuplicateMember[]
}

export interface NearDuplicateMember {
  /** Row of the item. */
  readonly index: number
  /**
   * Row of the item that it duplicates: the representative when it is near enough to that, else the next item on a chain
   * of near pairs that leads to the representative. Of equal contents, all duplicate the one that stands for them.
   */
  readonly duplicateOf: number
  /** The exact similarity of the two; 1 for equal contents. */
  readonly similarity: number
}

/**
 * The groups of two rows and more, largest first.
 * @param scores one a row: a row of the highest score represents its group. Equal scores (and all, when there are none) fall
 * to the content with the highest total similarity to the group's rows, equal totals to the content that comes first.
 */
export function groupsOf(
  contents: Contents,
  nearness: Nearness,
  threshold: number,
  scores: ArrayLike<number> | undefined,
): NearDuplicateGroup[] {
  const linksOf = linksByContent(nearness.components.links)
  const groups: NearDuplicateGroup[] = []
  for (const group of contentsByComponent(contents, nearness)) {
    if (group.length === 1 && copiesOf(contents, group[0]) === 1) continue
    const heads = new Map(group.map((c) => [c, scores ? bestRow(contents, c, scores) : headOf(contents, c)]))
    const centre = centreOf(group, contents, nearness, scores && group.map((c) => scores[heads.get(c)!]))
    const members = membersAround(centre, heads, contents, linksOf, nearness, threshold)
    groups.push({ representative: heads.get(centre)!, members })
  }
  // A stable sort: groups of one size stay in the order of their contents.
  return groups.sort((a, b) => b.members.length - a.members.length)
}

function contentsByComponent({ count }: Contents, { components }: Nearness): Iterable<number[]> {
  const groups = new Map<number, number[]>()
  for (let c = 0; c < count; c++) {
    const root = components.find(c)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [c])
    else group.push(c)
  }
  return groups.values()
}

function linksByContent(links: readonly Link[]): Map<number, Link[]> {
  const byContent = new Map<number, Link[]>()
  for (const link of links) {
    for (const end of [link.a, link.b]) {
      const known = byContent.get(end)
      if (known === undefined) byContent.set(end, [link])
      else known.push(link)
    }
  }
  return byContent
}

function copiesOf({ offsets }: Contents, c: number): number {
  return offsets[c + 1] - offsets[c]
}

function bestRow({ offsets, rows }: Contents, c: number, scores: ArrayLike<number>): number {
  let best = rows[offsets[c]]
  for (let i = offsets[c] + 1; i < offsets[c + 1]; i++) if (scores[rows[i]] > scores[best]) best = rows[i]
  return best
}

function centreOf(
  group: readonly number[],
  contents: Contents,
  nearness: Nearness,
  scores: readonly number[] | undefined,
): number {
  const highest = scores?.reduce((a, b) => Math.max(a, b))
  const eligible = group.map((_, i) => scores === undefined || scores[i] === highest)
  const first = eligible.indexOf(true)
  if (eligible.lastIndexOf(true) === first) return group[first]
  const weights = group.map((c) => copiesOf(contents, c))
  const totals = nearness.centrality(group, weights)
  let best = first
  for (let i = first + 1; i < group.length; i++) if (eligible[i] && totals[i] > totals[best]) best = i
  return group[best]
}

function membersAround(
  centre: number,
  heads: ReadonlyMap<number, number>,
  contents: Contents,
  linksOf: ReadonlyMap<number, readonly Link[]>,
  nearness: Nearness,
  threshold: number,
): NearDuplicateMember[] {
  const chains = chainsTo(centre, linksOf)
  const members: NearDuplicateMember[] = []
  for (const [c, head] of heads) {
    if (c !== centre) {
      const direct = nearness.similarity(c, centre)
      const { next, similarity } = direct >= threshold ? { next: centre, similarity: direct } : chains.get(c)!
      members.push({ index: head, duplicateOf: heads.get(next)!, similarity })
    }
    for (let i = contents.offsets[c]; i < contents.offsets[c + 1]; i++) {
      const row = contents.rows[i]
      if (row !== head) members.push({ index: row, duplicateOf: head, similarity: 1 })
    }
  }
  return members.sort((a, b) => b.similarity - a.similarity)
}

/** For each content of the component of `centre`, the next one on the way there along the links. */
function chainsTo(
  centre: number,
  linksOf: ReadonlyMap<number, readonly Link[]>,
): Map<number, { next: number; similarity: number }> {
  const chains = new Map<number, { next: number; similarity: number }>()
  const reached = [centre]
  for (const from of reached) {
    for (const { a, b, similarity } of linksOf.get(from) ?? []) {
      const to = a === from ? b : a
      if (to === centre || chains.has(to)) continue
      chains.set(to, { next: from, similarity })
      reached.push(to)
    }
  }
  return chains
}
