// Near-duplicate groups of 100,000 short texts by MinHash, and of 100,000 × 384 vectors by cosine, with planted copies.

import { type Matrix, type Random, randomStream } from '../src/core/index.ts'
import { type NearDuplicates, nearDuplicates } from '../src/measure/index.ts'
import { row } from '../src/numeric/index.ts'
import { type Benchmark, seconds } from './benchmark.ts'
import { clustered } from './data.ts'

const items = 100_000
const dimensions = 384
/** The last items are copies of the first, with edits. */
const planted = items / 20
const vocabulary = 20_000
const secondsAllowed = 60

export interface DuplicateTiming {
  readonly name: string
  readonly seconds: number
  /** Share of the planted pairs that reach the threshold and were found in one group. */
  readonly recall: number
  readonly plantedPairs: number
  readonly groups: number
  readonly exact: boolean
}

/** Texts of 12 to 30 words with Zipf-like frequencies; copies have one or two words changed. */
function texts(): string[] {
  const random = randomStream(1, 'bench near texts')
  const words = Array.from({ length: vocabulary }, (_, rank) => wordOf(rank, random))
  const draw = () => words[Math.floor(vocabulary ** random.uniform()) - 1]
  const made = Array.from({ length: items - planted }, () =>
    Array.from({ length: 12 + random.integer(19) }, draw),
  )
  for (let i = 0; i < planted; i++) {
    const copy = [...made[i]]
    for (let edits = 1 + random.integer(2); edits > 0; edits--) copy[random.integer(copy.length)] = draw()
    made.push(copy)
  }
  return made.map((parts) => parts.join(' '))
}

/** Frequent words are short. */
function wordOf(rank: number, random: Random): string {
  const length = 2 + Math.floor(Math.log10(rank + 1)) + random.integer(4)
  return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(26 * random.uniform() ** 2))).join(
    '',
  )
}

/** Points around 1,000 centres; copies lie a little beside what they copy. */
function vectors(): Matrix {
  const X = clustered(items, dimensions, 1000, 1, 'bench near vectors')
  const random = randomStream(1, 'bench near copies')
  for (let i = 0; i < planted; i++) {
    const copy = row(X, items - planted + i)
    row(X, i).forEach((value, j) => {
      copy[j] = value + 0.4 * random.normal()
    })
  }
  return X
}

function jaccard(a: string, b: string): number {
  const [A, B] = [a, b].map(
    (text) => new Set(Array.from({ length: text.length - 4 }, (_, i) => text.slice(i, i + 5))),
  )
  const shared = A.intersection(B).size
  return shared / (A.size + B.size - shared)
}

function cosine(X: Matrix, i: number, j: number): number {
  const [a, b] = [row(X, i), row(X, j)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let k = 0; k < X.cols; k++) {
    ab += a[k] * b[k]
    aa += a[k] * a[k]
    bb += b[k] * b[k]
  }
  return ab / Math.sqrt(aa * bb)
}

async function timed(
  name: string,
  find: () => Promise<NearDuplicates>,
  similarity: (i: number, j: number) => number,
): Promise<DuplicateTiming> {
  const begun = performance.now()
  const { groups, threshold, exact } = await find()
  const elapsed = (performance.now() - begun) / 1000
  const groupOf = new Int32Array(items).fill(-1)
  groups.forEach(({ representative, members }, g) => {
    groupOf[representative] = g
    for (const { index } of members) groupOf[index] = g
  })
  const pairs = Array.from({ length: planted }, (_, i) => [i, items - planted + i]).filter(
    ([i, j]) => similarity(i, j) >= threshold,
  )
  const found = pairs.filter(([i, j]) => groupOf[i] >= 0 && groupOf[i] === groupOf[j]).length
  return {
    name,
    seconds: elapsed,
    recall: found / pairs.length,
    plantedPairs: pairs.length,
    groups: groups.length,
    exact,
  }
}

/** Both timings, in seconds, with the recall of the planted pairs. */
export async function run(): Promise<DuplicateTiming[]> {
  const pool = texts()
  const byText = await timed(
    '100,000 short texts by MinHash',
    () => nearDuplicates(pool),
    (i, j) => jaccard(pool[i], pool[j]),
  )
  const X = vectors()
  const byVector = await timed(
    '100,000 × 384 by cosine',
    () => nearDuplicates(X),
    (i, j) => cosine(X, i, j),
  )
  return [byText, byVector]
}

const benchmark: Benchmark = {
  title: 'Near-duplicate groups, 5% of the items planted copies',
  async run() {
    const timings = await run()
    return timings.map((timing) => ({
      what: timing.name,
      ours: seconds(timing.seconds),
      beside: `found ${(100 * timing.recall).toFixed(2)}% of ${timing.plantedPairs} planted pairs, ${timing.groups} groups`,
      bar: `within ${secondsAllowed} s`,
      holds: timing.seconds <= secondsAllowed && timing.recall >= 0.99,
    }))
  },
}

export default benchmark
