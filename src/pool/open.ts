// Opening a pool: find the files, tell their format, look at the first rows, choose the parts.

import { GamutError, nearestName, type Pool, type PoolSource, type Schema } from '../core/index.ts'
import { compressionOf, contentBytes, type LocalFile } from './bytes.ts'
import { concatPools } from './concat.ts'
import { shownUrl } from './fetch.ts'
import { formatOf } from './format.ts'
import { locate } from './locate.ts'
import { chooseParts, missingColumn, type PartNames } from './parts.ts'
import { type Profile, profileOf, profilesOf } from './profile.ts'
import type { Role } from './roles.ts'
import { sourceOf, splitNames } from './source.ts'
import { spool } from './spool.ts'
import { type Block, type Format, formats, type Table } from './table.ts'

export interface PoolOptions {
  /** Column of the ids; row numbers from 1 when there is none. Ids may repeat. */
  id?: string
  /**
   * Column of the texts. Dots reach into nested JSON (`choices.0.text`); of a conversation it is the last message of the
   * assistant, and `messages.user` is the last of the user; `title,body` joins columns by line breaks.
   */
  text?: string
  /** Column of the vectors, or several columns of numbers, `x,y,z`. */
  vectors?: string
  /** Column of the quality, higher is better. */
  quality?: string
  /** Column of the label. */
  group?: string
  /** What the files are, when neither their name nor their content tells. */
  format?: Format
  /** Whether the first line of CSV or TSV names the columns; told from its content when absent. */
  header?: boolean
  /**
   * Characters that one text may have; 5,000,000 when absent. A longer one is nearly always a file that does not hold one
   * item a row, and measures that compare within a text would take forever.
   */
  maxText?: number
  /** The further columns to keep; all when absent. */
  columns?: readonly string[]
}

/** Rows looked at to learn the columns, and rows read at a time meanwhile. */
const rowsLookedAt = 1000
const rowsAtATime = 100
const longestText = 5_000_000
/** Rows read at a time when everything is wanted and nobody knows how much it is. */
const readingRows = 16384

/**
 * Opens a file as a source of items that is read in blocks, as often as wanted.
 *
 * Formats: JSON Lines, JSON, CSV, TSV, Parquet, `.npy`, plain text with one item a line; each as it is, gzip or zstd. Ids,
 * texts, vectors, quality and group are the columns named in the options, else those whose names suggest it; what was
 * guessed is in `notes`. Columns have the kind that the first 1,000 rows suggest; a block in which one holds something
 * else has it as strings. `digest()` is the SHA-256 of the file as it is stored (compressed, if it is); of several files,
 * that of their digests.
 *
 * Vectors are single precision, unless the file holds doubles as such (`.npy`, Parquet): numbers in JSON and CSV are
 * rounded. Missing quality is NaN and a missing group none; a missing text or vector is an error.
 * @param path a file, a pattern (several files of one format, in sorted order), `-` for standard input, an `http(s)://` URL,
 * `s3://` where DuckDB's httpfs extension is installed, or an array of these. What can be read only once is kept in a
 * temporary file until the process ends.
 * @throws GamutError saying what is wrong and where: `missing-file`, `empty-file`, `is-directory`, `unreadable-file`,
 * `truncated-file`, `broken-file`, `unknown-format`, `mixed-formats`, `missing-column`, `not-utf8`, `broken-json`, `broken-csv`,
 * `unsupported-array`, `fetch-failed`, `no-s3`, and from `blocks` also `missing-text`, `bad-text`, `text-too-long`, `missing-vector`,
 * `mixed-vector-lengths`, `not-a-number`.
 * Cost: reads the first rows (a JSON document: all of it).
 */
export async function openPool(
  path: string | readonly string[],
  options: PoolOptions = {},
): Promise<PoolSource> {
  checkFormat(options.format)
  const paths = typeof path === 'string' ? [path] : path
  const name = nameOf(paths)
  const files: LocalFile[] = []
  for (const each of paths) files.push(...(await locate(each)))
  const tables: Table[] = []
  for (const file of files) if (file.size > 0) tables.push(await tableOf(file, options))
  checkOneFormat(tables)
  const sample = await firstBlocks(tables)
  if (sample.length === 0) {
    throw new GamutError(
      'empty-file',
      `${name} holds no items: check that it is the right file and was written to its end.`,
    )
  }
  const profiles = await profilesWith(namedColumns(options), sample, tables, name)
  const { parts, notes } = chooseParts(profiles, partsIn(options))
  return sourceOf({
    name,
    files,
    tables,
    schema: schemaOf(profiles, parts, options.columns),
    maxText: options.maxText ?? longestText,
    dimension: profiles.find((profile) => profile.name === parts.vectors)?.dimension || undefined,
    notes: [...tables.flatMap((table) => table.notes), ...notes].map((note) =>
      note.replaceAll(/\s*[\r\n]+\s*/g, ' '),
    ),
  })
}

/**
 * Reads a whole file into memory; path, options and errors as `openPool`.
 */
