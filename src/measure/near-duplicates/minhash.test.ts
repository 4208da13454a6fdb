import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Random, randomStream } from '../../core/index.ts'
import { agreement, bandingFor, bucketsOf } from './bands.ts'
import { nearTexts } from './minhash.ts'
import { createSketcher } from './sketch.ts'

/** Two sets of hashes that share `shared` elements and hold `own` more each. */
function twoSets(shared: number, own: number, random: Random): [Uint32Array, Uint32Array] {
  const draw = (count: number) => Array.from({ length: count }, () => random.integer(2 ** 32))
  const common = draw(shared)
  return [Uint32Array.from([...common, ...draw(own)]), Uint32Array.from([...common, ...draw(own)])]
}

function nonsense(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + random.integer(26))).join('')
}

function replaced(text: string, at: number, length: number, random: Random): string {
  return text.slice(0, at) + nonsense(random, length) + text.slice(at + length)
}

function groupsIn(find: (i: number) => number, n: number): number[] {
  const first = new Map<number, number>()
  return Array.from({ length: n }, (_, i) => {
    const root = find(i)
    if (!first.has(root)) first.set(root, i)
    return first.get(root)!
  })
}

const settings = { threshold: 0.8, shingle: 5, permutations: 128, seed: 0 }

test('the share of equal places in two sketches is an unbiased estimate of the Jaccard similarity', () => {
  const random = randomStream(1, 'sketches')
  const k = 128
  // Sets smaller and larger than the sketch.
  for (const [shared, own] of [
    [1, 0],
    [2, 1],
    [40, 5],
    [40, 40],
    [800, 100],
  ]) {
    const sketchers = 60
    let equal = 0
    for (let s = 0; s < sketchers; s++) {
      const sketch = createSketcher(k, random.stream(`${shared} ${own} ${s}`))
      const [a, b] = twoSets(shared, own, random).map((set) => sketch(set).slice())
      equal += a.reduce((sum, value, i) => sum + (value === b[i] ? 1 : 0), 0)
    }
    const jaccard = shared / (shared + 2 * own)
    // Places of one sketch are at worst as dependent as those of a set of few elements.
    const deviation = Math.sqrt((jaccard * (1 - jaccard)) / (sketchers * Math.min(k, shared + 2 * own)))
    assert.ok(Math.abs(equal / (k * sketchers) - jaccard) <= 4 * deviation)
  }
})

test('repeated shingles do not change a sketch', () => {
  const sketch = createSketcher(64, randomStream(3, 'repeats'))
  const once = sketch(Uint32Array.of(5, 9, 77)).slice()
  assert.deepEqual(sketch(Uint32Array.of(77, 9, 9, 5, 77, 5)), once)
})

test('bands find a pair at the threshold with a probability of at least 0.995 where the sketch is long enough', () => {
  for (const threshold of [0.4, 0.5, 0.7, 0.8, 0.9, 0.95, 1]) {
    const { bands, rows, recall } = bandingFor(threshold, 128)
    assert.ok(bands * rows <= 128)
    assert.equal(recall, agreement(threshold, bands, rows))
    assert.ok(recall >= 0.995)
  }
  assert.deepEqual(bandingFor(0.01, 10), { bands: 10, rows: 1, recall: agreement(0.01, 10, 1) })
})

test('buckets hold the items of equal keys', () => {
  const { offsets, items } = bucketsOf(Uint32Array.of(7, 0, 7, 3, 0, 7, 4096))
  const buckets = Array.from({ length: offsets.length - 1 }, (_, b) => [
    ...items.subarray(offsets[b], offsets[b + 1]),
  ])
  assert.deepEqual(buckets, [
    [0, 2, 5],
    [1, 4],
  ])
})

test('without comparing all pairs, near pairs are found as often as is said', async () => {
  const random = randomStream(1, 'candidates')
  const pairs = 1500
  const texts = Array.from({ length: pairs }, () => nonsense(random, 100))
  // 6 letters replaced of 100 change 10 of 96 shingles: similarity 86/106 = 0.811.
  const copies = texts.map((text) => replaced(text, 30, 6, random))
  const { components, exact, recall } = await nearTexts(
    [...texts, ...copies],
    { ...settings, completeUpTo: 0 },
    {},
  )
  assert.equal(exact, false)
  assert.ok(recall > 0.998)
  const found = texts.filter((_, i) => components.find(i) === components.find(pairs + i)).length
  assert.ok(found / pairs >= 0.995)
  assert.equal(components.links.length, found)
})

test('crowded buckets lose nothing: texts with a common beginning are told apart', async () => {
  const random = randomStream(1, 'boilerplate')
  const beginning = nonsense(random, 300)
  const texts = Array.from({ length: 600 }, () => beginning + nonsense(random, 110))
  const copies = texts.slice(0, 100).map((text) => replaced(text, 350, 8, random))
  const all = [...texts, ...copies]
  const complete = await nearTexts(all, settings, {})
  const byBuckets = await nearTexts(all, { ...settings, completeUpTo: 0 }, {})
  assert.deepEqual([complete.exact, byBuckets.exact], [true, false])
  assert.equal(complete.components.links.length, 100)
  assert.deepEqual(
    groupsIn(byBuckets.components.find, all.length),
    groupsIn(complete.components.find, all.length),
  )
})

test('the centre of a large group is found from sketches', async () => {
  const random = randomStream(1, 'large group')
  const original = nonsense(random, 200)
  // Each of 200 variants replaces other letters, so that the original is nearest to all.
  const texts = [original, ...Array.from({ length: 200 }, (_, i) => replaced(original, i % 190, 7, random))]
  const { centrality, components } = await nearTexts(texts, settings, {})
  assert.equal(components.links.length, 200)
  const totals = centrality(
    texts.map((_, i) => i),
    texts.map(() => 1),
  )
  assert.equal(totals.indexOf(Math.max(...totals)), 0)
})
