// What every file format gives: rows in blocks, as columns of cells that nobody has typed yet.

import type { Column } from '../core/index.ts'

export const formats = ['jsonl', 'json', 'csv', 'tsv', 'parquet', 'npy', 'txt'] as const
export type Format = (typeof formats)[number]

/**
 * A column of a block: typed by its format (`.npy`, numbers and vectors of Parquet), JSON values, or CSV cells, which
 * are strings whatever they mean; a cell without content is `undefined`.
 */
export type Cells =
  | Column
  | { readonly kind: 'json'; readonly values: readonly unknown[] }
  | { readonly kind: 'cells'; readonly values: readonly (string | undefined)[] }

/** Some rows of one file. */
export interface Block {
  readonly rows: number
  /** Where a row stands, for people: `pool.jsonl, line 17`. */
  where(row: number): string
  /** The columns there are, nested ones dotted, in order of first appearance. */
  names(): string[]
  /** A column by name; JSON rows also know paths that `names` does not list. Undefined when no row here has it. */
  cells(name: string): Cells | undefined
}

/** One file read as rows. */
export interface Table {
  /** What people call the file. */
  readonly name: string
  readonly format: Format
  /** Number of rows, when it is known without reading everything. */
  readonly size?: number
  /** Whether rows may hold columns that earlier rows do not have. */
  readonly sparse: boolean
  /** What was guessed about the format, one sentence each. */
  readonly notes: readonly string[]
  /**
   * Blocks of `rows` rows, the last one shorter; the first one of `first` rows.
   * @param wanted columns to read, where leaving others out saves time; all when absent.
   */
  blocks(rows: number, options?: BlockOptions): AsyncGenerator<Block>
}

export interface BlockOptions {
  readonly first?: number
  readonly wanted?: ReadonlySet<string>
}
