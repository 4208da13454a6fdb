// Near duplicates: groups of items that say the same, what each item duplicates and how near it is.

import { GamutError, type Matrix } from '../../core/index.ts'
import { rowNorms } from '../rows.ts'
import { createComponents } from './components.ts'
import { type Contents, contentsOf, headOf } from './contents.ts'
import { nearVectors, vectorOrder } from './cosine.ts'
import { groupsOf, type NearDuplicateGroup } from './groups.ts'
import { nearTexts } from './minhash.ts'
import type { Nearness, Watch } from './nearness.ts'
import { defaultShingle, hashText, normalizeText } from './shingles.ts'

export type DuplicateMethod = 'exact' | 'minhash' | 'cosine'

export interface NearDuplicateOptions extends Watch {
  /**
   * `exact`: equal texts, or equal rows of X. `minhash`: texts by the Jaccard similarity of their sets of character
   * shingles; default for texts. `cosine`: rows of X by their cosine; default for a matrix.
   */
  method?: DuplicateMethod
  /** Least similarity of a near pair, in (0, 1]. Default 0.8 for `minhash`, 0.9 for `cosine`; `exact` takes none. */
  threshold?: number
  /** Characters (UTF-16 code units) in a shingle. Default 5; 3 suits texts in Han, kana or Thai. */
  shingle?: number
  /** Numbers in a MinHash sketch: more of them spare comparisons. Default 128. */
  permutations?: number
  /** Compare texts in Unicode NFKC, lower case, runs of white space as one space. Default true. */
  normalize?: boolean
  /**
   * Which item represents its group: the most central one (default), the longest text, the first row, or the one with
   * the highest of these scores, one a row (NaN counts as lowest).
   */
  keep?: 'centroid' | 'longest' | 'first' | ArrayLike<number>
  /** Of the MinHash functions. Default 0. */
  seed?: number
  /** What to call the rows in an error. */
  ids?: readonly string[]
}

export interface NearDuplicates {
  readonly method: DuplicateMethod
  readonly threshold: number
  /** Of two items and more, largest first: connected components of pairs whose exact similarity reaches the threshold. */
  readonly groups: readonly NearDuplicateGroup[]
  /** Items that could be removed, one of each group being kept. */
  readonly duplicates: number
  /** `duplicates` over the number of items; 0 without items. */
  readonly share: number
  /** Whether every near pair is certain to be in one group. */
  readonly exact: boolean
  /** Probability that a pair exactly at the threshold was found; of nearer pairs it is higher. 1 when exact. */
  readonly recall: number
}

const defaultThreshold = { exact: 1, minhash: 0.8, cosine: 0.9 } as const
const defaultPermutations = 128

/**
 * Groups of near duplicates among texts, or among the rows of a matrix. Shuffling the rows changes nothing but the numbers
 * that name them: equal items cannot be told apart, and of these the first row stands for all (unless `keep` says otherwise).
 *
 * Texts with up to 16 million shingles in all (about 130,000 short ones) are compared completely, unless too many of
 * them are nearly alike; of larger pools, candidates come from MinHash-LSH, and `recall` says how likely a pair at the threshold is found
 * (0.998 by default). Cosine is always complete.
 * Empty texts are duplicates of each other and of nothing else.
 *
 * @param textsOrX n texts, or n×d.
 * @throws GamutError `bad-parameter` for options out of range, or a method that does not fit; `bad-text`; `zero-vector` and
 * `not-a-number` for rows that have no cosine.
 * Time: texts about linear in their total length (200,000 of 20 words: 3 s); cosine O(n²m) with m often much less than d
 * (100,000 × 384: about 8 s).
 * Sources: Broder 1997; Indyk & Motwani 1998; Dahlgaard et al. 2017; Xiao et al. 2011.
 */
