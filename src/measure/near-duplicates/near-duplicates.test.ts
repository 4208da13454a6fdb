import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError, randomStream } from '../../core/index.ts'
import { matrix } from '../../numeric/index.ts'
import { type NearDuplicateOptions, type NearDuplicates, nearDuplicates } from './near-duplicates.ts'
import { normalizeText } from './shingles.ts'

/** The Jaccard similarity of the sets of character 5-grams, straight from its definition. */
function trueJaccard(a: string, b: string, size = 5): number {
  const [A, B] = [a, b].map((text) => shinglesOf(normalizeText(text), size))
  if (A.size + B.size === 0) return 1
  const shared = [...A].filter((shingle) => B.has(shingle)).length
  return shared / (A.size + B.size - shared)
}

function shinglesOf(text: string, size: number): Set<string> {
  if (text === '') return new Set()
  const last = Math.max(0, text.length - size)
  return new Set(Array.from({ length: last + 1 }, (_, i) => text.slice(i, i + size)))
}

/** The rows of each group, ascending, in the order of their first rows. */
function rowsOf({ groups }: NearDuplicates): number[][] {
  return groups
    .map(({ representative, members }) => [representative, ...members.map(({ index }) => index)])
    .map((rows) => rows.sort((a, b) => a - b))
    .sort((a, b) => a[0] - b[0])
}

/** The same by comparing all pairs. */
function componentsByBruteForce(n: number, near: (a: number, b: number) => boolean): number[][] {
  const groupOf = Array.from({ length: n }, (_, i) => i)
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      if (!near(a, b)) continue
      const [from, to] = [groupOf[a], groupOf[b]]
      for (let i = 0; i < n; i++) if (groupOf[i] === from) groupOf[i] = to
    }
  }
  const groups = new Map<number, number[]>()
  groupOf.forEach((group, i) => {
    groups.set(group, [...(groups.get(group) ?? []), i])
  })
  return [...groups.values()].filter((rows) => rows.length > 1)
}

/** Groups by what their items hold, so that results over shuffled rows can be compared. */
function byContent({ groups }: NearDuplicates, contents: readonly string[]): unknown {
  return groups.map(({ representative, members }) => ({
    representative: contents[representative],
    members: members.map(({ index, duplicateOf, similarity }) => [
      contents[index],
      contents[duplicateOf],
      similarity,
    ]),
  }))
}

function shuffled<T>(items: readonly T[], name: string): T[] {
  return Array.from(randomStream(1, name).permutation(items.length), (i) => items[i])
}

const words =
  'amber bridge candle desert engine forest garden harbour island jacket kettle ladder meadow needle orchard pencil quarry river silver tunnel umbrella valley window yellow zebra'.split(
    ' ',
  )

function sentence(random: { integer(n: number): number }, length: number): string[] {
  return Array.from(
    { length },
    () => words[random.integer(words.length)] + words[random.integer(words.length)].slice(0, 3),
  )
}

