// Area of the convex hull of points in the plane: Andrew's monotone chain, then the shoelace formula.

import type { Matrix } from '../../core/index.ts'

/**
 * @param P n×2.
 * @returns the area; 0 for fewer than three points or points on a line.
 * Time O(n log n). Source: Andrew 1979.
 */
export function hullArea({ data, rows }: Matrix): number {
  const order = Uint32Array.from({ length: rows }, (_, i) => i).sort(
    (a, b) => data[2 * a] - data[2 * b] || data[2 * a + 1] - data[2 * b + 1],
  )
  const hull = [...chain(order, data), ...chain(order.toReversed(), data)]
  let twice = 0
  hull.forEach((a, k) => {
    const b = hull[(k + 1) % hull.length]
    twice += data[2 * a] * data[2 * b + 1] - data[2 * b] * data[2 * a + 1]
  })
  return Math.max(0, twice / 2)
}

/** One half of the hull, without its last point, which begins the other half. */
function chain(order: Uint32Array, data: Matrix['data']): number[] {
  const kept: number[] = []
  for (const point of order) {
    while (kept.length >= 2 && turn(data, kept[kept.length - 2], kept[kept.length - 1], point) <= 0)
      kept.pop()
    kept.push(point)
  }
  return kept.slice(0, -1)
}

/** Above 0 when the way from a over b to c turns left. */
function turn(data: Matrix['data'], a: number, b: number, c: number): number {
  const [ax, ay] = [data[2 * a], data[2 * a + 1]]
  return (data[2 * b] - ax) * (data[2 * c + 1] - ay) - (data[2 * b + 1] - ay) * (data[2 * c] - ax)
}
