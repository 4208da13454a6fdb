// AssemblyScript, compiled to WebAssembly by scripts/build-kernels.ts: Householder reduction of a symmetric matrix to
// tridiagonal form in panels, so that half the work is a matrix product that stays in cache.
// The blocking is that of Dongarra, Sorensen & Hammarling 1989 (LAPACK's dsytrd); the code uses the upper triangle, row
// by row. All addresses are in bytes; all matrices are row-major f64.

/** Σ x[k] y[k], k < n. */
function dot(x: usize, y: usize, n: i32): f64 {
  let s0 = f64x2.splat(0)
  let s1 = f64x2.splat(0)
  let k = 0
  for (; k + 4 <= n; k += 4) {
    const at = (<usize>k) << 3
    s0 = f64x2.relaxed_madd(v128.load(x + at), v128.load(y + at), s0)
    s1 = f64x2.relaxed_madd(v128.load(x + at, 16), v128.load(y + at, 16), s1)
  }
  s0 = f64x2.add(s0, s1)
  let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1)
  for (; k < n; k++) sum += load<f64>(x + ((<usize>k) << 3)) * load<f64>(y + ((<usize>k) << 3))
  return sum
}

/** y[k] += a x[k] + b z[k], k < n. */
function addTwo(y: usize, a: f64, x: usize, b: f64, z: usize, n: i32): void {
  const av = f64x2.splat(a)
  const bv = f64x2.splat(b)
  let k = 0
  for (; k + 2 <= n; k += 2) {
    const at = (<usize>k) << 3
    const first = f64x2.relaxed_madd(av, v128.load(x + at), v128.load(y + at))
    v128.store(y + at, f64x2.relaxed_madd(bv, v128.load(z + at), first))
  }
  for (; k < n; k++) {
    const at = (<usize>k) << 3
    store<f64>(y + at, load<f64>(y + at) + a * load<f64>(x + at) + b * load<f64>(z + at))
  }
}

/** y = A x for the symmetric A whose upper triangle starts at `a`, rows `stride` bytes apart; order m. */
function symmetricProduct(a: usize, stride: usize, m: i32, x: usize, y: usize): void {
  memory.fill(y, 0, (<usize>m) << 3)
  let i = 0
  for (; i + 4 <= m; i += 4) {
    const at = (<usize>i) << 3
    const r0 = a + <usize>i * stride
    const r1 = r0 + stride
    const r2 = r1 + stride
    const r3 = r2 + stride
    const x0 = load<f64>(x + at)
    const x1 = load<f64>(x + at, 8)
    const x2 = load<f64>(x + at, 16)
    const x3 = load<f64>(x + at, 24)
    const a01 = load<f64>(r0 + at, 8)
    const a02 = load<f64>(r0 + at, 16)
    const a03 = load<f64>(r0 + at, 24)
    const a12 = load<f64>(r1 + at, 16)
    const a13 = load<f64>(r1 + at, 24)
    const a23 = load<f64>(r2 + at, 24)
    let y0 = load<f64>(r0 + at) * x0 + a01 * x1 + a02 * x2 + a03 * x3
    let y1 = a01 * x0 + load<f64>(r1 + at, 8) * x1 + a12 * x2 + a13 * x3
    let y2 = a02 * x0 + a12 * x1 + load<f64>(r2 + at, 16) * x2 + a23 * x3
    let y3 = a03 * x0 + a13 * x1 + a23 * x2 + load<f64>(r3 + at, 24) * x3
    let s0 = f64x2.splat(0)
    let s1 = f64x2.splat(0)
    let s2 = f64x2.splat(0)
    let s3 = f64x2.splat(0)
    const v0 = f64x2.splat(x0)
    const v1 = f64x2.splat(x1)
    const v2 = f64x2.splat(x2)
    const v3 = f64x2.splat(x3)
    let j = i + 4
    for (; j + 2 <= m; j += 2) {
      const to = (<usize>j) << 3
      const xj = v128.load(x + to)
      let yj = v128.load(y + to)
      const c0 = v128.load(r0 + to)
      const c1 = v128.load(r1 + to)
      const c2 = v128.load(r2 + to)
      const c3 = v128.load(r3 + to)
      s0 = f64x2.relaxed_madd(c0, xj, s0)
      yj = f64x2.relaxed_madd(c0, v0, yj)
      s1 = f64x2.relaxed_madd(c1, xj, s1)
      yj = f64x2.relaxed_madd(c1, v1, yj)
      s2 = f64x2.relaxed_madd(c2, xj, s2)
      yj = f64x2.relaxed_madd(c2, v2, yj)
      s3 = f64x2.relaxed_madd(c3, xj, s3)
      yj = f64x2.relaxed_madd(c3, v3, yj)
      v128.store(y + to, yj)
    }
    y0 += f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1)
    y1 += f64x2.extract_lane(s1, 0) + f64x2.extract_lane(s1, 1)
    y2 += f64x2.extract_lane(s2, 0) + f64x2.extract_lane(s2, 1)
    y3 += f64x2.extract_lane(s3, 0) + f64x2.extract_lane(s3, 1)
    for (; j < m; j++) {
      const to = (<usize>j) << 3
      const xj = load<f64>(x + to)
      const c0 = load<f64>(r0 + to)
      const c1 = load<f64>(r1 + to)
      const c2 = load<f64>(r2 + to)
      const c3 = load<f64>(r3 + to)
      y0 += c0 * xj
      y1 += c1 * xj
      y2 += c2 * xj
      y3 += c3 * xj
      store<f64>(y + to, load<f64>(y + to) + c0 * x0 + c1 * x1 + c2 * x2 + c3 * x3)
    }
    store<f64>(y + at, load<f64>(y + at) + y0)
    store<f64>(y + at, load<f64>(y + at, 8) + y1, 8)
    store<f64>(y + at, load<f64>(y + at, 16) + y2, 16)
    store<f64>(y + at, load<f64>(y + at, 24) + y3, 24)
  }
  for (; i < m; i++) {
    const at = (<usize>i) << 3
    const r = a + <usize>i * stride
    const xi = load<f64>(x + at)
    let yi = load<f64>(r + at) * xi
    for (let j = i + 1; j < m; j++) {
      const to = (<usize>j) << 3
      const c = load<f64>(r + to)
      yi += c * load<f64>(x + to)
      store<f64>(y + to, load<f64>(y + to) + c * xi)
    }
    store<f64>(y + at, load<f64>(y + at) + yi)
  }
}

