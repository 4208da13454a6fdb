// What the first rows of a file tell about its columns.

import type { Column } from '../core/index.ts'
import { chatText } from './chat.ts'
import type { Block, Cells } from './table.ts'
import { isCode, isMissingNumber, isScalar, numberIn, textOf } from './values.ts'

/** Counts over the values of one column. */
export interface Profile {
  readonly name: string
  readonly kind: Column['kind']
  /** Values that are there. */
  readonly present: number
  /** Different values among them, as texts; counted for labels, so not beyond `distinctLimit`. */
  readonly distinct: number
  /** Whether every value is a whole number. */
  readonly integers: boolean
  /** Whether every value is a truth value. */
  readonly booleans: boolean
  /** Whether the values are texts or conversations. */
  readonly texts: boolean
  /** Whether any value is a list of numbers, be it written as text. */
  readonly vectors: boolean
  /** Numbers in the first vector. */
  readonly dimension: number
}

const distinctLimit = 2000

/** Profiles of all columns of these blocks, in order of first appearance. */
export function profilesOf(blocks: readonly Block[]): Profile[] {
  const names = new Set(blocks.flatMap((block) => block.names()))
  return [...names].map((name) => profileOf(name, blocks))
}

/** The profile of one column over these blocks. */
export function profileOf(name: string, blocks: readonly Block[]): Profile {
  const counts = new Counts()
  for (const block of blocks) {
    const cells = block.cells(name)
    if (cells !== undefined) counts.add(cells)
  }
  return counts.profile(name)
}

class Counts {
  #present = 0
  #numbers = 0
  #integers = 0
  #booleans = 0
  #strings = 0
  #chats = 0
  #lists = 0
  #vectors = 0
  #vectorTexts = 0
  #distinct = new Set<string>()
  /** Lengths of the vectors; vectors of several lengths are lists. */
  #lengths = new Set<number>()

  add(cells: Cells): void {
    switch (cells.kind) {
      case 'vector':
        this.#present += cells.values.rows
        this.#vectors += cells.values.rows
        this.#lengths.add(cells.values.cols)
        return
      case 'number':
        for (const value of cells.values) if (!Number.isNaN(value)) this.#value(value)
        return
      case 'cells':
        for (const cell of cells.values) this.#cell(cell)
        return
      case 'string':
      case 'list':
      case 'json':
        for (const value of cells.values) this.#value(value)
        return
    }
  }

  #cell(cell: string | undefined): void {
    if (cell === undefined || cell === '' || isMissingNumber(cell)) return
    const number = isCode(cell) ? undefined : numberIn(cell)
    this.#value(number ?? cell)
  }

  #value(value: unknown): void {
    if (value === undefined || value === null) return
    this.#present++
    if (typeof value === 'number' || typeof value === 'bigint') {
      this.#numbers++
      if (typeof value === 'bigint' || Number.isInteger(value)) this.#integers++
    } else if (typeof value === 'boolean') this.#booleans++
    else if (typeof value === 'string') {
      this.#strings++
      if (/^\s*\[\s*[-\d]/.test(value)) this.#vectorTexts++
    } else if (Array.isArray(value)) this.#list(value)
    if (isScalar(value) && this.#distinct.size < distinctLimit) this.#distinct.add(textOf(value) ?? '')
  }

  #list(value: readonly unknown[]): void {
    if (chatText(value) !== undefined) this.#chats++
    else if (value.length > 0 && value.every((item) => typeof item === 'number' || item === null)) {
      this.#vectors++
      this.#lengths.add(value.length)
    } else if (value.every(isScalar)) this.#lists++
  }

  profile(name: string): Profile {
    const all = (count: number) => this.#present > 0 && count === this.#present
    const [dimension = 0] = this.#lengths
    return {
      name,
      kind: this.#kind(),
      present: this.#present,
      distinct: this.#distinct.size,
      integers: all(this.#integers),
      booleans: all(this.#booleans),
      texts: all(this.#strings + this.#chats),
      vectors: this.#vectors + this.#vectorTexts > 0,
      dimension,
    }
  }

  #kind(): Column['kind'] {
    if (this.#present === 0) return 'string'
    if (this.#numbers === this.#present) return 'number'
    if (this.#vectors === this.#present && this.#lengths.size === 1) return 'vector'
    return this.#vectors + this.#lists === this.#present ? 'list' : 'string'
  }
}
