// A JSON document that holds a list of items: a list at the top, or under one of its keys.

import { constants, isUtf8 } from 'node:buffer'
import { GamutError } from '../../core/index.ts'
import { contentBytes, type LocalFile } from '../bytes.ts'
import { faultPosition, jsonFault, parseJson } from '../json-parse.ts'
import { readLines } from '../lines.ts'
import type { Row } from '../path.ts'
import type { Block, BlockOptions, Table } from '../table.ts'
import { jsonBlock, kindOf, rowOf } from './json-block.ts'

/** Keys under which documents commonly keep their items, in order of preference. */
const itemKeys = ['data', 'items', 'rows', 'examples', 'records', 'results', 'instances']

/** A JSON document as a table. It is parsed at once, and again when it is read after its items left memory. */
export async function jsonDocument(file: LocalFile): Promise<Table> {
  const { items, notes } = await itemsOf(file)
  const parsed = new WeakRef(items)
  const itemsAgain = async () => parsed.deref() ?? (await itemsOf(file)).items
  return {
    name: file.name,
    format: 'json',
    size: items.length,
    sparse: true,
    notes,
    blocks: (rows, options) => blocks(file.name, itemsAgain, rows, options),
  }
}

async function* blocks(
  name: string,
  itemsOfFile: () => Promise<readonly unknown[]>,
  rows: number,
  { first = rows }: BlockOptions = {},
): AsyncGenerator<Block> {
  const items = await itemsOfFile()
  let start = 0
  let wanted = first
  while (start < items.length) {
    const part = items.slice(start, start + wanted)
    const places = part.map((_, i) => start + i + 1)
    const parsed = part.map((value, i) => itemRow(value, name, places[i]))
    yield jsonBlock(name, 'item', parsed, places)
    start += part.length
    wanted = rows
  }
}

function itemRow(value: unknown, name: string, place: number): Row {
  const row = rowOf(value)
  if (row !== undefined) return row
  throw new GamutError(
    'broken-json',
    `${name}, item ${place} is ${kindOf(value)} where an object or a text should be.`,
  )
}

async function itemsOf(file: LocalFile): Promise<{ items: readonly unknown[]; notes: readonly string[] }> {
  const text = await wholeText(file)
  if (text.trim() === '') return { items: [], notes: [] }
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    throw new GamutError(
      'broken-json',
      `${file.name}, line ${lineOf(text, faultPosition(text))} is not JSON: ${jsonFault(error)}; mend it, or name the format with --format if it is another.`,
    )
  }
  if (Array.isArray(value)) return { items: value, notes: [] }
  const lists = Object.entries(value ?? {}).filter(([, list]) => Array.isArray(list) && list.some(rowOf))
  const key = itemKeys.find((name) => lists.some(([found]) => found === name)) ?? lists[0]?.[0]
  const list: unknown = lists.find(([found]) => found === key)?.[1]
  if (!Array.isArray(list)) {
    throw new GamutError(
      'broken-json',
      `${file.name} holds ${kindOf(value)} where a list of items should be: write [{"text": "…"}, …] or {"data": […]}.`,
    )
  }
  const others = lists.filter(([found]) => found !== key).map(([found]) => `\`${found}\``)
  const notes = others.length > 0 ? [`The items are those under \`${key}\` (not ${others.join(', ')}).`] : []
  return { items: list, notes }
}

async function wholeText(file: LocalFile): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of contentBytes(file)) {
    size += chunk.length
    if (size > constants.MAX_STRING_LENGTH) {
      throw new GamutError(
        'file-too-large',
        `${file.name} is a JSON document of more than ${Math.floor(constants.MAX_STRING_LENGTH / 2 ** 20)} MB, which cannot be parsed at once: write one item a line (JSON Lines), for example with \`jq -c '.[]'\`.`,
      )
    }
    chunks.push(Buffer.from(chunk))
  }
  const bytes = Buffer.concat(chunks)
  // Reading it as lines names the line and the byte that are wrong.
  if (!isUtf8(bytes)) for await (const _ of readLines(file));
  return bytes.toString('utf8', bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0)
}

function lineOf(text: string, position: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++
  return line
}
