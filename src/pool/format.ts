// Which format a file has: what the user says, its name, what a server said, or its first bytes.

import { extname } from 'node:path'
import { contentBytes, type LocalFile } from './bytes.ts'
import type { Format } from './table.ts'

const byExtension: Readonly<Record<string, Format>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.jl': 'jsonl',
  '.json': 'json',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.parquet': 'parquet',
  '.pq': 'parquet',
  '.npy': 'npy',
  '.txt': 'txt',
  '.text': 'txt',
}

const byContentType: Readonly<Record<string, Format>> = {
  'application/x-ndjson': 'jsonl',
  'application/ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/x-jsonlines': 'jsonl',
  'application/json': 'json',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/vnd.apache.parquet': 'parquet',
}

const compressed = new Set(['.gz', '.gzip', '.zst', '.zstd'])

/** Enough for the first lines of most files. */
const headBytes = 65536

/** The format of a file whose format the user did not say. @throws GamutError as `contentBytes`. */
export async function formatOf(file: LocalFile): Promise<Format> {
  const named = byExtension[extensionOf(file.name)] ?? byContentType[file.contentType ?? '']
  if (named !== undefined && named !== 'json' && named !== 'jsonl') return named
  const start = await headOf(file)
  if (named === undefined) return sniff(start)
  const text = start.toString('utf8')
  // Both spellings of JSON come under both names.
  if (named === 'json') return isLines(text) ? 'jsonl' : 'json'
  return isDocument(text) ? 'json' : 'jsonl'
}

function extensionOf(name: string): string {
  const extension = extname(name).toLowerCase()
  return compressed.has(extension) ? extname(name.slice(0, -extension.length)).toLowerCase() : extension
}

async function headOf(file: LocalFile): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const chunk of contentBytes(file)) {
    pieces.push(Buffer.from(chunk.subarray(0, headBytes - size)))
    size += chunk.length
    if (size >= headBytes) break
  }
  const head = Buffer.concat(pieces)
  return head.subarray(0, 3).toString('hex') === 'efbbbf' ? head.subarray(3) : head
}

function sniff(head: Buffer): Format {
  const magic = head.toString('latin1', 0, 6)
  if (magic.startsWith('PAR1')) return 'parquet'
  if (magic === '\x93NUMPY') return 'npy'
  const text = head.toString('utf8')
  const start = text.trimStart()
  if (start.startsWith('{')) return isDocument(text) || isWrapped(text) ? 'json' : 'jsonl'
  if (start.startsWith('[')) return isLines(text) ? 'jsonl' : 'json'
  const lines = linesOf(text)
  if (isTable(lines, '\t')) return 'tsv'
  return isTable(lines, ',') || isTable(lines, ';') ? 'csv' : 'txt'
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

/** Whether the first line is a whole value and the next one begins another. */
function isLines(text: string): boolean {
  const [first = '', second] = linesOf(text)
  return second !== undefined && /^\s*[{["]/.test(second) && isWhole(first)
}

/** Whether the first line is only the beginning of a value. */
function isDocument(text: string): boolean {
  const [first = '', ...others] = linesOf(text)
  if (/^\s*(?:\{|\[|\[\s*\{.*,)\s*$/.test(first)) return others.length > 0
  return /^\s*\[/.test(first) && !isLines(text) && !isNumberList(first)
}

/** Whether the only line is an object around a list of objects that are no messages. */
function isWrapped(text: string): boolean {
  const [first = '', ...others] = linesOf(text)
  return others.length === 0 && /^\s*\{\s*"[^"]*"\s*:\s*\[\s*\{/.test(first) && !/"(?:role|from)"/.test(first)
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function isNumberList(line: string): boolean {
  return /^\s*\[\s*-?\d/.test(line)
}

/** Whether the first lines have this delimiter, equally often in each; the last one may be cut. */
function isTable(lines: readonly string[], delimiter: string): boolean {
  const whole = lines.length > 2 ? lines.slice(0, Math.min(10, lines.length - 1)) : lines
  const counts = whole.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length)
  return counts.length > 1 && counts[0] > 1 && counts.every((count) => count === counts[0])
}
