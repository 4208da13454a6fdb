// Near duplicates of texts by Jaccard similarity of their shingle sets.
//
// Candidates come from MinHash sketches cut into bands (Broder 1997; Indyk & Motwani 1998), and every pair that counts is
// verified on the true sets. First each bucket of equal bands is walked once, which already joins what is widely copied:
// pairs inside one component are never compared again, so 100,000 variants of one text are not compared all with all.
// Then come all other pairs: of the whole pool by prefix filter, which misses none, where that is affordable, else those
// in a common bucket.

import { mix32, randomStream } from '../../core/index.ts'
import { type Buckets, bandingFor, bucketsOf } from './bands.ts'
import { createComponents } from './components.ts'
import { createPause, type Nearness, type Watch } from './nearness.ts'
import { joinByPrefix, type SetPool } from './prefix-join.ts'
import { createRarity, createShingleSets, jaccard } from './shingle-sets.ts'
import { createShingler } from './shingles.ts'
import { createSketcher } from './sketch.ts'
import { totalJaccard } from './total-jaccard.ts'

export interface MinhashOptions {
  /** In (0, 1]. */
  threshold: number
  /** Characters in a shingle. */
  shingle: number
  /** Numbers in a sketch. */
  permutations: number
  seed: number
  /** All pairs are covered in pools of at most this many shingles; default 2^24, about 130,000 short texts. */
  completeUpTo?: number
}

/** Texts sketched between two pauses. */
const stride = 4096
/** Texts, a fair sample in their order, by which it is counted how rare a shingle is. */
const counted = 2 ** 16
const defaultCompleteUpTo = 2 ** 24
/** All pairs are covered if the prefix filter visits at most this many entries, of a few nanoseconds each. */
const mostVisits = 1e8
/** Buckets up to this size are compared pair by pair, larger ones by prefix filter. */
const smallBucket = 32

/**
 * @param texts different ones, normalised, in an order that depends on nothing but the texts.
 * Time about linear in the total length. Memory: 4 bytes a shingle of the texts that are compared, 4 a band and text.
 */
export async function nearTexts(
  texts: readonly string[],
  options: MinhashOptions,
  watch: Watch,
): Promise<Nearness> {
  const { threshold, shingle, permutations, seed, completeUpTo = defaultCompleteUpTo } = options
  const n = texts.length
  const pause = createPause(watch)
  const hashesOf = createShingler(shingle)
  const sketch = createSketcher(permutations, randomStream(seed, 'near-duplicates sketch'))
  const rarity = createRarity(texts.reduce((sum, text) => sum + text.length, 0))
  const { bands, rows, recall } = bandingFor(threshold, permutations)

  const keys = Array.from({ length: bands }, () => new Uint32Array(n))
  let elements = 0
  for (let i = 0; i < n; i++) {
    if (i % stride === 0) await pause(i, n, 'sketching texts')
    const hashes = hashesOf(texts[i])
    if (hashes.length === 0) continue
    elements += hashes.length
    if (i < counted) rarity.count(hashes)
    const values = sketch(hashes)
    for (let b = 0; b < bands; b++) keys[b][i] = keyOf(values, b * rows, (b + 1) * rows)
  }

  const components = createComponents(n)
  const sets = createShingleSets(n, (i) => hashesOf(texts[i]), rarity)
  const pool: SetPool = { sets, threshold, components }
  const buckets = keys.map(bucketsOf)
  for (let b = 0; b < bands; b++) {
    await pause(b, bands, 'comparing texts')
    for (const bucket of bucketsIn(buckets[b])) joinNeighbours(pool, bucket)
  }

  const all = Int32Array.from({ length: n }, (_, i) => i)
  const exact = elements <= completeUpTo && (await joinByPrefix(pool, all, pause, mostVisits))
  for (let b = 0; b < bands && !exact; b++) {
    await pause(b, bands, 'comparing texts')
    for (const bucket of bucketsIn(buckets[b])) {
      if (bucket.length <= smallBucket) joinPairs(pool, bucket)
      else if (!areJoined(pool, bucket)) await joinByPrefix(pool, bucket, pause)
    }
  }
  return {
    components,
    exact,
    recall: exact ? 1 : recall,
    similarity: (a, b) => jaccard(sets, a, b, 0),
    centrality: (group, weights) =>
      totalJaccard(group, weights, sets, (text) => sketch(hashesOf(texts[text]))),
  }
}

function keyOf(values: Uint32Array, from: number, to: number): number {
  let key = 0
  for (let i = from; i < to; i++) key = mix32(Math.imul(key, 31) ^ values[i])
  return key
}

function* bucketsIn({ offsets, items }: Buckets): Generator<Int32Array> {
  for (let b = 0; b + 1 < offsets.length; b++) yield items.subarray(offsets[b], offsets[b + 1])
}

/** Compares each item with the first of the bucket and with the one before. */
function joinNeighbours(pool: SetPool, bucket: Int32Array): void {
  for (let i = 1; i < bucket.length; i++) {
    joinIfNear(pool, bucket[0], bucket[i])
    if (i > 1) joinIfNear(pool, bucket[i - 1], bucket[i])
  }
}

/** Compares all pairs of the bucket that are not joined yet. */
function joinPairs(pool: SetPool, bucket: Int32Array): void {
  for (let i = 1; i < bucket.length; i++) {
    for (let j = 0; j < i; j++) joinIfNear(pool, bucket[j], bucket[i])
  }
}

function areJoined({ components }: SetPool, bucket: Int32Array): boolean {
  const root = components.find(bucket[0])
  return bucket.every((item) => components.find(item) === root)
}

function joinIfNear({ sets, threshold, components }: SetPool, a: number, b: number): void {
  if (components.find(a) === components.find(b)) return
  const similarity = jaccard(sets, a, b, threshold)
  if (similarity >= threshold) components.join(a, b, similarity)
}
