// AssemblyScript, compiled to WebAssembly by scripts/build-kernels.ts: which products of two sets of short vectors reach a
// bound. Products are compared where they arise, in registers, so that n² of them cost no memory.
//
// Numbers are 16-bit integers, since one instruction multiplies and adds eight pairs of them. Vectors lie in groups of 16:
// first numbers 0 and 1 of all 16 vectors, then numbers 2 and 3, and so on; 64 bytes a step. All addresses are in bytes.

/**
 * Writes `row << 16 | column` of each product of at least `least` to `out`, and returns how many there are.
 * @param rowCount vectors, even.
 * @param groups groups of 16 columns.
 * @param steps half the length of a vector.
 */
export function candidates(
  rows: usize,
  rowCount: i32,
  columns: usize,
  groups: i32,
  steps: i32,
  least: i32,
  out: usize,
): i32 {
  const groupBytes = (<usize>steps) << 6
  const bound = i32x4.splat(least)
  let found = 0
  for (let g = 0; g < groups; g++) {
    const group = columns + <usize>g * groupBytes
    for (let r = 0; r < rowCount; r += 2) {
      const row = rows + <usize>(r >> 4) * groupBytes + ((<usize>(r & 15)) << 2)
      let a0 = i32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      let b0 = a0
      let b1 = a0
      let b2 = a0
      let b3 = a0
      for (let at: usize = 0; at < groupBytes; at += 64) {
        const a = v128.load32_splat(row + at)
        const b = v128.load32_splat(row + at, 4)
        const c0 = v128.load(group + at)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(a, c0))
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(b, c0))
        const c1 = v128.load(group + at, 16)
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(a, c1))
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(b, c1))
        const c2 = v128.load(group + at, 32)
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(a, c2))
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(b, c2))
        const c3 = v128.load(group + at, 48)
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(a, c3))
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(b, c3))
      }
      const highestA = i32x4.max_s(i32x4.max_s(a0, a1), i32x4.max_s(a2, a3))
      const highestB = i32x4.max_s(i32x4.max_s(b0, b1), i32x4.max_s(b2, b3))
      if (!v128.any_true(i32x4.ge_s(i32x4.max_s(highestA, highestB), bound))) continue
      let mask = reaching(a0, a1, a2, a3, bound) | (reaching(b0, b1, b2, b3, bound) << 16)
      for (; mask !== 0; mask &= mask - 1) {
        const bit = ctz(mask)
        store<i32>(out + ((<usize>found) << 2), ((r + (bit >> 4)) << 16) | ((g << 4) + (bit & 15)))
        found++
      }
    }
  }
  return found
}

/** One bit a lane of the four vectors, set where it is at least the bound. */
function reaching(v0: v128, v1: v128, v2: v128, v3: v128, bound: v128): i32 {
  return (
    i32x4.bitmask(i32x4.ge_s(v0, bound)) |
    (i32x4.bitmask(i32x4.ge_s(v1, bound)) << 4) |
    (i32x4.bitmask(i32x4.ge_s(v2, bound)) << 8) |
    (i32x4.bitmask(i32x4.ge_s(v3, bound)) << 12)
  )
}