/**
 * A[i,j] -= Σ P[i,k] Q[j,k] for j >= (i rounded down to 2), i and j in from … n-1, k < depth (even). The few elements
 * left of the diagonal that this touches are never read.
 */
function subtractProduct(a: usize, n: i32, from: i32, P: usize, Q: usize, depth: i32): void {
  const row = (<usize>n) << 3
  const wide = (<usize>depth) << 3
  let i = from
  for (; i + 2 <= n; i += 2) {
    const p0 = P + <usize>i * wide
    const p1 = p0 + wide
    const a0 = a + <usize>i * row
    const a1 = a0 + row
    let j = i
    for (; j + 4 <= n; j += 4) {
      const q0 = Q + <usize>j * wide
      const q1 = q0 + wide
      const q2 = q1 + wide
      const q3 = q2 + wide
      let s00 = f64x2.splat(0)
      let s01 = f64x2.splat(0)
      let s02 = f64x2.splat(0)
      let s03 = f64x2.splat(0)
      let s10 = f64x2.splat(0)
      let s11 = f64x2.splat(0)
      let s12 = f64x2.splat(0)
      let s13 = f64x2.splat(0)
      for (let k: usize = 0; k < wide; k += 16) {
        const x0 = v128.load(p0 + k)
        const x1 = v128.load(p1 + k)
        let y = v128.load(q0 + k)
        s00 = f64x2.relaxed_madd(x0, y, s00)
        s10 = f64x2.relaxed_madd(x1, y, s10)
        y = v128.load(q1 + k)
        s01 = f64x2.relaxed_madd(x0, y, s01)
        s11 = f64x2.relaxed_madd(x1, y, s11)
        y = v128.load(q2 + k)
        s02 = f64x2.relaxed_madd(x0, y, s02)
        s12 = f64x2.relaxed_madd(x1, y, s12)
        y = v128.load(q3 + k)
        s03 = f64x2.relaxed_madd(x0, y, s03)
        s13 = f64x2.relaxed_madd(x1, y, s13)
      }
      const to = (<usize>j) << 3
      subtractPair(a0 + to, s00, s01)
      subtractPair(a0 + to + 16, s02, s03)
      subtractPair(a1 + to, s10, s11)
      subtractPair(a1 + to + 16, s12, s13)
    }
    for (; j < n; j++) {
      const q = Q + <usize>j * wide
      const to = (<usize>j) << 3
      store<f64>(a0 + to, load<f64>(a0 + to) - dot(p0, q, depth))
      store<f64>(a1 + to, load<f64>(a1 + to) - dot(p1, q, depth))
    }
  }
  if (i < n) {
    const to = a + <usize>i * row + ((<usize>i) << 3)
    store<f64>(to, load<f64>(to) - dot(P + <usize>i * wide, Q + <usize>i * wide, depth))
  }
}

