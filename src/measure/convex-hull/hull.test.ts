import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext, type Matrix, randomStream } from '../../core/index.ts'
import { matrix } from '../../numeric/index.ts'
import { createPool } from '../../pool/index.ts'
import { measureValue } from '../define.ts'
import { hullArea } from './area.ts'
import measure, { convexHullVolume } from './convex-hull.ts'
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

/** The unit square in the first two of five dimensions, turned, with a little noise in the others. */
const turned = matrix(
  Array.from({ length: 25 }, (_, at) => {
    const [x, y] = [(at % 5) / 2, Math.floor(at / 5) / 4]
    return [x + y, x - y, 0, 1e-6 * (at % 3), 7].map((value, c) => (c < 2 ? value / Math.SQRT2 : value))
  }),
)

const call = async (X: Matrix, params = {}) =>
  measureValue.parse(await measure.call(createPool({ vectors: X }), params, createContext()))

test('the hull is that of the principal components', async () => {
  assert.ok(Math.abs((await convexHullVolume(turned)) - 2) < 1e-6)
  const cube = grid(3, 3)
  assert.ok(Math.abs((await convexHullVolume(cube, { dimensions: 3 })) - 8) < 1e-9)
  const { value, detail } = await call(turned)
  assert.ok(Math.abs(value! - 2) < 1e-6)
  assert.ok(Number(detail?.explained) > 0.999)
})

test('too few or equal items span nothing; too short vectors give a reason; it warns when most variance is elsewhere', async () => {
  for (const dimensions of [2, 3]) {
    assert.equal(
      (
        await call(
          matrix([
            [1, 2, 3],
            [4, 5, 6],
          ]),
          { dimensions },
        )
      ).value,
      0,
    )
    near((await call(matrix(new Array(6).fill([1, 2, 3])), { dimensions })).value!, 0)
  }
  assert.match(
    (
      await call(
        matrix([
          [1, 2],
          [2, 1],
        ]),
        { dimensions: 3 },
      )
    ).reason ?? '',
    /no 3 components/,
  )
  const random = randomStream(4, 'round')
  const round = matrix(
    Float64Array.from({ length: 2000 }, () => random.normal()),
    100,
    20,
  )
  assert.match((await call(round)).warning ?? '', /of the variance only/)
  await assert.rejects(convexHullVolume(matrix([], 0, 3)), { code: 'bad-dimensions' })
  await assert.rejects(
    call(
      matrix([
        [1, 2],
        [Number.NaN, 1],
        [0, 0],
      ]),
    ),
    { code: 'not-a-number', message: /item 2/ },
  )
})
