import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createPointGrid, pointInDirection } from './grid.ts'
import { discMasks, pixelOf } from './raster.ts'
import { fitTransform, zoomedAt } from './view.ts'

const coordinate = fc.float({ min: -100, max: 100, noNaN: true })
const pointSet = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 }).map((pairs) => ({
  x: Float32Array.from(pairs, ([x]) => x),
  y: Float32Array.from(pairs, ([, y]) => y),
}))

test('the grid finds a point as near as looking at all of them does', () => {
  fc.assert(
    fc.property(
      pointSet,
      coordinate,
      coordinate,
      fc.double({ min: 0.1, max: 80, noNaN: true }),
      (points, px, py, radius) => {
        const distances = Array.from(points.x, (x, i) => Math.hypot(x - px, points.y[i] - py))
        const nearest = Math.min(...distances)
        const found = createPointGrid(points).nearest(px, py, radius)
        if (found < 0) assert.ok(nearest >= radius * (1 - 1e-9))
        else assert.ok(distances[found] <= nearest + 1e-9 && distances[found] <= radius)
      },
    ),
  )
})

test('faded points are passed over', () => {
  const points = { x: Float32Array.of(0, 1), y: Float32Array.of(0, 0) }
  assert.equal(createPointGrid(points).nearest(0, 0, 5, [1, 0]), 1)
  assert.equal(pointInDirection(points, 0, 1, 0, [0, 1]), -1)
})

test('an arrow goes to the nearest point ahead and to none when there is none', () => {
  const points = { x: Float32Array.of(0, 1, 2, 0), y: Float32Array.of(0, 0.2, 0, 3) }
  assert.equal(pointInDirection(points, 0, 1, 0), 1)
  assert.equal(pointInDirection(points, 1, 1, 0), 2)
  assert.equal(pointInDirection(points, 0, 0, 1), 3)
  assert.equal(pointInDirection(points, 0, -1, 0), -1)
})

test('everything fits into the frame, and zooming keeps what is under the pointer', () => {
  fc.assert(
    fc.property(pointSet, fc.double({ min: 0.2, max: 50, noNaN: true }), (points, factor) => {
      const view = fitTransform(points, 800, 500, 20)
      for (let i = 0; i < points.x.length; i++) {
        const px = points.x[i] * view.scale + view.dx
        const py = view.dy - points.y[i] * view.scale
        assert.ok(px >= 19 && px <= 781 && py >= 19 && py <= 481, `${px}, ${py}`)
      }
      const zoomed = zoomedAt(view, factor, 300, 200)
      const x = (300 - view.dx) / view.scale
      assert.ok(Math.abs(x * zoomed.scale + zoomed.dx - 300) < 1e-3)
    }),
  )
})

test('one point, and points on one line, have a place in the frame', () => {
  for (const x of [Float32Array.of(5), Float32Array.of(1, 2, 3)]) {
    const { scale, dx, dy } = fitTransform({ x, y: new Float32Array(x.length) }, 400, 300, 20)
    assert.ok([scale, dx, dy].every(Number.isFinite))
    assert.ok(Math.abs(dy - 150) < 1e-6)
  }
})

test('a disc covers about its area, whatever the shift', () => {
  for (const radius of [1.2, 3, 6.5]) {
    for (const mask of discMasks(radius, 1).masks) {
      const area = mask.reduce((sum, value) => sum + value, 0) / 256
      assert.ok(Math.abs(area / (Math.PI * radius ** 2) - 1) < 0.12, `${radius}: ${area}`)
    }
  }
})

test('a colour becomes an opaque little-endian pixel', () => {
  assert.deepEqual([...new Uint8Array(Uint32Array.of(pixelOf('#2f6fbe')).buffer)], [0x2f, 0x6f, 0xbe, 255])
})