export async function nearDuplicates(
  textsOrX: readonly string[] | Matrix,
  options: NearDuplicateOptions = {},
): Promise<NearDuplicates> {
  options.signal?.throwIfAborted()
  const n = 'rows' in textsOrX ? textsOrX.rows : textsOrX.length
  const method = options.method ?? ('rows' in textsOrX ? 'cosine' : 'minhash')
  if (!Object.hasOwn(defaultThreshold, method)) {
    throw badParameter('method', `\`${method}\` is none of ${Object.keys(defaultThreshold).join(', ')}`)
  }
  const threshold = method === 'exact' ? 1 : (options.threshold ?? defaultThreshold[method])
  if (!(threshold > 0 && threshold <= 1)) {
    throw badParameter('threshold', `must be above 0 and at most 1, not ${threshold}`)
  }
  const scores = scoresOf(textsOrX, n, options.keep)
  const { contents, nearness } =
    'rows' in textsOrX
      ? await vectorNearness(textsOrX, method, threshold, options)
      : await textNearness(textsOrX, method, threshold, options)
  const groups = groupsOf(contents, nearness, threshold, scores)
  const duplicates = groups.reduce((sum, { members }) => sum + members.length, 0)
  const { exact, recall } = nearness
  return { method, threshold, groups, duplicates, share: n === 0 ? 0 : duplicates / n, exact, recall }
}

interface Compared {
  readonly contents: Contents
  readonly nearness: Nearness
}

async function textNearness(
  texts: readonly string[],
  method: DuplicateMethod,
  threshold: number,
  options: NearDuplicateOptions,
): Promise<Compared> {
  const { shingle = defaultShingle, permutations = defaultPermutations, normalize = true, seed = 0 } = options
  requirePositive('shingle', shingle)
  requirePositive('permutations', permutations)
  const wrong = texts.findIndex((text) => typeof text !== 'string')
  if (wrong >= 0) throw new GamutError('bad-text', `Item ${wrong} is not a text: give strings, or a matrix.`)
  const compared = normalize ? texts.map(normalizeText) : texts
  const contents = contentsOf(texts.length, {
    hash: (row) => hashText(compared[row]),
    compare: (a, b) => byCodeUnits(compared[a], compared[b]),
    prefer: (a, b) => byCodeUnits(texts[a], texts[b]),
  })
  switch (method) {
    case 'exact':
      return { contents, nearness: apart(contents) }
    case 'minhash': {
      const different = Array.from({ length: contents.count }, (_, c) => compared[headOf(contents, c)])
      return {
        contents,
        nearness: await nearTexts(different, { threshold, shingle, permutations, seed }, options),
      }
    }
    case 'cosine':
      throw badParameter('method', 'cannot be `cosine` for texts: embed them first and give the matrix')
  }
}

async function vectorNearness(
  X: Matrix,
  method: DuplicateMethod,
  threshold: number,
  options: NearDuplicateOptions,
): Promise<Compared> {
  const norms = rowNorms(X, { ids: options.ids, nonzero: method === 'cosine' })
  const contents = contentsOf(X.rows, vectorOrder(X))
  switch (method) {
    case 'exact':
      return { contents, nearness: apart(contents) }
    case 'cosine':
      return { contents, nearness: await nearVectors(X, norms, contents, threshold, options) }
    case 'minhash':
      throw badParameter('method', 'cannot be `minhash` for a matrix: give the texts, or take `cosine`')
  }
}

/** No two different contents are duplicates. */
function apart({ count }: Contents): Nearness {
  return {
    components: createComponents(count),
    exact: true,
    recall: 1,
    similarity: (a, b) => (a === b ? 1 : 0),
    centrality: (_group, weights) => Float64Array.from(weights),
  }
}

function scoresOf(
  textsOrX: readonly string[] | Matrix,
  n: number,
  keep: NearDuplicateOptions['keep'] = 'centroid',
): ArrayLike<number> | undefined {
  if (keep === 'centroid') return undefined
  if (keep === 'first') return Float64Array.from({ length: n }, (_, row) => -row)
  if (keep === 'longest') {
    if (!('rows' in textsOrX)) return Float64Array.from(textsOrX, (text) => text.length)
    throw badParameter('keep', 'cannot be `longest` for a matrix')
  }
  if (typeof keep === 'string')
    throw badParameter('keep', `\`${keep}\` is none of centroid, longest and first`)
  if (keep.length !== n) throw badParameter('keep', `has ${keep.length} scores for ${n} items`)
  return Float64Array.from(keep, (score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score))
}

function requirePositive(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw badParameter(name, `must be a whole number above 0, not ${value}`)
}

function badParameter(name: string, what: string): GamutError {
  return new GamutError('bad-parameter', `near-duplicates: parameter \`${name}\` ${what}.`)
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
