// What the report shows besides the numbers: the items in their places, and which of them repeat, stand for or stand out
// from the rest.

import type { Categorical } from '../../core/index.ts'

/** Items of a pool, prepared for being looked at. Everything is per item shown, or refers to items by position. */
export interface PoolView {
  /** Items shown: all, or a seeded sample. */
  readonly size: number
  readonly ids: readonly string[]
  /** Texts, cut to `textLimit` characters. */
  readonly texts?: readonly string[]
  readonly textLimit: number
  /** How many texts were cut. */
  readonly cut: number
  readonly map?: MapView
  readonly clusters?: ClusterView
  readonly group?: Categorical
  readonly quality?: Float64Array
  readonly duplicates?: DuplicateView
  readonly typical?: readonly RankedItem[]
  readonly novel?: readonly RankedItem[]
  /** Eigenvalues of the kernel as shares of their sum, largest first. */
  readonly spectrum?: readonly number[]
  /** Items of the groups that the report names as worst, by group. */
  readonly worstGroups?: Readonly<Record<string, readonly number[]>>
  /** Quality by group, the largest groups first, when there are between 2 and 24 groups. */
  readonly qualityByGroup?: readonly GroupQuality[]
  /** Why a part is missing, one sentence each. */
  readonly notes: readonly string[]
}

export interface MapView {
  /** Coordinates of no unit. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly method: 'pca' | 'umap'
  /** Items it was fitted on; the others were placed by their neighbours among these. */
  readonly fitted: number
}

export interface ClusterView {
  readonly codes: Int32Array
  /** One short name a cluster: its most telling words. Clusters are numbered from the largest. */
  readonly names: readonly string[]
  readonly sizes: readonly number[]
}

export interface DuplicateView {
  /** How they were found and from which similarity on, in words. */
  readonly method: string
  /** Items that repeat another one: members of groups less one a group. */
  readonly repeats: number
  /** Groups in the pool; `groups` may hold only the largest. */
  readonly found: number
  readonly groups: readonly DuplicateGroup[]
}

export interface DuplicateGroup {
  /** Items in the group. */
  readonly size: number
  /** The first is the one that the others repeat; a large group is cut. */
  readonly members: readonly {
    readonly item: number
    /** The item it repeats, and how near that is; both undefined for the first. */
    readonly of?: number
    readonly similarity?: number
  }[]
}

export interface RankedItem {
  readonly item: number
  readonly score: number
}

export interface GroupQuality {
  readonly name: string
  readonly size: number
  readonly value: number
  readonly interval?: readonly [number, number]
}