const texts = fc.array(
  fc.oneof(
    fc
      .array(fc.constantFrom('aa', 'b', 'cdc', 'd ', 'éé', '漢字', '𝒳'), { maxLength: 14 })
      .map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  { maxLength: 60 },
)
const thresholds = fc.constantFrom(0.2, 0.5, 0.7, 0.8, 0.9, 1)

test('the groups are the connected components of pairs whose true Jaccard similarity reaches the threshold', async () => {
  await fc.assert(
    fc.asyncProperty(texts, thresholds, async (pool, threshold) => {
      const result = await nearDuplicates(pool, { threshold })
      const expected = componentsByBruteForce(
        pool.length,
        (a, b) => trueJaccard(pool[a], pool[b]) >= threshold,
      )
      assert.equal(result.exact, true)
      assert.equal(result.recall, 1)
      assert.deepEqual(rowsOf(result), expected)
      const removable = expected.reduce((sum, rows) => sum + rows.length - 1, 0)
      assert.equal(result.duplicates, removable)
      assert.equal(result.share, pool.length === 0 ? 0 : removable / pool.length)
    }),
    { numRuns: 120 },
  )
})

test('each member duplicates an item of its group that is near enough, by their true similarity, on the way to the representative', async () => {
  await fc.assert(
    fc.asyncProperty(texts, thresholds, async (pool, threshold) => {
      const { groups } = await nearDuplicates(pool, { threshold })
      for (const { representative, members } of groups) {
        const next = new Map(members.map(({ index, duplicateOf }) => [index, duplicateOf]))
        for (const { index, duplicateOf, similarity } of members) {
          assert.ok(similarity >= threshold)
          assert.equal(similarity, trueJaccard(pool[index], pool[duplicateOf]))
          const direct = trueJaccard(pool[index], pool[representative])
          if (direct >= threshold && direct < 1) assert.equal(duplicateOf, representative)
          let at = index
          for (let steps = 0; at !== representative; steps++) {
            assert.ok(steps < members.length)
            at = next.get(at)!
          }
        }
        const nearness = members.map(({ similarity }) => similarity)
        assert.deepEqual(
          nearness,
          nearness.toSorted((a, b) => b - a),
        )
      }
    }),
    { numRuns: 80 },
  )
})

test('the representative has the highest total similarity to its group, copies counted', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (pool) => {
      const { groups } = await nearDuplicates(pool, { threshold: 0.3 })
      for (const { representative, members } of groups) {
        const rows = [representative, ...members.map(({ index }) => index)]
        const total = (row: number) =>
          rows.reduce((sum, other) => sum + trueJaccard(pool[row], pool[other]), 0)
        const highest = Math.max(...rows.map(total))
        assert.ok(total(representative) >= highest - 1e-9)
      }
    }),
    { numRuns: 60 },
  )
})

test('the order of the rows changes nothing but their numbers', async () => {
  await fc.assert(
    fc.asyncProperty(texts, thresholds, async (pool, threshold) => {
      const other = shuffled(pool, 'rows')
      const [a, b] = [await nearDuplicates(pool, { threshold }), await nearDuplicates(other, { threshold })]
      assert.deepEqual(byContent(a, pool), byContent(b, other))
    }),
    { numRuns: 60 },
  )
})

test('planted near copies are found and nothing else is', async () => {
  const random = randomStream(1, 'planted copies')
  const pool = Array.from({ length: 3000 }, () => sentence(random, 12 + random.integer(19)))
  const planted = Array.from({ length: 300 }, (_, i) => {
    const copy = [...pool[i]]
    copy[random.integer(copy.length)] = 'swapped'
    return copy
  })
  const all = [...pool, ...planted].map((parts) => parts.join(' '))
  const result = await nearDuplicates(all)
  const near = planted.flatMap((_, i) => (trueJaccard(all[i], all[3000 + i]) >= 0.8 ? [[i, 3000 + i]] : []))
  assert.ok(near.length > 150)
  assert.deepEqual(rowsOf(result), near)
  assert.equal(result.duplicates, near.length)
})

test('20,000 copies of one text are one group', async () => {
  const result = await nearDuplicates(new Array<string>(20_000).fill('the same thing, said again and again'))
  assert.equal(result.groups.length, 1)
  assert.equal(result.groups[0].representative, 0)
  assert.equal(result.duplicates, 19_999)
  assert.ok(result.groups[0].members.every((member) => member.duplicateOf === 0 && member.similarity === 1))
})

test('20,000 variants of one template are one group', async () => {
  const pool = Array.from(
    { length: 20_000 },
    (_, i) => `Write a short story about the number ${i} and explain in simple words why it matters to us`,
  )
  const { groups, duplicates } = await nearDuplicates(pool)
  assert.equal(groups.length, 1)
  assert.equal(duplicates, 19_999)
})

test('texts that differ in case, white space or Unicode form are equal unless told otherwise', async () => {
  const pool = ['Ａ  cafe\u0301 on\tthe corner', 'a café on the corner ', 'quite another sentence']
  for (const method of ['exact', 'minhash'] as const) {
    const { groups } = await nearDuplicates(pool, { method })
    assert.deepEqual(groups, [{ representative: 1, members: [{ index: 0, duplicateOf: 1, similarity: 1 }] }])
    assert.equal((await nearDuplicates(pool, { method, normalize: false })).duplicates, 0)
  }
})

test('empty texts duplicate each other and nothing else', async () => {
  const { groups, share } = await nearDuplicates(['', 'x', ' \n', 'xy', ''])
  assert.deepEqual(groups, [
    {
      representative: 0,
      members: [
        { index: 4, duplicateOf: 0, similarity: 1 },
        { index: 2, duplicateOf: 0, similarity: 1 },
      ],
    },
  ])
  assert.equal(share, 2 / 5)
})

