// Work that several measures share (tokens, spectra, clusters) is done once for a pool.

import type { Pool } from '../core/index.ts'

/** `compute`, remembered per pool (and per key) for as long as the pool lives. */
export function perPool<P extends Pool, Result>(compute: (pool: P) => Result): (pool: P) => Result {
  const results = new WeakMap<Pool, Result>()
  return (pool) => {
    const known = results.get(pool)
    if (known !== undefined) return known
    const result = compute(pool)
    results.set(pool, result)
    return result
  }
}
