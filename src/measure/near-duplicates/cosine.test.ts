import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { GamutError, type Matrix, randomStream } from '../../core/index.ts'
import { matrix, row, takeRows } from '../../numeric/index.ts'
import { boundingVectors } from './bounding.ts'
import { type NearDuplicates, nearDuplicates } from './near-duplicates.ts'

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let j = 0; j < a.length; j++) {
    ab += a[j] * b[j]
    aa += a[j] * a[j]
    bb += b[j] * b[j]
  }
  return ab / Math.sqrt(aa * bb)
}

function gaussian(rows: number, cols: number, name: string): Matrix {
  const random = randomStream(1, name)
  return matrix(
    Float32Array.from({ length: rows * cols }, () => random.normal()),
    rows,
    cols,
  )
}

/** Unit vectors around 40 centres, some of their coordinates stronger than others, as embeddings are. */
function clusteredUnits(rows: number, cols: number, name: string): Matrix {
  const random = randomStream(1, name)
  const centres = gaussian(40, cols, `${name} centres`)
  const points = gaussian(rows, cols, `${name} points`)
  for (let i = 0; i < rows; i++) {
    const centre = row(centres, random.integer(40))
    const point = row(points, i)
    point.forEach((value, j) => {
      point[j] = (value + 1.5 * centre[j]) / Math.sqrt(1 + j / 4)
    })
    const length = Math.hypot(...point)
    point.forEach((value, j) => {
      point[j] = value / length
    })
  }
  return points
}

function groupNumbers({ groups }: NearDuplicates, n: number): number[] {
  const group = Array.from({ length: n }, (_, i) => i)
  for (const { representative, members } of groups) {
    const rows = [representative, ...members.map(({ index }) => index)]
    for (const index of rows) group[index] = Math.min(...rows)
  }
  return group
}

function groupNumbersByBruteForce(X: Matrix, threshold: number): number[] {
  const group = Array.from({ length: X.rows }, (_, i) => i)
  for (let a = 0; a < X.rows; a++) {
    for (let b = 0; b < a; b++) {
      if (cosine(row(X, a), row(X, b)) < threshold - 1e-12) continue
      const [low, high] = [Math.min(group[a], group[b]), Math.max(group[a], group[b])]
      for (let i = 0; i < X.rows; i++) if (group[i] === high) group[i] = low
    }
  }
  return group
}

const vectors = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()).chain(([d, single]) =>
  fc
    .array(
      fc
        .array(fc.integer({ min: -3, max: 3 }), { minLength: d, maxLength: d })
        .filter((v) => v.some(Boolean)),
      { minLength: 1, maxLength: 40 },
    )
    .map((rows) => matrix(single ? Float32Array.from(rows.flat()) : rows.flat(), rows.length, d)),
)
const thresholds = fc.constantFrom(0.5, 0.8, 0.9, 0.97, 1)

test('the groups are the connected components of pairs whose cosine reaches the threshold', async () => {
  await fc.assert(
    fc.asyncProperty(vectors, thresholds, async (X, threshold) => {
      const result = await nearDuplicates(X, { threshold })
      assert.equal(result.exact, true)
      assert.deepEqual(groupNumbers(result, X.rows), groupNumbersByBruteForce(X, threshold))
      for (const { members } of result.groups) {
        for (const { index, duplicateOf, similarity } of members) {
          assert.ok(similarity >= threshold)
          assert.ok(Math.abs(similarity - cosine(row(X, index), row(X, duplicateOf))) < 1e-9)
        }
      }
    }),
    { numRuns: 120 },
  )
})

test('the order of the rows changes nothing but their numbers', async () => {
  await fc.assert(
    fc.asyncProperty(vectors, thresholds, async (X, threshold) => {
      const order = randomStream(1, 'rows').permutation(X.rows)
      const Y = takeRows(X, order)
      const groupsOf = async (Z: Matrix) =>
        (await nearDuplicates(Z, { threshold })).groups.map(({ representative, members }) => [
          Array.from(row(Z, representative)),
          members.map(({ index, duplicateOf, similarity }) => [
            Array.from(row(Z, index)),
            Array.from(row(Z, duplicateOf)),
            similarity,
          ]),
        ])
      assert.deepEqual(await groupsOf(Y), await groupsOf(X))
    }),
    { numRuns: 60 },
  )
})

