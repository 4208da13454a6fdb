// A grid of buckets over points in the plane, for finding the point under the pointer among a hundred thousand.

import type { MapPoints } from './points.ts'

export interface PointGrid {
  /** The visible point nearest to (x, y) within `radius`, or -1. */
  nearest(x: number, y: number, radius: number, faded?: ArrayLike<number>): number
}

/** Buckets the points so that a bucket holds about two. O(n) time and memory. */
export function createPointGrid({ x, y }: MapPoints): PointGrid {
  const n = x.length
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let maxX = Number.NEGATIVE_INFINITY
  let maxY = Number.NEGATIVE_INFINITY
  for (let i = 0; i < n; i++) {
    minX = Math.min(minX, x[i])
    maxX = Math.max(maxX, x[i])
    minY = Math.min(minY, y[i])
    maxY = Math.max(maxY, y[i])
  }
  const side = Math.max(1, Math.ceil(Math.sqrt(n / 2)))
  const cell = Math.max(maxX - minX, maxY - minY, 1e-9) / side
  const column = (value: number) => Math.min(side - 1, Math.max(0, Math.floor((value - minX) / cell)))
  const row = (value: number) => Math.min(side - 1, Math.max(0, Math.floor((value - minY) / cell)))

  // Counting sort: the points of bucket b are order[starts[b]] … order[starts[b + 1] - 1].
  const starts = new Int32Array(side * side + 1)
  for (let i = 0; i < n; i++) starts[row(y[i]) * side + column(x[i]) + 1]++
  for (let b = 0; b < side * side; b++) starts[b + 1] += starts[b]
  const next = starts.slice(0, side * side)
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) order[next[row(y[i]) * side + column(x[i])]++] = i

  return {
    nearest(px, py, radius, faded) {
      let best = -1
      let bestSquared = radius * radius
      for (let r = row(py - radius); r <= row(py + radius); r++) {
        const first = starts[r * side + column(px - radius)]
        const end = starts[r * side + column(px + radius) + 1]
        for (let k = first; k < end; k++) {
          const i = order[k]
          if (faded?.[i]) continue
          const squared = (x[i] - px) ** 2 + (y[i] - py) ** 2
          if (squared <= bestSquared) {
            best = i
            bestSquared = squared
          }
        }
      }
      return best
    },
  }
}

/**
 * The point to go to from `from` in the direction (dx, dy), a unit vector: the nearest one in a cone of 45° either side,
 * where what lies off the axis counts double. -1 when there is none. O(n).
 */
export function pointInDirection(
  { x, y }: MapPoints,
  from: number,
  dx: number,
  dy: number,
  faded?: ArrayLike<number>,
): number {
  let best = -1
  let bestCost = Number.POSITIVE_INFINITY
  for (let i = 0; i < x.length; i++) {
    if (i === from || faded?.[i]) continue
    const along = (x[i] - x[from]) * dx + (y[i] - y[from]) * dy
    const across = Math.abs((x[i] - x[from]) * dy - (y[i] - y[from]) * dx)
    if (along <= 0 || across > along) continue
    const cost = along + 2 * across
    if (cost < bestCost) {
      best = i
      bestCost = cost
    }
  }
  return best
}
