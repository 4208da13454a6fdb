import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomStream } from '../../core/index.ts'
import { matrix } from '../../numeric/index.ts'
import { hullArea } from './area.ts'
import { hullVolume } from './volume.ts'

const grid = (side: number, dims: 2 | 3) =>
  matrix(
    Array.from({ length: side ** dims }, (_, at) =>
      Array.from({ length: dims }, (_, c) => Math.floor(at / side ** c) % side),
    ),
  )

/** Layers thinner than 1e-10 of the cloud count as flat, so volumes are known to about that. */
function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-7 * Math.max(1, expected), `${actual} is not ${expected}`)
}

test('a grid of points spans its square and its cube, whatever lies inside, on edges and on faces', () => {
  near(hullArea(grid(5, 2)), 16)
  near(hullVolume(grid(5, 3)), 64)
})

test('the simplex has area 1/2 and volume 1/6', () => {
  near(
    hullArea(
      matrix([
        [0, 0],
        [1, 0],
        [0, 1],
      ]),
    ),
    1 / 2,
  )
  near(
    hullVolume(
      matrix([
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]),
    ),
    1 / 6,
  )
})

test('too few points, copies of one, points on a line or in a plane span nothing', () => {
  for (const rows of [0, 1, 2]) near(hullArea(matrix(new Float64Array(2 * rows), rows, 2)), 0)
  for (const rows of [0, 1, 3, 6]) near(hullVolume(matrix(new Float64Array(3 * rows).fill(7), rows, 3)), 0)
  near(
    hullArea(
      matrix([
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ),
    0,
  )
  near(
    hullVolume(
      matrix([
        [0, 0, 0],
        [1, 1, 1],
        [2, 2, 2],
        [3, 3, 3],
      ]),
    ),
    0,
  )
  near(
    hullVolume(
      matrix([
        [0, 0, 1],
        [1, 0, 1],
        [0, 1, 1],
        [1, 1, 1],
        [3, 4, 1],
      ]),
    ),
    0,
  )
})

test('points that lie on a sphere span nearly the ball', () => {
  const random = randomStream(1, 'sphere')
  const points = Array.from({ length: 3000 }, () => {
    const p = [random.normal(), random.normal(), random.normal()]
    return p.map((value) => value / Math.hypot(...p))
  })
  const ball = (4 / 3) * Math.PI
  const volume = hullVolume(matrix(points))
  assert.ok(volume < ball && volume > 0.99 * ball)
})

test('a point inside changes nothing, stretching multiplies, moving far away changes nothing', () => {
  const point = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(point, { minLength: 4, maxLength: 30 }), (points) => {
      const volume = hullVolume(matrix(points))
      const centre = [0, 1, 2].map((c) => points.reduce((sum, p) => sum + p[c] / points.length, 0))
      near(hullVolume(matrix([...points, centre, ...points])), volume)
      near(hullVolume(matrix(points.map(([x, y, z]) => [2 * x, -3 * y, z]))), 6 * volume)
      const moved = hullVolume(matrix(points.map(([x, y, z]) => [x + 1e4, y - 1e4, z])))
      assert.ok(Math.abs(moved - volume) < 1e-6 * (1 + volume))
    }),
    { numRuns: 200 },
  )
})
