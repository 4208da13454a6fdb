// A pool is the material of every method: items with an id, text and/or a vector, quality, group, other columns.

import type { Matrix } from './matrix.ts'

/** One label an item: `labels[codes[i]]` is the label of item i; a code of -1 means it has none. */
export interface Categorical {
  readonly codes: Int32Array
  readonly labels: readonly string[]
}

/** A column of a pool, length n. A missing number is NaN, a missing string `undefined`, a missing list `[]`. */
export type Column =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'string'; readonly values: readonly (string | undefined)[] }
  | { readonly kind: 'list'; readonly values: readonly (readonly string[])[] }
  | { readonly kind: 'vector'; readonly values: Matrix }

/** n items in memory. Columns have length n; `vectors` is n×d when embedded or given. */
export interface Pool {
  readonly size: number
  /** The user's ids, or the row numbers `1`, `2`, … when the file has none. */
  readonly ids: readonly string[]
  readonly text?: readonly string[]
  readonly vectors?: Matrix
  /** Higher is better; NaN where missing. */
  readonly quality?: Float64Array
  readonly group?: Categorical
  /** Names that `column` knows, where they can be listed. */
  readonly columnNames?: readonly string[]
  column(name: string): Column | undefined
  /** The items at these positions, in this order. */
  take(indices: ArrayLike<number>): Pool
}

/** The parts of a pool that a method may need. */
export type PoolPart = 'text' | 'vectors' | 'quality' | 'group'

/** A pool that certainly has these parts. */
export type PoolWith<Part extends PoolPart> = Pool & Required<Pick<Pool, Part>>

/** The columns of a file, and which of them plays which part (undefined: none does). */
export interface Schema {
  readonly columns: readonly { readonly name: string; readonly kind: Column['kind'] }[]
  readonly parts: {
    readonly id?: string
    readonly text?: string
    readonly vectors?: string
    readonly quality?: string
    readonly group?: string
  }
}

/** Items of any number, read in blocks: what a file is. May be read several times. */
export interface PoolSource {
  /** What people call it: the path as the user wrote it, `stdin`, a URL. */
  readonly name: string
  readonly schema: Schema
  /** Number of items, when it is known without reading everything. */
  readonly size?: number
  /** Size in bytes of what is read, when known: progress is shown against it while `size` is not known. */
  readonly bytes?: number
  /** What was guessed or left out when the file was opened, one sentence each, for people. */
  readonly notes?: readonly string[]
  /** SHA-256 (hex) of the content, independent of the file's name. */
  digest(): Promise<string>
  /** Pools of `rows` items (the last may be smaller), in file order. */
  blocks(rows: number): AsyncIterable<Pool>
}

/** A measure that can be computed in blocks and merged over shards. */
export interface Mergeable<State, Result> {
  init(): State
  add(state: State, block: Pool): State | Promise<State>
  merge(a: State, b: State): State
  finish(state: State): Result | Promise<Result>
}