test('one item, no item and different items have no duplicates', async () => {
  for (const pool of [[], ['alone'], ['one thing', 'quite another', 'something else again']]) {
    for (const method of ['exact', 'minhash'] as const) {
      const result = await nearDuplicates(pool, { method })
      assert.deepEqual(result.groups, [])
      assert.equal(result.share, 0)
      assert.equal(result.exact, true)
    }
  }
})

test('texts of any language are compared', async () => {
  const pool = [
    'Der schnelle braune Fuchs springt über den faulen Hund am Flussufer',
    'Der schnelle braune Fuchs springt über den faulen Hund am Flussufer!',
    'Быстрая коричневая лиса прыгает через ленивую собаку у реки',
    'Быстрая коричневая лиса прыгает через ленивую собаку у реки.',
    '素早い茶色の狐は川辺で怠け者の犬を飛び越える',
    '素早い茶色の狐は川辺で怠け者の犬を飛び越える。',
    'الثعلب البني السريع يقفز فوق الكلب الكسول قرب النهر',
    '🦊🐕🌊 🦊🐕🌊 🦊🐕🌊 🦊🐕🌊',
  ]
  assert.deepEqual(rowsOf(await nearDuplicates(pool)), [
    [0, 1],
    [2, 3],
    [4, 5],
  ])
})

test('exact duplicates are equal texts only', async () => {
  const pool = ['the very same sentence', 'the very same sentence!', 'The very same sentence', 'else']
  const result = await nearDuplicates(pool, { method: 'exact' })
  assert.deepEqual(rowsOf(result), [[0, 2]])
  assert.equal(result.threshold, 1)
})

test('the item to keep may be the longest, the first or the best', async () => {
  const pool = ['a sentence that is written down twice', 'a sentence that is written down twice.', 'other']
  const kept = async (keep: NearDuplicateOptions['keep']) =>
    (await nearDuplicates(pool, { keep })).groups[0].representative
  assert.equal(await kept('longest'), 1)
  assert.equal(await kept('first'), 0)
  assert.equal(await kept([0.2, 0.7, 1]), 1)
  assert.equal(await kept([0.7, 0.2, 1]), 0)
  assert.equal(await kept([Number.NaN, 0.2, 1]), 1)
  const copies = await nearDuplicates(['same', 'same', 'same'], { keep: [1, 3, 2] })
  assert.equal(copies.groups[0].representative, 1)
})

test('what makes no sense is refused', async () => {
  const refused = (run: () => Promise<unknown>, code: string, words: RegExp) =>
    assert.rejects(
      run,
      (error) => error instanceof GamutError && error.code === code && words.test(error.message),
    )
  for (const threshold of [0, -0.5, 1.01, Number.NaN]) {
    await refused(() => nearDuplicates(['a'], { threshold }), 'bad-parameter', /threshold/)
    await refused(() => nearDuplicates(matrix([[1]]), { threshold }), 'bad-parameter', /threshold/)
  }
  const method = JSON.parse('"fuzzy"')
  await refused(() => nearDuplicates(['a'], { method }), 'bad-parameter', /`fuzzy` is none of exact/)
  await refused(() => nearDuplicates(['a', JSON.parse('1')]), 'bad-text', /Item 1/)
  await refused(() => nearDuplicates(['a'], { shingle: 0 }), 'bad-parameter', /shingle/)
  await refused(() => nearDuplicates(['a'], { permutations: 1.5 }), 'bad-parameter', /permutations/)
  await refused(() => nearDuplicates(['a'], { method: 'cosine' }), 'bad-parameter', /embed them first/)
  await refused(() => nearDuplicates(matrix([[1]]), { method: 'minhash' }), 'bad-parameter', /matrix/)
  await refused(() => nearDuplicates(matrix([[1]]), { keep: 'longest' }), 'bad-parameter', /longest/)
  await refused(() => nearDuplicates(['a', 'b'], { keep: [1] }), 'bad-parameter', /1 scores for 2 items/)
})

test('a long comparison can be stopped', async () => {
  const signal = AbortSignal.abort()
  await assert.rejects(() => nearDuplicates(['a', 'b'], { signal }), { name: 'AbortError' })
})
