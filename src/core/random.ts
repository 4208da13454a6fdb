// Seeded random numbers in named streams: the Philox4x32-10 counter-based generator (Salmon et al. 2011, "Parallel
// random numbers: as easy as 1, 2, 3"), keyed by a hash of the seed and the stream's name, so that what one part
// of a program draws never shifts what another part gets.

/** A stream of random numbers. Two streams of different names are independent; the same name gives the same numbers. */
export interface Random {
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number
  /** A standard normal number (Box–Muller). */
  normal(): number
  /** A whole number in 0 … n-1, without bias. `n` up to 2^53. */
  integer(n: number): number
  /** 0 … n-1 in random order. */
  permutation(n: number): Int32Array
  /** k different numbers of 0 … n-1 in random order (all of them when k >= n). O(k) time and memory. */
  sample(n: number, k: number): Int32Array
  /** An independent stream of its own name below this one. */
  stream(name: string): Random
}

const multiplierA = 0xd2511f53
const multiplierB = 0xcd9e8d57
const weylA = 0x9e3779b9
const weylB = 0xbb67ae85
const rounds = 10

/** The stream `name` of `seed`. The seed may be any finite number; 0 and -0 are the same. */
export function randomStream(seed: number, name: string): Random {
  const label = `${seed === 0 ? 0 : seed}\u0000${name}`
  return philox(hash32(label, 0x5bd1e995), hash32(label, 0x1b873593), (child) =>
    randomStream(seed, `${name}\u0000${child}`),
  )
}

function philox(keyA: number, keyB: number, child: (name: string) => Random): Random {
  const block = new Uint32Array(4)
  let counterLow = 0
  let counterHigh = 0
  let used = 4
  let spareNormal = Number.NaN

  function next32(): number {
    if (used === 4) {
      philoxBlock(block, counterLow, counterHigh, keyA, keyB)
      counterLow = (counterLow + 1) >>> 0
      if (counterLow === 0) counterHigh = (counterHigh + 1) >>> 0
      used = 0
    }
    return block[used++]
  }

  function uniform(): number {
    const high = next32() >>> 5
    const low = next32() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  function normal(): number {
    if (!Number.isNaN(spareNormal)) {
      const value = spareNormal
      spareNormal = Number.NaN
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spareNormal = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  function integer(n: number): number {
    if (n <= 0x100000000) {
      // Rejection of the incomplete last stretch keeps every value equally likely.
      const limit = 0x100000000 - (0x100000000 % n)
      let value = next32()
      while (value >= limit) value = next32()
      return value % n
    }
    return Math.floor(uniform() * n)
  }

  function sample(n: number, k: number): Int32Array {
    const picks = new Int32Array(Math.min(n, k))
    const moved = new Map<number, number>()
    for (let i = 0; i < picks.length; i++) {
      const j = i + integer(n - i)
      picks[i] = moved.get(j) ?? j
      moved.set(j, moved.get(i) ?? i)
      moved.delete(i)
    }
    return picks
  }

  function permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = integer(i + 1)
      const swapped = order[i]
      order[i] = order[j]
      order[j] = swapped
    }
    return order
  }

  return { uniform, normal, integer, permutation, sample, stream: child }
}

/** Writes the four words of the counter (c0, c1, c2, c3) under the key (keyA, keyB). */
export function philoxBlock(
  out: Uint32Array,
  c0: number,
  c1: number,
  keyA: number,
  keyB: number,
  c2 = 0,
  c3 = 0,
): void {
  let [x0, x1, x2, x3] = [c0, c1, c2, c3]
  let [a, b] = [keyA, keyB]
  for (let round = 0; round < rounds; round++) {
    const highA = multiplyHigh(multiplierA, x0)
    const lowA = Math.imul(multiplierA, x0) >>> 0
    const highB = multiplyHigh(multiplierB, x2)
    const lowB = Math.imul(multiplierB, x2) >>> 0
    x0 = (highB ^ x1 ^ a) >>> 0
    x1 = lowB
    x2 = (highA ^ x3 ^ b) >>> 0
    x3 = lowA
    a = (a + weylA) >>> 0
    b = (b + weylB) >>> 0
  }
  out[0] = x0
  out[1] = x1
  out[2] = x2
  out[3] = x3
}

/** The upper 32 bits of a 32×32-bit product. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16
  const aLow = a & 0xffff
  const bHigh = b >>> 16
  const bLow = b & 0xffff
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16)
  const carry = aLow * bHigh + (middle & 0xffff)
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0
}

/**
 * A 32-bit hash of a string's UTF-16 code units (MurmurHash3's mixing, Appleby 2011). Not for secrets.
 * Different seeds give independent hashes.
 */
export function hash32(text: string, seed = 0): number {
  let h = seed | 0
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51)
    k = (k << 15) | (k >>> 17)
    h ^= Math.imul(k, 0x1b873593)
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  return mix32(h ^ text.length)
}

/** MurmurHash3's finaliser: every input bit changes every output bit with probability one half. */
export function mix32(value: number): number {
  let h = value | 0
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