export async function readPool(path: string | readonly string[], options: PoolOptions = {}): Promise<Pool> {
  const source = await openPool(path, options)
  const blocks: Pool[] = []
  for await (const block of source.blocks(source.size ?? readingRows)) blocks.push(block)
  return concatPools(blocks)
}

function checkFormat(format: string | undefined): void {
  if (format === undefined || formats.some((known) => known === format)) return
  const nearest = nearestName(format, formats)
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
  throw new GamutError(
    'unknown-format',
    `There is no format \`${format}\`; there are ${formats.join(', ')}.${hint}`,
  )
}

function nameOf(paths: readonly string[]): string {
  if (paths.length === 0) throw new GamutError('missing-file', 'No file was given: name at least one.')
  const names = paths.map((path) => (path === '-' ? 'stdin' : /^https?:/i.test(path) ? shownUrl(path) : path))
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

async function tableOf(file: LocalFile, { format: given, header }: PoolOptions): Promise<Table> {
  const format = given ?? (await formatOf(file))
  switch (format) {
    case 'jsonl':
      return (await import('./tables/jsonl.ts')).jsonLines(file)
    case 'json':
      return (await import('./tables/json.ts')).jsonDocument(file)
    case 'csv':
    case 'tsv':
      return (await import('./tables/csv.ts')).csvTable(file, format, header)
    case 'txt':
      return (await import('./tables/txt.ts')).textLines(file)
    case 'npy':
      return (await import('./tables/npy.ts')).npyTable(file)
    case 'parquet':
      return (await import('./tables/parquet.ts')).parquetTable(await unpacked(file))
  }
}

/** Parquet is read from its end, which a compressed stream does not offer. */
async function unpacked(file: LocalFile): Promise<LocalFile> {
  return (await compressionOf(file)) === undefined ? file : spool(contentBytes(file), file.name)
}

function checkOneFormat(tables: readonly Table[]): void {
  const other = tables.find(({ format }) => format !== tables[0].format)
  if (other === undefined) return
  throw new GamutError(
    'mixed-formats',
    `${tables[0].name} is ${tables[0].format} and ${other.name} is ${other.format}: give files of one format, or read them one by one.`,
  )
}

async function firstBlocks(tables: readonly Table[]): Promise<Block[]> {
  const blocks: Block[] = []
  for (const table of tables) {
    for await (const block of table.blocks(rowsAtATime)) {
      blocks.push(block)
      if (blocks.length * rowsAtATime >= rowsLookedAt) return blocks
    }
    if (blocks.length > 0) return blocks
  }
  return blocks
}

function partsIn({ id, text, vectors, quality, group }: PoolOptions): PartNames {
  const named: [Role, string | undefined][] = [
    ['id', id],
    ['text', text],
    ['vectors', vectors],
    ['quality', quality],
    ['group', group],
  ]
  return Object.fromEntries(named.filter(([, name]) => name !== undefined))
}

/** Every column that the user named, with what for. */
function namedColumns(options: PoolOptions): [name: string, role: string][] {
  const parts: [string, string][] = Object.entries(partsIn(options)).map(([role, name]) => [name, role])
  return [...parts, ...(options.columns ?? []).map((name): [string, string] => [name, 'columns'])]
}

/** The profiles of the first rows, and of those named columns that only later rows or paths have. */
async function profilesWith(
  named: readonly (readonly [name: string, role: string])[],
  sample: readonly Block[],
  tables: readonly Table[],
  file: string,
): Promise<Profile[]> {
  const profiles = profilesOf(sample)
  const known = new Set(profiles.map(({ name }) => name))
  for (const [name, role] of named) {
    if (known.has(name)) continue
    const several = role === 'text' || role === 'vectors' ? splitNames(name) : []
    for (const each of several.length > 1 && !has(sample, name) ? several : [name]) {
      if (known.has(each)) continue
      const where = has(sample, each) ? sample : await laterBlocks(each, tables)
      if (where.length === 0) throw missingColumn(file, role, each, [...known])
      profiles.push(profileOf(each, where))
      known.add(each)
    }
  }
  return profiles
}

function has(blocks: readonly Block[], name: string): boolean {
  return blocks.some((block) => block.cells(name) !== undefined)
}

/** The first block that has the column, where later rows may have what earlier ones do not. */
async function laterBlocks(name: string, tables: readonly Table[]): Promise<Block[]> {
  for (const table of tables) {
    if (!table.sparse) continue
    for await (const block of table.blocks(readingRows)) if (has([block], name)) return [block]
  }
  return []
}

function schemaOf(
  profiles: readonly Profile[],
  parts: PartNames,
  kept: readonly string[] | undefined,
): Schema {
  const needed = new Set([
    ...(kept ?? []),
    ...Object.values(parts).flatMap((name) => [name, ...splitNames(name)]),
  ])
  const columns = profiles
    .filter(({ name }) => kept === undefined || needed.has(name))
    .map(({ name, kind }) => ({ name, kind }))
  return { columns, parts }
}
