// The lines of a text file, numbered, checked to be UTF-8. Lines are cut as bytes and decoded one by one: a line then
// owns its memory, where a piece of a larger string would keep all of that alive.

import { constants, isAscii, isUtf8 } from 'node:buffer'
import { GamutError } from '../core/index.ts'
import { contentBytes, type LocalFile } from './bytes.ts'

/** Consecutive lines without their ends; empty ones included, so that every line can be numbered. */
export interface Lines {
  /** Number of the first of them, from 1. */
  readonly first: number
  readonly texts: string[]
}

const newline = 10
const carriageReturn = 13

/**
 * The lines of a file, some thousands at a time. A byte order mark is skipped; CRLF ends a line like LF; the last line
 * needs no end.
 * @throws GamutError `not-utf8` naming the line and the byte, `line-too-long` beyond what a string can hold (about
 * 512 MB), and what `contentBytes` throws.
 */
export async function* readLines(file: LocalFile): AsyncGenerator<Lines> {
  const cutter = new LineCutter(file.name)
  for await (const chunk of contentBytes(file)) {
    const lines = cutter.cut(chunk)
    if (lines.texts.length > 0) yield lines
  }
  const last = cutter.end()
  if (last.texts.length > 0) yield last
}

class LineCutter {
  readonly #name: string
  #line = 1
  /** Bytes of the file before the current chunk. */
  #offset = 0
  #start = true
  /** What came of a line whose end has not come yet. */
  #carry: Buffer[] = []
  #carried = 0

  constructor(name: string) {
    this.#name = name
  }

  cut(chunk: Buffer): Lines {
    const first = this.#line
    const texts: string[] = []
    const content = this.#start ? this.#withoutMark(chunk) : chunk
    let from = 0
    if (this.#carried > 0) {
      const end = content.indexOf(newline)
      if (end >= 0) {
        this.#keep(content.subarray(0, end + 1))
        this.#decode(this.#takeCarry(), this.#offset + end + 1, texts)
        from = end + 1
      }
    }
    const end = content.lastIndexOf(newline) + 1
    if (end > from) this.#decode(content.subarray(from, end), this.#offset + end, texts)
    if (end > from) from = end
    if (from < content.length) this.#keep(content.subarray(from))
    this.#offset += content.length
    return { first, texts }
  }

  end(): Lines {
    const first = this.#line
    const texts: string[] = []
    if (this.#carried > 0) this.#decode(this.#takeCarry(), this.#offset, texts)
    return { first, texts }
  }

  /** Adds the lines in `bytes`, which end at byte `endOffset` of the file. */
  #decode(bytes: Buffer, endOffset: number, texts: string[]): void {
    if (!isUtf8(bytes)) throw this.#notUtf8(bytes, endOffset - bytes.length)
    const encoding = isAscii(bytes) ? 'latin1' : 'utf8'
    let start = 0
    while (start < bytes.length) {
      const found = bytes.indexOf(newline, start)
      const next = found < 0 ? bytes.length : found + 1
      let end = found < 0 ? bytes.length : found
      if (end > start && bytes[end - 1] === carriageReturn) end--
      texts.push(bytes.toString(encoding, start, end))
      start = next
      this.#line++
    }
  }

  #keep(bytes: Buffer): void {
    this.#carried += bytes.length
    if (this.#carried > constants.MAX_STRING_LENGTH) {
      throw new GamutError(
        'line-too-long',
        `${this.#name}, line ${this.#line} is longer than ${Math.floor(constants.MAX_STRING_LENGTH / 2 ** 20)} MB, more than one text can hold: cut it into several items, one a line.`,
      )
    }
    this.#carry.push(Buffer.from(bytes))
  }

  #takeCarry(): Buffer {
    const bytes = this.#carry.length === 1 ? this.#carry[0] : Buffer.concat(this.#carry)
    this.#carry = []
    this.#carried = 0
    return bytes
  }

  #withoutMark(chunk: Buffer): Buffer {
    this.#start = false
    const mark = chunk.subarray(0, 3).toString('hex')
    if (mark === 'efbbbf') {
      this.#offset = 3
      return chunk.subarray(3)
    }
    if (mark.startsWith('fffe') || mark.startsWith('feff')) {
      throw new GamutError(
        'not-utf8',
        `${this.#name} is UTF-16, not UTF-8: convert it first, for example with \`iconv -f UTF-16 -t UTF-8\`.`,
      )
    }
    return chunk
  }

  #notUtf8(bytes: Buffer, offset: number): GamutError {
    let start = 0
    let line = this.#line
    for (;;) {
      const found = bytes.indexOf(newline, start)
      const end = found < 0 ? bytes.length : found
      if (!isUtf8(bytes.subarray(start, end)) || found < 0) {
        const position = firstInvalidByte(bytes.subarray(start, end))
        const value = (bytes[start + position] ?? 0).toString(16).padStart(2, '0')
        return new GamutError(
          'not-utf8',
          `${this.#name}, line ${line}: byte ${position + 1} of the line (byte ${offset + start + position + 1} of the file, 0x${value}) is not UTF-8: convert the file first, for example with \`iconv -f WINDOWS-1252 -t UTF-8\`.`,
        )
      }
      start = end + 1
      line++
    }
  }
}

/** Position of the first byte that no UTF-8 text can have there; the decoder puts U+FFFD in its place. */
function firstInvalidByte(bytes: Buffer): number {
  const text = bytes.toString('utf8')
  let position = 0
  let from = 0
  for (;;) {
    const replaced = text.indexOf('\ufffd', from)
    if (replaced < 0) return Math.max(0, bytes.length - 1)
    position += Buffer.byteLength(text.slice(from, replaced))
    // The text may hold the character itself, too.
    if (bytes.toString('latin1', position, position + 3) !== '\xef\xbf\xbd') return position
    position += 3
    from = replaced + 1
  }
}
