// Records of CSV (RFC 4180) and TSV from numbered lines.

import { constants } from 'node:buffer'
import { GamutError } from '../../core/index.ts'
import type { Lines } from '../lines.ts'

/** Pieces of a cell that are joined at a time. */
const maxPieces = 10_000

interface OpenRecord {
  readonly cells: (string | undefined)[]
  readonly line: number
  /** The text of the open cell: what is joined already, and the pieces behind it. */
  joined: string[]
  pieces: string[]
}

/** One record; a cell that is empty and not quoted is `undefined`. */
export interface CsvRecord {
  readonly cells: (string | undefined)[]
  /** Line at which it begins. */
  readonly line: number
}

/**
 * Cuts lines into records. Cells in quotes may hold delimiters, doubled quotes and line breaks. In TSV (`quoting`
 * false) a quote is a character like any other, unless a cell begins and ends with one. Blank lines are skipped.
 * @throws GamutError `broken-csv` for text behind a closing quote and for a quote that is never closed.
 */
export class RecordReader {
  readonly #name: string
  readonly #delimiter: string
  readonly #quoting: boolean
  /** The record whose quoted cell goes on in the next line. */
  #open: OpenRecord | undefined
  #openLength = 0

  constructor(name: string, delimiter: string, quoting: boolean) {
    this.#name = name
    this.#delimiter = delimiter
    this.#quoting = quoting
  }

  read(lines: Lines): CsvRecord[] {
    const records: CsvRecord[] = []
    for (let i = 0; i < lines.texts.length; i++) {
      const text = lines.texts[i]
      const line = lines.first + i
      if (this.#open === undefined) {
        if (text.trim() === '' && !text.includes(this.#delimiter)) continue
        if (!text.includes('"')) {
          records.push({ cells: text.split(this.#delimiter).map(emptyAsUndefined), line })
          continue
        }
        if (!this.#quoting) {
          records.push({ cells: text.split(this.#delimiter).map(unquoted), line })
          continue
        }
      }
      const record = this.#readQuoted(text, line)
      if (record) records.push(record)
    }
    return records
  }

  /** Says that there are no more lines. */
  end(): void {
    if (this.#open !== undefined) throw this.#neverClosed(this.#open.line)
  }

  #neverClosed(line: number): GamutError {
    return new GamutError(
      'broken-csv',
      `${this.#name}, line ${line}: a quote is opened and never closed: close it, or double it ("") if it is part of the text.`,
    )
  }

  #readQuoted(text: string, line: number): CsvRecord | undefined {
    const begun = this.#open?.line ?? line
    const cells: (string | undefined)[] = this.#open?.cells ?? []
    let at = 0
    if (this.#open !== undefined) {
      this.#open.pieces.push('\n')
      // A cell of very many short lines, such as a file behind a lost quote, would fill memory with its pieces.
      if (this.#open.pieces.length > maxPieces) {
        this.#open.joined.push(this.#open.pieces.join(''))
        this.#open.pieces = []
      }
      this.#openLength += text.length + 1
      if (this.#openLength > constants.MAX_STRING_LENGTH) throw this.#neverClosed(begun)
      at = this.#continueCell(text, 0, begun)
      if (at < 0) return undefined
    }
    while (at <= text.length) {
      if (text[at] === '"') {
        this.#open = { cells, line: begun, joined: [], pieces: [] }
        this.#openLength = text.length
        at = this.#continueCell(text, at + 1, line)
        if (at < 0) return undefined
        continue
      }
      const found = text.indexOf(this.#delimiter, at)
      const end = found < 0 ? text.length : found
      cells.push(emptyAsUndefined(text.slice(at, end)))
      at = end + 1
    }
    this.#open = undefined
    return { cells, line: begun }
  }

  /** Reads on in the quoted cell; returns where the next cell begins, or -1 when this one goes on in the next line. */
  #continueCell(text: string, start: number, line: number): number {
    const open = this.#open!
    let from = start
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote < 0) {
        open.pieces.push(text.slice(from))
        return -1
      }
      open.pieces.push(text.slice(from, quote))
      if (text[quote + 1] === '"') {
        open.pieces.push('"')
        from = quote + 2
        continue
      }
      const next = quote + 1
      if (next < text.length && !text.startsWith(this.#delimiter, next)) {
        throw new GamutError(
          'broken-csv',
          `${this.#name}, line ${line}: there is text behind a closing quote (${JSON.stringify(text.slice(quote, quote + 12))}): double quotes ("") that are part of the text.`,
        )
      }
      open.cells.push(open.joined.join('') + open.pieces.join(''))
      return next + 1
    }
  }
}

function emptyAsUndefined(cell: string): string | undefined {
  return cell === '' ? undefined : cell
}

function unquoted(cell: string): string | undefined {
  if (cell.length < 2 || !cell.startsWith('"') || !cell.endsWith('"')) return emptyAsUndefined(cell)
  return cell.slice(1, -1).replaceAll('""', '"')
}
