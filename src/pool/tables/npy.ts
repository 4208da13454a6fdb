// NumPy's `.npy`: a header in Python's notation, then the numbers, row by row.
// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, versions 1.0 to 3.0.

import { endianness } from 'node:os'
import { GamutError, type Matrix } from '../../core/index.ts'
import { compressionOf, contentBytes, type LocalFile } from '../bytes.ts'
import type { Block, BlockOptions, Table } from '../table.ts'
import { decoderFor, type NumberDecoder } from './npy-numbers.ts'

interface Header {
  /** Bytes before the numbers. */
  readonly offset: number
  readonly rows: number
  readonly cols: number
  readonly decoder: NumberDecoder
}

/** No header of a matrix of numbers is longer; one that is comes from a structured type or is damage. */
const maxHeaderBytes = 65536

/** Name of the one column. */
const columnName = 'vector'

/**
 * A `.npy` file of one or two dimensions as a table with the one column `vector`; a list of numbers is a column of
 * vectors of one number. Doubles and 64-bit integers stay doubles, every other type becomes single precision.
 * @throws GamutError `broken-file` for what is no such file, `unsupported-array` for other types, orders and shapes.
 */
export async function npyTable(file: LocalFile): Promise<Table> {
  const header = await readHeader(file)
  const { offset, rows, cols, decoder } = header
  const needed = rows * cols * decoder.bytes
  if ((await compressionOf(file)) === undefined && file.size - offset < needed) {
    throw truncated(file.name, Math.floor((file.size - offset) / (cols * decoder.bytes)), rows)
  }
  return {
    name: file.name,
    format: 'npy',
    size: rows,
    sparse: false,
    notes: [],
    blocks: (blockRows, options) => blocks(file, header, blockRows, options),
  }
}

async function* blocks(
  file: LocalFile,
  { offset, rows: total, cols, decoder }: Header,
  rows: number,
  { first = rows }: BlockOptions = {},
): AsyncGenerator<Block> {
  const source = new ByteReader(contentBytes(file))
  try {
    await source.skip(offset)
    const width = cols * decoder.bytes
    let start = 0
    while (start < total) {
      const size = Math.min(start === 0 ? first : rows, total - start)
      const data = allocate(decoder, size * cols, file.name)
      const filled = await source.read(
        size * width,
        (bytes, at) => decoder.decode(bytes, data, at / decoder.bytes),
        decoder.bytes,
      )
      if (filled < size * width) {
        throw truncated(file.name, start + Math.floor(filled / width), total)
      }
      yield matrixBlock(file.name, { data, rows: size, cols }, start)
      start += size
    }
  } finally {
    await source.close()
  }
}

function allocate(decoder: NumberDecoder, length: number, name: string): Float32Array | Float64Array {
  try {
    return decoder.allocate(length)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new GamutError(
      'out-of-memory',
      `${name} says that it holds ${length} numbers, more than fit in memory at once: read it in blocks, or write it again if it is smaller.`,
    )
  }
}

function truncated(name: string, found: number, total: number): GamutError {
  return new GamutError(
    'truncated-file',
    `${name} ends after ${found} of its ${total} rows: write or copy it again.`,
  )
}

function matrixBlock(name: string, values: Matrix, start: number): Block {
  return {
    rows: values.rows,
    where: (i) => `${name}, row ${start + i + 1}`,
    names: () => [columnName],
    cells: (column) => (column === columnName ? { kind: 'vector', values } : undefined),
  }
}

async function readHeader(file: LocalFile): Promise<Header> {
  const source = new ByteReader(contentBytes(file))
  try {
    const start = await source.take(12)
    if (start.length < 12 || start.toString('latin1', 0, 6) !== '\x93NUMPY') throw notNpy(file.name)
    const version = start[6]
    const [length, begin] = version === 1 ? [start.readUInt16LE(8), 10] : [start.readUInt32LE(8), 12]
    if (version < 1 || version > 3) throw notNpy(file.name)
    if (length > maxHeaderBytes) throw notNpy(file.name)
    const rest = await source.take(begin + length - 12)
    const text = Buffer.concat([start.subarray(begin), rest]).toString('latin1')
    if (text.length < length) throw notNpy(file.name)
    return { offset: begin + length, ...parseHeader(text, file.name) }
  } finally {
    await source.close()
  }
}

function parseHeader(text: string, name: string): Omit<Header, 'offset'> {
  const type = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1]
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1]
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1]
  if (order === undefined || shape === undefined) throw notNpy(name)
  const decoder = type === undefined ? undefined : decoderFor(type, endianness() === 'LE')
  if (decoder === undefined) {
    throw unsupported(name, `its numbers are of type ${type ?? 'of several fields'}`, 'X.astype("float32")')
  }
  const sizes = shape.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]))
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 0)) throw notNpy(name)
  if (sizes.length < 1 || sizes.length > 2) {
    throw unsupported(name, `it has ${sizes.length} dimensions`, 'X.reshape(len(X), -1)')
  }
  const [rows, cols = 1] = sizes
  if (!Number.isSafeInteger(rows * cols * decoder.bytes)) throw notNpy(name)
  if (order === 'True' && sizes.length === 2 && rows > 1 && cols > 1) {
    throw unsupported(name, 'its numbers are stored column by column', 'np.ascontiguousarray(X)')
  }
  return { rows: cols === 0 ? 0 : rows, cols, decoder }
}

function notNpy(name: string): GamutError {
  return new GamutError(
    'broken-file',
    `${name} is not a .npy file, or its header is damaged: write it again with numpy.save.`,
  )
}

function unsupported(name: string, why: string, remedy: string): GamutError {
  return new GamutError(
    'unsupported-array',
    `${name} cannot be read as vectors because ${why}: save ${remedy} instead.`,
  )
}

/** Takes given numbers of bytes from chunks of any size. */
class ByteReader {
  readonly #chunks: AsyncGenerator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncGenerator<Buffer>) {
    this.#chunks = chunks
  }

  /** Hands the next `count` bytes to `sink` in pieces of whole `unit`s with their offset; returns how many came. */
  async read(count: number, sink: (bytes: Buffer, offset: number) => void, unit = 1): Promise<number> {
    let done = 0
    while (done < count) {
      if (this.#rest.length < unit && !(await this.#more())) break
      const usable = Math.min(this.#rest.length - (this.#rest.length % unit), count - done)
      if (usable === 0) continue
      sink(this.#rest.subarray(0, usable), done)
      this.#rest = this.#rest.subarray(usable)
      done += usable
    }
    return done
  }

  async skip(count: number): Promise<void> {
    await this.read(count, () => {})
  }

  async take(count: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    await this.read(count, (bytes) => pieces.push(Buffer.from(bytes)))
    return Buffer.concat(pieces)
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined)
  }

  async #more(): Promise<boolean> {
    // A chunk is valid only until the next is asked for, and what is left of it may be part of a number.
    const rest = Buffer.from(this.#rest)
    const { done, value } = await this.#chunks.next()
    if (done) return false
    this.#rest = rest.length === 0 ? value : Buffer.concat([rest, value])
    return true
  }
}