test('the representative is the vector nearest to all of its group', async () => {
  const X = matrix([
    [1, 0.3],
    [1, 0],
    [1, -0.3],
    [-1, 0],
  ])
  const { groups } = await nearDuplicates(X, { threshold: 0.95 })
  assert.equal(groups.length, 1)
  assert.equal(groups[0].representative, 1)
})

test('parallel vectors of any length are duplicates at the threshold 1, opposite ones never', async () => {
  const direction = [0.1, 0.7, -0.3]
  const X = matrix([direction, direction.map((x) => 7e100 * x), direction.map((x) => -x), [0, 1, 0]])
  const { groups } = await nearDuplicates(X, { threshold: 1 })
  assert.deepEqual(
    groups.map(({ representative, members }) =>
      [representative, ...members.map(({ index }) => index)].sort(),
    ),
    [[0, 1]],
  )
  assert.equal(groups[0].members[0].similarity, 1)
})

test('exact duplicates are equal rows; 0 and -0 are equal', async () => {
  const X = matrix([
    [0, 1],
    [0, 2],
    [-0, 1],
  ])
  const { groups } = await nearDuplicates(X, { method: 'exact' })
  assert.deepEqual(groups, [{ representative: 0, members: [{ index: 2, duplicateOf: 0, similarity: 1 }] }])
})

test('vectors without direction are refused by row', async () => {
  const refusal = (rows: number[][]) =>
    nearDuplicates(matrix(rows)).then(
      () => assert.fail('accepted'),
      (error: unknown) => {
        assert.ok(error instanceof GamutError)
        return [error.code, /of row \d/.exec(error.message)?.[0]]
      },
    )
  assert.deepEqual(await refusal([[1], [0]]), ['zero-vector', 'of row 1'])
  assert.deepEqual(await refusal([[Number.NaN], [1]]), ['not-a-number', 'of row 0'])
  assert.deepEqual(await refusal([[1], [2], [Number.POSITIVE_INFINITY]]), ['not-a-number', 'of row 2'])
  const named = nearDuplicates(matrix([[0]]), { ids: ['item-7'] })
  await assert.rejects(named, /of item item-7/)
})

test('no vectors have no duplicates', async () => {
  assert.deepEqual((await nearDuplicates(matrix([], 0, 3))).groups, [])
})

test('products of bounding vectors are never below those of the vectors', async () => {
  const X = clusteredUnits(8500, 48, 'bounding')
  const { vectors, slack } = await boundingVectors(
    {
      rows: X.rows,
      cols: X.cols,
      read: (from, count, out) => out.set(X.data.subarray(from * X.cols, (from + count) * X.cols)),
    },
    0.95,
  )
  assert.ok(vectors.cols < X.cols)
  const random = randomStream(1, 'pairs')
  for (let pair = 0; pair < 20_000; pair++) {
    const [a, b] = [random.integer(X.rows), random.integer(X.rows)]
    let [bound, product] = [slack, 0]
    for (let j = 0; j < vectors.cols; j++) bound += row(vectors, a)[j] * row(vectors, b)[j]
    for (let j = 0; j < X.cols; j++) product += row(X, a)[j] * row(X, b)[j]
    assert.ok(bound >= product)
  }
})

test('all planted copies among many vectors are found', async () => {
  const X = clusteredUnits(9000, 64, 'planted')
  const random = randomStream(1, 'noise')
  for (let i = 0; i < 300; i++) {
    const copy = row(X, 8000 + i)
    const length = 0.3 * random.uniform()
    row(X, i).forEach((value, j) => {
      copy[j] = value + (length * random.normal()) / 8
    })
  }
  const group = groupNumbers(await nearDuplicates(X, { threshold: 0.97 }), X.rows)
  const near = Array.from({ length: 300 }, (_, i) => i).filter(
    (i) => cosine(row(X, i), row(X, 8000 + i)) >= 0.97,
  )
  assert.ok(near.length > 150)
  assert.ok(near.every((i) => group[i] === group[8000 + i]))
})
