// What a page shows of a pool, computed: places, clusters with names, repeats, typical and novel items, the worst groups.

import { type Context, GamutError, type Pool, type PoolWith } from '../../core/index.ts'
import { ensureVectors } from '../../embed/index.ts'
import { clustersOfPool, type PoolReport, typicality, vendiScore } from '../../measure/index.ts'
import { samplePool } from '../../pool/index.ts'
import { clusterNames } from './cluster-names.ts'
import { duplicateView } from './duplicates.ts'
import { qualityByGroup, worstGroups } from './groups.ts'
import { layout } from './layout.ts'
import type { ClusterView, PoolView } from './view.ts'

export interface PoolViewOptions {
  /** Items shown; of a larger pool, a seeded sample. Default 100,000. */
  limit?: number
  /** Characters shown of a text. Default 1,200. */
  textLimit?: number
  /** Embedder of a pool without vectors. Default `ngrams`. */
  embed?: string
}

/** Eigenvalues that the spectrum shows. */
const spectrumShown = 100
const ranked = 8

/**
 * What the report's page shows of a pool. A part that cannot be computed is left out, and `notes` says why.
 * @param report the measurement of the same pool; its worst groups are shown with their items.
 * @throws the signal's reason when cancelled.
 */
export async function poolView(
  pool: Pool,
  report: PoolReport,
  context: Context,
  { limit = 100_000, textLimit = 1200, embed = 'ngrams' }: PoolViewOptions = {},
): Promise<PoolView> {
  const notes: string[] = []
  const shown = samplePool(pool, limit, context)
  const texts = shown.text?.map((text) => cut(text, textLimit))
  const vectors = await part(notes, async () => (await ensureVectors(shown, { model: embed, context })).pool)
  const { group, quality, ids, size } = shown
  return {
    size,
    ids,
    texts,
    textLimit,
    cut: shown.text?.filter((text) => text.length > textLimit).length ?? 0,
    group,
    quality,
    duplicates: await part(notes, () => duplicateView(shown, context)),
    ...(vectors && (await vectorParts(vectors, notes, context))),
    worstGroups: report.by && worstGroups(shown, report.by),
    qualityByGroup: qualityByGroup(shown),
    notes,
  }
}

async function vectorParts(
  pool: PoolWith<'vectors'>,
  notes: string[],
  context: Context,
): Promise<Pick<PoolView, 'map' | 'clusters' | 'typical' | 'novel' | 'spectrum'>> {
  const { signal, progress } = context
  const map = await part(notes, () => layout(pool.vectors, context))
  const clusters = await part(notes, () => clusterView(pool, context))
  const standing = await part(notes, () =>
    typicality(pool.vectors, { count: ranked, ids: pool.ids, signal, progress }),
  )
  const spectrum = await part(notes, async () => {
    const { eigenvalues } = await vendiScore(pool.vectors)
    return eigenvalues && Array.from(eigenvalues.subarray(0, spectrumShown))
  })
  return { map, clusters, typical: standing?.typical, novel: standing?.novel, spectrum }
}

async function clusterView(pool: PoolWith<'vectors'>, context: Context): Promise<ClusterView> {
  const { assignments, sizes } = await clustersOfPool(pool, { normalize: true, restarts: 3 }, context)
  const names = pool.text
    ? clusterNames(pool.text, assignments, sizes.length)
    : Array.from(sizes, (_, i) => `cluster ${i + 1}`)
  return { codes: assignments, names, sizes: Array.from(sizes) }
}

/** The part, or nothing and a note when the pool does not allow it. */
async function part<Part>(notes: string[], compute: () => Promise<Part>): Promise<Part | undefined> {
  try {
    return await compute()
  } catch (error) {
    if (!(error instanceof GamutError)) throw error
    notes.push(error.message)
    return undefined
  }
}

/** The first `limit` characters, never half a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  const inPair = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, inPair ? limit - 1 : limit)}…`
}
