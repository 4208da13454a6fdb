// Rows that hold the same content are looked at once. Contents are numbered in an order that depends on nothing but
// themselves (by hash, then by value), so whatever is computed over them does not depend on the order of the rows.

/** The different contents of n rows. */
export interface Contents {
  readonly count: number
  /** The rows of content c, the one that stands for it first, are `rows[offsets[c]] … rows[offsets[c + 1] - 1]`. */
  readonly offsets: Int32Array
  readonly rows: Int32Array
}

/** How rows are told apart. Orders are as in `Array.sort`, and total: 0 means nothing tells the two rows apart. */
export interface RowOrder {
  /** Equal for rows of equal content; a number without fraction. */
  hash(row: number): number
  /** 0 for rows of equal content. */
  compare(a: number, b: number): number
  /** Which of two rows of equal content stands for it; the lower row where this does not say. */
  prefer?(a: number, b: number): number
}

/** Groups n rows by content. O(n log n). */
export function contentsOf(n: number, { hash, compare, prefer }: RowOrder): Contents {
  const hashes = Float64Array.from({ length: n }, (_, row) => hash(row))
  const rows = Int32Array.from({ length: n }, (_, row) => row)
  rows.sort(
    (a, b) => hashes[a] - hashes[b] || (a === b ? 0 : compare(a, b) || (prefer?.(a, b) ?? 0) || a - b),
  )
  const offsets = new Int32Array(n + 1)
  let count = 0
  for (let i = 0; i < n; i++) {
    const same = i > 0 && hashes[rows[i]] === hashes[rows[i - 1]] && compare(rows[i], rows[i - 1]) === 0
    if (!same) offsets[count++] = i
  }
  offsets[count] = n
  return { count, offsets: offsets.slice(0, count + 1), rows }
}

/** The row that stands for content c. */
export function headOf({ offsets, rows }: Contents, c: number): number {
  return rows[offsets[c]]
}
