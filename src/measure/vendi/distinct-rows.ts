// Identical items count as one item of their joint weight, which leaves every Vendi Score unchanged and makes the problem
// smaller.

import type { Matrix } from '../../core/index.ts'
import { takeRows } from '../../numeric/index.ts'

export interface WeightedRows {
  readonly X: Matrix
  /** Sum 1. */
  readonly weights: Float64Array
}

/**
 * The distinct rows of X with the weights of their copies added up, in order of first appearance; rows without weight left out.
 * Time O(nd).
 */
export function distinctRows(X: Matrix, weights: Float64Array): WeightedRows {
  const kept: number[] = []
  const sums: number[] = []
  const byHash = new Map<number, number[]>()
  const hashes = rowHashes(X)
  for (let i = 0; i < X.rows; i++) {
    if (weights[i] === 0) continue
    const bucket = byHash.get(hashes[i]) ?? []
    byHash.set(hashes[i], bucket)
    const known = bucket.find((k) => sameRow(X, kept[k], i))
    if (known !== undefined) {
      sums[known] += weights[i]
      continue
    }
    bucket.push(kept.length)
    kept.push(i)
    sums.push(weights[i])
  }
  return {
    X: kept.length === X.rows ? X : takeRows(X, kept),
    weights: Float64Array.from(sums),
  }
}

/** A 32-bit hash of the bytes of each row. */
function rowHashes({ data, rows, cols }: Matrix): Uint32Array {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4)
  const width = (cols * data.BYTES_PER_ELEMENT) / 4
  const hashes = new Uint32Array(rows)
  for (let i = 0, at = 0; i < rows; i++) {
    let hash = 0x811c9dc5
    for (const end = at + width; at < end; at++) {
      hash = Math.imul(hash ^ words[at], 0x85ebca6b)
      hash ^= hash >>> 13
    }
    hashes[i] = hash
  }
  return hashes
}

function sameRow({ data, cols }: Matrix, i: number, j: number): boolean {
  for (let c = 0; c < cols; c++) if (data[i * cols + c] !== data[j * cols + c]) return false
  return true
}
