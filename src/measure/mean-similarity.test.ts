import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext, type Matrix, randomStream } from '../core/index.ts'
import { matrix } from '../numeric/index.ts'
import { createPool } from '../pool/index.ts'
import { classStream } from './class-stream.ts'
import { measureValue } from './define.ts'
import intraClass, { intraClassSimilarity } from './intra-class-similarity.ts'
import measure, { meanSimilarity } from './mean-similarity.ts'

function near(actual: number | null | undefined, expected: number, tolerance = 1e-9): void {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected}`,
  )
}

const random = randomStream(1, 'vectors')
const gaussian = (n: number, d: number, shift = 0): Matrix =>
  matrix(Array.from({ length: n }, () => Array.from({ length: d }, () => shift + random.normal())))

/** The mean over pairs, pair by pair. */
function byPairs({ data, rows, cols }: Matrix, left: ReadonlySet<number> = new Set()): number {
  let [sum, pairs] = [0, 0]
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      if (left.has(i) || left.has(j)) continue
      let [product, a, b] = [0, 0, 0]
      for (let c = 0; c < cols; c++) {
        product += data[i * cols + c] * data[j * cols + c]
        a += data[i * cols + c] ** 2
        b += data[j * cols + c] ** 2
      }
      sum += product / Math.sqrt(a * b)
      pairs++
    }
  }
  return sum / pairs
}

const call = async (X: Matrix) =>
  measureValue.parse(await measure.call(createPool({ vectors: X }), {}, createContext()))

test('(1,0), (0,1) and (1,1) have mean cosine 0.471405', async () => {
  near(
    meanSimilarity(
      matrix([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    ),
    0.471405,
    5e-7,
  )
  near(
    (
      await call(
        matrix([
          [1, 0],
          [0, 1],
          [1, 1],
        ]),
      )
    ).value,
    Math.SQRT2 / 3,
    1e-12,
  )
})

test('it is the mean over pairs, and its interval the jackknife over items', async () => {
  const X = gaussian(30, 6, 0.5)
  near(meanSimilarity(X), byPairs(X))
  const { value, standardError } = await call(X)
  near(value, byPairs(X))
  const leftOut = Array.from({ length: 30 }, (_, i) => byPairs(X, new Set([i])))
  const mean = leftOut.reduce((sum, v) => sum + v / 30, 0)
  near(standardError, Math.sqrt((29 / 30) * leftOut.reduce((sum, v) => sum + (v - mean) ** 2, 0)))
})

test('f32 vectors give it to 1e-6', () => {
  const X = gaussian(50, 16, 0.3)
  near(meanSimilarity({ ...X, data: Float32Array.from(X.data) }), meanSimilarity(X), 1e-6)
})

test('copies have similarity 1, two opposite vectors -1', () => {
  near(
    meanSimilarity(
      matrix([
        [3, 4],
        [3, 4],
        [6, 8],
      ]),
    ),
    1,
  )
  near(
    meanSimilarity(
      matrix([
        [1, 0],
        [-2, 0],
      ]),
    ),
    -1,
  )
})

test('in blocks it is the same, with nearly the same interval', async () => {
  const X = gaussian(200, 5, 0.4)
  const whole = createPool({ vectors: X })
  const stream = await measure.stream!(
    {},
    whole.take(Int32Array.from({ length: 100 }, (_, i) => i)),
    createContext(),
  )
  const rows = (from: number, to: number) =>
    whole.take(Int32Array.from({ length: to - from }, (_, i) => from + i))
  const left = await stream.add(await stream.add(stream.init(), rows(0, 50)), rows(50, 130))
  const right = await stream.add(stream.init(), rows(130, 200))
  const merged = await stream.finish(stream.merge(left, right))
  const atOnce = await call(X)
  near(merged.value, atOnce.value!, 1e-12)
  assert.equal(merged.n, 200)
  near(merged.standardError! / atOnce.standardError!, 1, 0.1)
})

test('one item has no pairs; a zero vector and NaN are refused, naming the item', async () => {
  assert.equal((await call(matrix([[1, 2]]))).value, null)
  assert.throws(() => meanSimilarity(matrix([[1, 2]])), { code: 'too-few-items' })
  const zero = createPool({
    vectors: matrix([
      [1, 2],
      [0, 0],
    ]),
    ids: ['first', 'second'],
  })
  await assert.rejects(measure.call(zero, {}, createContext()), {
    code: 'zero-vector',
    message: /item second/,
  })
  await assert.rejects(
    call(
      matrix([
        [1, Number.NaN],
        [1, 0],
      ]),
    ),
    { code: 'not-a-number', message: /item 1/ },
  )
})

test('within classes it is the mean of the classes with two items', async () => {
  const X = matrix([
    [1, 0],
    [1, 1],
    [0, 1],
    [5, 0],
    [0, 2],
    [1, 7],
  ])
  const group = ['a', 'a', 'b', 'lonely', 'b', undefined]
  const pool = createPool({ vectors: X, group })
  const { value, detail } = measureValue.parse(await intraClass.call(pool, {}, createContext()))
  near(value, (Math.SQRT1_2 + 1) / 2)
  assert.equal(detail?.classes, 2)
  const { perClass } = intraClassSimilarity(X, pool.group!)
  assert.deepEqual([...perClass.keys()], ['a', 'b'])
  near(perClass.get('b'), 1)
})

test('classes of one item each give a reason', async () => {
  const pool = createPool({
    vectors: matrix([
      [1, 0],
      [1, 1],
    ]),
    group: ['a', 'b'],
  })
  assert.match(measureValue.parse(await intraClass.call(pool, {}, createContext())).reason!, /two items/)
  assert.throws(() => intraClassSimilarity(matrix([[1, 0]]), pool.group!), { code: 'bad-length' })
})

test('within classes, blocks in any order give the same number', async () => {
  const pool = createPool({
    vectors: gaussian(60, 4, 0.5),
    group: Array.from({ length: 60 }, (_, i) => (i % 8 === 7 ? undefined : `class ${i % 3}`)),
  })
  const whole = measureValue.parse(await intraClass.call(pool, {}, createContext()))
  const stream = await intraClass.stream!({}, pool, createContext())
  const rows = (from: number, to: number) =>
    pool.take(Int32Array.from({ length: to - from }, (_, i) => from + i))
  const left = await stream.add(await stream.add(stream.init(), rows(40, 60)), rows(0, 15))
  const merged = await stream.finish(stream.merge(left, await stream.add(stream.init(), rows(15, 40))))
  near(merged.value, whole.value!)
  assert.equal(merged.n, whole.n)
  assert.equal(merged.n, 53)
})

test('a stream in which every item is a class of its own ends with a reason, not out of memory', async () => {
  const pool = createPool({ ids: ['only'] })
  const stream = classStream({
    *of() {
      for (let i = 0; i < 40; i++) yield [`${i}`, i]
    },
    merge: (a: number, b: number) => a + b,
    size: 2 ** 20,
    finish: () => ({ value: 1, n: 1 }),
  })
  const full = await stream.add(stream.init(), pool)
  for (const state of [full, stream.merge(stream.init(), full), await stream.add(full, pool)]) {
    const { value, reason } = await stream.finish(state)
    assert.equal(value, null)
    assert.match(reason ?? '', /too many classes/)
  }
})
