import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Matrix, randomStream } from '../../core/index.ts'
import { gramMatrix } from '../../numeric/index.ts'
import { visitCandidates } from './candidates.ts'

const noPause = async () => {}

/** n unit vectors in f32. */
function units(n: number, m: number, name: string): Matrix {
  const random = randomStream(1, name)
  const data = new Float32Array(n * m)
  for (let i = 0; i < n; i++) {
    const vector = Array.from({ length: m }, () => random.normal())
    const length = Math.hypot(...vector)
    data.set(
      vector.map((value) => value / length),
      i * m,
    )
  }
  return { data, rows: n, cols: m }
}

test('every pair that reaches the bound is visited once, and few others', async () => {
  // Sizes around those of groups and tiles, odd and even lengths.
  for (const [n, m, least] of [
    [1, 3, 0.5],
    [2, 1, 0.5],
    [15, 2, 0.9],
    [16, 5, 0.3],
    [17, 4, -0.2],
    [513, 7, 0.7],
    [1100, 12, 0.6],
  ]) {
    const X = units(n, m, `${n} vectors`)
    const { data } = await gramMatrix(X)
    const visited = new Uint8Array(n * n)
    await visitCandidates(
      X,
      least,
      {
        visit(a, b) {
          assert.ok(a < b)
          assert.equal(visited[a * n + b]++, 0)
        },
      },
      noPause,
    )
    for (let a = 0; a < n; a++) {
      for (let b = a + 1; b < n; b++) {
        if (data[a * n + b] >= least) assert.equal(visited[a * n + b], 1)
        if (data[a * n + b] < least - 1e-3) assert.equal(visited[a * n + b], 0)
      }
    }
  }
})

test('what is settled is not visited', async () => {
  const X = units(1200, 4, 'settled')
  const asked: number[][] = []
  const isSettled = (...range: number[]) => asked.push(range) > 0
  await visitCandidates(X, -1, { visit: () => assert.fail('visited'), isSettled }, noPause)
  assert.equal(asked.length, 6)
  assert.deepEqual(asked.at(-1), [1024, 1200, 1024, 1200])
})
