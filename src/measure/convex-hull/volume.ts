// Volume of the convex hull of points in space by Quickhull (Barber, Dobkin & Huhdanpaa 1996): every face keeps the points
// outside it; the farthest of them replaces the faces that it sees by a cone over their rim.

import type { Matrix } from '../../core/index.ts'

interface Face {
  readonly corners: readonly [number, number, number]
  /** Outward unit normal, and its product with any point of the face. */
  readonly normal: readonly [number, number, number]
  readonly offset: number
  outside: number[]
  alive: boolean
}

/** Points nearer a face than this, relative to the size of the cloud, lie on it. */
const flatness = 1e-10

/**
 * @param P n×3.
 * @returns the volume; 0 for fewer than four points or points in a plane.
 * Time O(n log n) for points of any usual kind.
 */
export function hullVolume({ data, rows }: Matrix): number {
  // Moved to its centre, so that a cloud far from the origin loses no digits.
  const points = centred(data, rows)
  const size = points.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  const tolerance = flatness * size
  const start = firstTetrahedron(points, rows, tolerance)
  if (start === undefined) return 0
  const hull = new Hull(points, tolerance)
  hull.begin(start, rows)
  hull.grow()
  return hull.volume()
}

function centred(data: Matrix['data'], rows: number): Float64Array {
  const mean = [0, 0, 0]
  for (let at = 0; at < 3 * rows; at++) mean[at % 3] += data[at] / rows
  return Float64Array.from(data, (value, at) => value - mean[at % 3])
}

type Vector = readonly [number, number, number]

const pointAt = (points: Float64Array, i: number): Vector => [
  points[3 * i],
  points[3 * i + 1],
  points[3 * i + 2],
]
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const norm = (a: Vector): number => Math.sqrt(dot(a, a))

/** Four points that span space, or nothing when all lie in a plane. */
function firstTetrahedron(points: Float64Array, rows: number, tolerance: number): number[] | undefined {
  if (rows < 4) return undefined
  const farthest = (measure: (p: Vector) => number): [number, number] => {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < rows; i++) {
      const value = measure(pointAt(points, i))
      if (value > most) [best, most] = [i, value]
    }
    return [best, most]
  }
  const [a] = farthest((p) => p[0])
  const pa = pointAt(points, a)
  const [b, length] = farthest((p) => norm(minus(p, pa)))
  if (length <= tolerance) return undefined
  const along = minus(pointAt(points, b), pa)
  const [c, aside] = farthest((p) => norm(cross(along, minus(p, pa))) / length)
  if (aside <= tolerance) return undefined
  const normal = cross(along, minus(pointAt(points, c), pa))
  const [d, height] = farthest((p) => Math.abs(dot(normal, minus(p, pa))) / norm(normal))
  return height <= tolerance ? undefined : [a, b, c, d]
}

class Hull {
  readonly #points: Float64Array
  readonly #tolerance: number
  readonly #faces: Face[] = []
  /** The face on the left of each directed edge. */
  readonly #byEdge = new Map<number, Face>()

  constructor(points: Float64Array, tolerance: number) {
    this.#points = points
    this.#tolerance = tolerance
  }

  begin([a, b, c, d]: readonly number[], rows: number): void {
    const triples = [
      [a, b, c, d],
      [a, b, d, c],
      [a, c, d, b],
      [b, c, d, a],
    ]
    const faces = triples.map(([i, j, k, inside]) => {
      const face = this.#plane(i, j, k)
      const outward = dot(face.normal, pointAt(this.#points, inside)) < face.offset
      return this.#add(outward ? face : this.#plane(i, k, j))
    })
    this.#assign(
      Array.from({ length: rows }, (_, i) => i),
      faces,
    )
  }

  grow(): void {
    // New faces are appended while the loop runs.
    for (const face of this.#faces) {
      if (face.alive && face.outside.length > 0) this.#extend(face)
    }
  }

  volume(): number {
    let six = 0
    for (const { alive, corners } of this.#faces) {
      if (!alive) continue
      const [a, b, c] = corners.map((i) => pointAt(this.#points, i))
      six += dot(a, cross(b, c))
    }
    return six / 6
  }

  #extend(face: Face): void {
    const apex = face.outside.reduce((best, i) => (this.#above(face, i) > this.#above(face, best) ? i : best))
    const seen = [face]
    face.alive = false
    const rim: [number, number][] = []
    for (const visible of seen) {
      const [a, b, c] = visible.corners
      for (const [from, to] of [
        [a, b],
        [b, c],
        [c, a],
      ]) {
        const neighbour = this.#byEdge.get(this.#key(to, from))
        if (neighbour === undefined || !neighbour.alive) continue
        if (this.#above(neighbour, apex) > this.#tolerance) {
          neighbour.alive = false
          seen.push(neighbour)
        } else rim.push([from, to])
      }
    }
    const cone = rim
      .filter(([from, to]) => this.#byEdge.get(this.#key(to, from))?.alive)
      .map(([from, to]) => this.#add(this.#plane(from, to, apex)))
    for (const { outside } of seen) this.#assign(outside, cone)
    for (const visible of seen) visible.outside = []
  }

  /** Gives each point to one of the faces that it lies outside of. */
  #assign(points: readonly number[], faces: readonly Face[]): void {
    for (const i of points) {
      const face = faces.find((candidate) => this.#above(candidate, i) > this.#tolerance)
      face?.outside.push(i)
    }
  }

  #above(face: Face, i: number): number {
    return dot(face.normal, pointAt(this.#points, i)) - face.offset
  }

  #plane(a: number, b: number, c: number): Face {
    const pa = pointAt(this.#points, a)
    const raw = cross(minus(pointAt(this.#points, b), pa), minus(pointAt(this.#points, c), pa))
    const length = norm(raw) || 1
    const normal: Vector = [raw[0] / length, raw[1] / length, raw[2] / length]
    return { corners: [a, b, c], normal, offset: dot(normal, pa), outside: [], alive: true }
  }

  #add(face: Face): Face {
    const [a, b, c] = face.corners
    this.#byEdge.set(this.#key(a, b), face)
    this.#byEdge.set(this.#key(b, c), face)
    this.#byEdge.set(this.#key(c, a), face)
    this.#faces.push(face)
    return face
  }

  #key(from: number, to: number): number {
    return from * (this.#points.length / 3) + to
  }
}
