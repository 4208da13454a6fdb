// One JSON text as a value, with what Python writes beyond JSON, and whole numbers of any size.

import { messageOf } from '../core/index.ts'
import { oneLine } from './file-errors.ts'

/**
 * The value of a JSON text. Integers that a double does not hold exactly are bigints, so that long ids keep their
 * digits. `NaN` is read as null and `Infinity` as the number, as Python writes them.
 * @throws SyntaxError as `JSON.parse` does.
 */
export function parseJson(text: string): unknown {
  try {
    return parseExact(text)
  } catch (error) {
    const mended = /NaN|Infinity/.test(text) ? withoutPythonNumbers(text) : text
    if (mended === text) throw error
    return parseExact(mended)
  }
}

/** Long integers are rare and asking for the source of every number is slow, so that a text is parsed again for them. */
function parseExact(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return holdsLongInteger(value, maxDepth) ? parseWithSources(text) : value
}

/** Ids lie no deeper. */
const maxDepth = 6

function holdsLongInteger(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null || depth === 0) return false
  // A list of numbers is a vector, which is no id.
  if (Array.isArray(value)) {
    return typeof value[0] === 'object' && value.some((item) => holdsLongInteger(item, depth - 1))
  }
  for (const inner of Object.values(value)) if (holdsLongInteger(inner, depth - 1)) return true
  return false
}

function parseWithSources(text: string): unknown {
  // The reviver's third argument, the source text, is newer than its type.
  return JSON.parse(text, (_key: string, value: unknown, ...more: readonly { source?: string }[]) => {
    const source = more[0]?.source
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
    if (source === undefined || !/^-?\d+$/.test(source)) return value
    const integer = BigInt(source)
    return integer === BigInt(value) ? value : integer
  })
}

function withoutPythonNumbers(text: string): string {
  const stringOrWord = /"|-?\b(?:NaN|Infinity)\b/g
  const pieces: string[] = []
  let done = 0
  for (let found = stringOrWord.exec(text); found; found = stringOrWord.exec(text)) {
    if (found[0] === '"') {
      stringOrWord.lastIndex = stringEnd(text, found.index)
      continue
    }
    const number = found[0].endsWith('NaN') ? 'null' : found[0].replace('Infinity', '1e999')
    pieces.push(text.slice(done, found.index), number)
    done = stringOrWord.lastIndex
  }
  return pieces.join('') + text.slice(done)
}

/** The position behind the string that begins at `start`; the end of the text when the string has none. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end + 1
  }
  return text.length
}

/** What is wrong with a JSON text, to stand after a colon: V8's words without its quotation and its line number. */
export function jsonFault(error: unknown): string {
  const message = messageOf(error)
    .replace(/ in JSON at position (\d+).*$/s, (_, at: string) => ` at character ${Number(at) + 1}`)
    .replace(
      / after JSON at position (\d+).*$/s,
      (_, at: string) => ` after the value at character ${Number(at) + 1}`,
    )
    .replace(/^(Unexpected token .*?), (?:\.\.\.)?".*$/s, '$1')
    .replace(/^Unexpected end of JSON input$/, 'it ends too early')
  return oneLine(message.charAt(0).toLowerCase() + message.slice(1))
}

const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/**
 * The position in a text at which it stops being JSON; its length when it only ends too early. For documents of many
 * lines, because V8 does not always tell where it stopped.
 */
export function faultPosition(text: string): number {
  const closers: ('}' | ']')[] = []
  let expected: 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'next' = 'value'
  let at = 0
  const inside = () => (closers.at(-1) === '}' ? 'key' : 'value')
  while (at < text.length) {
    const start = at
    const char = text[at]
    if (' \t\r\n'.includes(char)) at++
    else if (char === '"' && expected !== 'colon' && expected !== 'next') {
      at = stringEnd(text, at)
      expected = expected.endsWith('key') ? 'colon' : 'next'
    } else if (expected === 'colon' && char === ':') {
      at++
      expected = 'value'
    } else if (expected === 'next' && char === ',' && closers.length > 0) {
      at++
      expected = inside()
    } else if ((expected === 'next' || expected.startsWith('first')) && char === closers.at(-1)) {
      at++
      closers.pop()
      expected = 'next'
    } else if (expected.endsWith('value') && (char === '{' || char === '[')) {
      at++
      closers.push(char === '{' ? '}' : ']')
      expected = char === '{' ? 'first-key' : 'first-value'
    } else if (expected.endsWith('value')) {
      literal.lastIndex = at
      if (!literal.test(text)) return start
      at = literal.lastIndex
      expected = 'next'
    } else return start
  }
  return text.length
}
