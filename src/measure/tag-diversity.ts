// Tag diversity (InsTag): of all tags that exist, the share that the items bear.

import { z } from 'zod'
import { GamutError, type Pool } from '../core/index.ts'
import { listColumn } from './columns.ts'
import { defineMeasure, type MeasureValue } from './define.ts'

const params = z.object({
  column: z.string().default('tags').describe('column that holds a list of tags in every row'),
  known: z
    .union([z.int().positive(), z.array(z.string()).min(1)])
    .optional()
    .describe('how many tags exist, or the list of them'),
})
type Params = z.output<typeof params>

/**
 * Distinct tags of the items over all tags that exist.
 * @param tags the tags of each item.
 * @param known the number of tags that exist, or the tags; with the tags, others do not count.
 * @returns a share in [0, 1].
 * @throws GamutError `bad-tag-count` when there are more distinct tags than `known`.
 * Source: Lu et al. 2023, "#InsTag: Instruction Tagging for Analyzing Supervised Fine-tuning", section 3.
 */
export function tagDiversity(tags: Iterable<Iterable<string>>, known: number | Iterable<string>): number {
  const distinct = new Set<string>()
  for (const list of tags) for (const tag of list) distinct.add(tag)
  return shareOf(distinct, known)
}

function shareOf(distinct: ReadonlySet<string>, known: number | Iterable<string>): number {
  if (typeof known !== 'number') {
    const all = new Set(known)
    let borne = 0
    for (const tag of all) if (distinct.has(tag)) borne++
    return borne / all.size
  }
  if (distinct.size > known) {
    throw new GamutError(
      'bad-tag-count',
      `The items bear ${distinct.size} different tags and only ${known} are said to exist: correct the number of known tags.`,
    )
  }
  return distinct.size / known
}

interface Tags {
  readonly distinct: Set<string>
  n: number
  untagged: number
}

function addTags(state: Tags, pool: Pool, column: string): Tags {
  for (const list of listColumn(pool, 'tag-diversity', 'column', column)) {
    for (const tag of list) state.distinct.add(tag)
    if (list.length === 0) state.untagged++
  }
  state.n += pool.size
  return state
}

function finish({ distinct, n, untagged }: Tags, { known, column }: Params): MeasureValue {
  const detail = { tags: distinct.size, untagged }
  if (known === undefined) {
    const reason = `the items bear ${distinct.size} different tags in \`${column}\`; say how many exist with known=N`
    return { value: null, reason, n, detail }
  }
  return { value: shareOf(distinct, known), n, detail }
}

const nothing = (): Tags => ({ distinct: new Set(), n: 0, untagged: 0 })

export default defineMeasure({
  name: 'tag-diversity',
  title: 'Tag diversity',
  summary: 'The share of all existing tags that the items bear (InsTag diversity).',
  family: 'diversity',
  direction: 'higher',
  unit: 'share of tags',
  range: '[0, 1]',
  cost: 'linear',
  needs: [],
  params,
  run: (pool, given) => finish(addTags(nothing(), pool, given.column), given),
  stream: (given) => ({
    init: nothing,
    add: (state: Tags, block) => addTags(state, block, given.column),
    merge: (a: Tags, b: Tags) => {
      for (const tag of b.distinct) a.distinct.add(tag)
      a.n += b.n
      a.untagged += b.untagged
      return a
    },
    finish: (state: Tags) => finish(state, given),
  }),
})
