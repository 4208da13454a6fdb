// What a page shows of a pool, computed: places, clusters with names, repeats, typical and novel items, the worst groups.

import { type Context, GamutError, type Pool, type PoolWith } from '../../core/index.ts'
import { ensureVectors } from '../../embed/index.ts'
import {
  clustersOfPool,
  defaultClusters,
  type PoolReport,
  typicality,
  vendiScore,
} from '../../measure/index.ts'
import { contentSample, kmeans, matrix, takeRows } from '../../numeric/index.ts'
import { samplePool } from '../../pool/index.ts'
import { formatNumber } from '../format.ts'
import { clusterNames } from './cluster-names.ts'
import { duplicateView } from './duplicates.ts'
import { qualityByGroup, worstGroups } from './groups.ts'
import { layout } from './layout.ts'
import type { ClusterView, DuplicateView, MapView, PoolView, RankedItem } from './view.ts'

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
/** Enough that some are left when only one of each group of repeats is taken. */
const spareRanked = 200
/** Pairs of more items than this would take minutes. */
const mostCompared = 20_000
/** As many clusters as there are colours that can be told apart. */
const clustersShown = 10

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
  // A sample comes in an order of its own; a pool that is shown whole stays in that of its file.
  const shown = pool.size <= limit ? pool : samplePool(pool, limit, context)
  const texts = shown.text?.map((text) => cut(text, textLimit))
  const vectors = await part(notes, async () => (await ensureVectors(shown, { model: embed, context })).pool)
  const { group, quality, ids, size } = shown
  const duplicates = await part(notes, () => duplicateView(shown, context))
  const spectrum = spectrumOf(report) ?? (vectors && (await part(notes, () => computedSpectrum(vectors))))
  return {
    size,
    ids,
    texts,
    textLimit,
    cut: shown.text?.filter((text) => text.length > textLimit).length ?? 0,
    group,
    quality,
    duplicates,
    spectrum,
    ...(vectors && (await vectorParts(vectors, duplicates, notes, context))),
    worstGroups: report.by && worstGroups(shown, report.by),
    qualityByGroup: qualityByGroup(shown),
    notes,
  }
}

/** The spectrum that the Vendi Score was computed from, when it was measured. */
function spectrumOf({ measures }: PoolReport): readonly number[] | undefined {
  const spectrum = measures.find(({ measure }) => measure === 'vendi')?.detail?.spectrum
  const isSpectrum = Array.isArray(spectrum) && spectrum.every((share) => typeof share === 'number')
  return isSpectrum ? spectrum : undefined
}

async function computedSpectrum({ vectors }: PoolWith<'vectors'>): Promise<readonly number[] | undefined> {
  const { eigenvalues } = await vendiScore(vectors)
  return eigenvalues && Array.from(eigenvalues.subarray(0, spectrumShown))
}

async function vectorParts(
  pool: PoolWith<'vectors'>,
  duplicates: DuplicateView | undefined,
  notes: string[],
  context: Context,
): Promise<Pick<PoolView, 'map' | 'clusters' | 'typical' | 'novel'>> {
  const map = await part(notes, () => layout(pool.vectors, context))
  const clusters = await part(notes, () => clusterView(pool, map, context))
  const standing = await part(notes, () => standingOf(pool, duplicates, notes, context))
  return { map, clusters, ...standing }
}

/** The most typical and most novel items, one of each group of repeats. */
async function standingOf(
  { vectors, ids, size }: PoolWith<'vectors'>,
  duplicates: DuplicateView | undefined,
  notes: string[],
  context: Context,
): Promise<Pick<PoolView, 'typical' | 'novel'>> {
  const { signal, progress } = context
  const rows = contentSample(vectors, mostCompared)
  if (rows.length < size) {
    notes.push(
      `Typical and novel items were sought among a sample of ${formatNumber(rows.length)} items, because all pairs of them are compared.`,
    )
  }
  const { typical, novel } = await typicality(takeRows(vectors, rows), {
    count: spareRanked,
    ids: Array.from(rows, (row) => ids[row]),
    signal,
    progress,
  })
  const groupOf = new Map(
    duplicates?.groups.flatMap((group) => group.members.map(({ item }) => [item, group] as const)),
  )
  const oneOfEach = (items: readonly RankedItem[]) => {
    const seen = new Set<unknown>()
    const ranking = items.map(({ item, score }) => ({ item: rows[item], score }))
    return ranking.filter(({ item }) => addNew(seen, groupOf.get(item) ?? item)).slice(0, ranked)
  }
  return { typical: oneOfEach(typical), novel: oneOfEach(novel) }
}

function addNew(seen: Set<unknown>, value: unknown): boolean {
  if (seen.has(value)) return false
  seen.add(value)
  return true
}

/**
 * Clusters of the places on the map, largest first, so that what lies together has one colour: on vectors of many dimensions
 * k-means finds less of what a pool is made of than the neighbourhoods of UMAP do. Of a pool too small for these, clusters of
 * the vectors.
 */
async function clusterView(
  pool: PoolWith<'vectors'>,
  map: MapView | undefined,
  context: Context,
): Promise<ClusterView> {
  const k = Math.min(clustersShown, defaultClusters(pool.size))
  const { assignments, sizes } =
    map?.method === 'umap'
      ? await clustersOfPlaces(map, k, context)
      : await clustersOfPool(pool, { k, normalize: true, restarts: 3 }, context)
  const names = pool.text
    ? clusterNames(pool.text, assignments, sizes.length)
    : Array.from(sizes, (_, i) => `cluster ${i + 1}`)
  return { codes: assignments, names, sizes: Array.from(sizes) }
}

async function clustersOfPlaces(
  { x, y }: MapView,
  k: number,
  context: Context,
): Promise<{ assignments: Int32Array; sizes: ArrayLike<number> }> {
  const places = matrix(
    Float32Array.from({ length: 2 * x.length }, (_, at) => (at % 2 === 0 ? x : y)[at >> 1]),
    x.length,
    2,
  )
  const random = context.random('clusters of the map')
  const found = await kmeans(places, k, { restarts: 5, random, signal: context.signal })
  const byRank = Array.from(found.sizes, (_, cluster) => cluster).sort(
    (a, b) => found.sizes[b] - found.sizes[a],
  )
  const rankOf = new Int32Array(k)
  byRank.forEach((cluster, rank) => {
    rankOf[cluster] = rank
  })
  return {
    assignments: found.assignments.map((cluster) => rankOf[cluster]),
    sizes: byRank.map((cluster) => found.sizes[cluster]),
  }
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
