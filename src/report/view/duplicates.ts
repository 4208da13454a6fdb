// Groups of repeats, as the page shows them.

import type { Context, Pool } from '../../core/index.ts'
import { type NearDuplicates, nearDuplicates } from '../../measure/index.ts'
import { percentage } from '../format.ts'
import type { DuplicateGroup, DuplicateView } from './view.ts'

/** Groups that a page holds, the largest first, and members of each. */
const groupsShown = 200
const membersShown = 40

/** Near duplicates of the texts or, where there are none, of the vectors. @throws what `nearDuplicates` throws. */
export async function duplicateView(
  pool: Pool,
  { signal, progress }: Context,
): Promise<DuplicateView | undefined> {
  const material = pool.text ?? pool.vectors
  if (material === undefined) return undefined
  const found = await nearDuplicates(material, { signal, progress })
  return {
    method: wordsFor(found),
    repeats: found.duplicates,
    found: found.groups.length,
    groups: found.groups.slice(0, groupsShown).map(shownGroup),
  }
}

function shownGroup({ representative, members }: NearDuplicates['groups'][number]): DuplicateGroup {
  const shown = members.slice(0, membersShown - 1)
  return {
    size: members.length + 1,
    members: [
      { item: representative },
      ...shown.map(({ index, duplicateOf, similarity }) => ({ item: index, of: duplicateOf, similarity })),
    ],
  }
}

function wordsFor({ method, threshold, exact, recall }: NearDuplicates): string {
  const least = percentage(threshold)
  const completeness = exact
    ? 'All pairs were compared.'
    : `A pair just at that limit was found with probability ${recall.toFixed(3)}.`
  switch (method) {
    case 'minhash':
      return `Two texts count as near when the sets of their runs of five characters share at least ${least} (Jaccard similarity); letter case and white space do not matter. ${completeness}`
    case 'cosine':
      return `Two items count as near when the cosine of their vectors is at least ${threshold}. ${completeness}`
    case 'exact':
      return 'Only equal items count.'
  }
}