/** The two neighbours at `to` lose the lane sums of s and t. */
function subtractPair(to: usize, s: v128, t: v128): void {
  const sums = f64x2.add(v128.shuffle<f64>(s, t, 0, 2), v128.shuffle<f64>(s, t, 1, 3))
  v128.store(to, f64x2.sub(v128.load(to), sums))
}

/**
 * Reduces the upper triangle of the n×n matrix at `a`. On return d (n) holds the diagonal, e (n) the subdiagonal, and row k
 * of `a` from column k+1 the vector v of the reflection I - scales[k] v vᵀ.
 * @param work 6 n panel numbers: V and W by rows, then [V W] and [W V] with one row an index.
 */
export function tridiagonalise(
  a: usize,
  n: i32,
  d: usize,
  e: usize,
  scales: usize,
  work: usize,
  panel: i32,
): void {
  const row = (<usize>n) << 3
  const V = work
  const W = V + <usize>panel * row
  const P = W + <usize>panel * row
  const Q = P + <usize>(2 * panel) * row
  for (let start = 0; start < n; start += panel) {
    const end = min(start + panel, n)
    for (let j = start; j < end; j++) {
      const count = j - start
      const r = a + <usize>j * row
      const from = (<usize>j) << 3
      for (let p = 0; p < count; p++) {
        const v = V + <usize>p * row + from
        const w = W + <usize>p * row + from
        addTwo(r + from, -load<f64>(w), v, -load<f64>(v), w, n - j)
      }
      store<f64>(d + from, load<f64>(r + from))
      if (j === n - 1) return
      const m = n - j - 1
      const next = from + 8
      const scale = householder(r + next, m, e + from)
      store<f64>(scales + from, scale)
      const v = V + <usize>count * row + next
      const w = W + <usize>count * row + next
      if (scale === 0) {
        memory.fill(v, 0, (<usize>m) << 3)
        memory.fill(w, 0, (<usize>m) << 3)
        continue
      }
      memory.copy(v, r + next, (<usize>m) << 3)
      symmetricProduct(a + <usize>(j + 1) * row + next, row, m, v, w)
      for (let p = 0; p < count; p++) {
        const vp = V + <usize>p * row + next
        const wp = W + <usize>p * row + next
        addTwo(w, -dot(wp, v, m), vp, -dot(vp, v, m), wp, m)
      }
      const inner = dot(w, v, m)
      scaleAndAdd(w, scale, -0.5 * scale * scale * inner, v, m)
    }
    if (end === n) return
    interleave(V, W, P, Q, n, end, panel)
    subtractProduct(a, n, end, P, Q, 2 * panel)
  }
}

/** w = a w + b v. */
function scaleAndAdd(w: usize, a: f64, b: f64, v: usize, n: i32): void {
  for (let k = 0; k < n; k++) {
    const at = (<usize>k) << 3
    store<f64>(w + at, a * load<f64>(w + at) + b * load<f64>(v + at))
  }
}

/** Replaces x (m numbers) by v with (I - scale v vᵀ) x = beta e₁; stores beta, returns scale (0: nothing to do). */
function householder(x: usize, m: i32, beta: usize): f64 {
  let largest: f64 = 0
  for (let k = 1; k < m; k++) largest = max(largest, abs(load<f64>(x + ((<usize>k) << 3))))
  const first = load<f64>(x)
  if (largest === 0) {
    store<f64>(beta, first)
    store<f64>(x, 0)
    return 0
  }
  largest = max(largest, abs(first))
  for (let k = 0; k < m; k++) {
    const at = x + ((<usize>k) << 3)
    store<f64>(at, load<f64>(at) / largest)
  }
  const squares = dot(x, x, m)
  const head = load<f64>(x)
  const norm = head > 0 ? -sqrt(squares) : sqrt(squares)
  store<f64>(x, head - norm)
  store<f64>(beta, norm * largest)
  return 1 / (squares - head * norm)
}

/** P = [V W] and Q = [W V] with one row an index, from `start` on. */
function interleave(V: usize, W: usize, P: usize, Q: usize, n: i32, start: i32, panel: i32): void {
  const row = (<usize>n) << 3
  const half = (<usize>panel) << 3
  for (let p = 0; p < panel; p++) {
    const at = (<usize>p) << 3
    for (let i = start; i < n; i++) {
      const v = load<f64>(V + <usize>p * row + ((<usize>i) << 3))
      const w = load<f64>(W + <usize>p * row + ((<usize>i) << 3))
      const to = <usize>i * 2 * half + at
      store<f64>(P + to, v)
      store<f64>(P + to + half, w)
      store<f64>(Q + to, w)
      store<f64>(Q + to + half, v)
    }
  }
}
