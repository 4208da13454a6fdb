// How people name a thing with its parameters: `vendi(q=2,kernel=rbf)`, `ngrams(dimensions=512)`, `rbf(sigma=0.5)`.

import { GamutError } from './errors.ts'

export interface NamedCall {
  readonly name: string
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * Reads a name with parameters. Values are read as JSON where they are JSON (numbers, true), else as plain words;
 * `[0.5,inf]` is a list of such values.
 * @param kind what is being named, for the error: `measure`, `kernel`.
 * @param example a call of that kind that can be read.
 * @throws GamutError `bad-KIND` when the text cannot be read.
 */
export function parseCall(text: string, kind: string, example: string): NamedCall {
  const match = /^\s*([\w-]+)\s*(?:\((.*)\))?\s*$/s.exec(text)
  if (!match) {
    const bare = example.replace(/\(.*/, '')
    throw new GamutError(
      `bad-${kind}`,
      `\`${text}\` is not the name of a ${kind}: write a name such as ${bare}, or ${example}.`,
    )
  }
  const [, name, list = ''] = match
  const params: Record<string, unknown> = {}
  for (const part of splitTopLevel(list)) {
    const equals = part.indexOf('=')
    const key = part.slice(0, equals).trim()
    if (equals < 0 || key === '') {
      throw new GamutError(
        `bad-${kind}`,
        `In \`${text}\`, \`${part.trim()}\` is not a parameter: write name=value.`,
      )
    }
    params[key] = parseValue(part.slice(equals + 1).trim())
  }
  return { name, params }
}

/** Splits at commas that stand outside brackets, so that `ns=[1,2]` and `kernel=rbf(sigma=1)` stay whole. */
export function splitTopLevel(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < list.length; i++) {
    if ('[({'.includes(list[i])) depth++
    else if ('])}'.includes(list[i])) depth--
    else if (list[i] === ',' && depth === 0) {
      parts.push(list.slice(start, i))
      start = i + 1
    }
  }
  parts.push(list.slice(start))
  return parts.filter((part) => part.trim() !== '')
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const list = /^\[(.*)\]$/s.exec(text)
    return list ? splitTopLevel(list[1]).map((part) => parseValue(part.trim())) : text
  }
}
