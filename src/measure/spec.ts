// How people name a measure with its parameters: `vendi`, `vendi(q=2)`, `vendi(q=inf,kernel=rbf)`, `distinct-n(n=[1,2])`.

import { GamutError, nearestName, parseCall } from '../core/index.ts'
import type { Measure } from './define.ts'
import { measures } from './measures.ts'

/** A measure with the parameters asked for. */
export interface MeasureCall {
  readonly measure: Measure
  readonly params: Readonly<Record<string, unknown>>
  /** As the user would write it. */
  readonly label: string
}

/**
 * The measure that a text such as `vendi(q=2,kernel=rbf)` names. Values are read as JSON where they are JSON
 * (numbers, true), else as plain words; `[0.5,inf]` is a list of such values.
 * @throws GamutError `unknown-measure` with the nearest name, `bad-measure` when the text cannot be read.
 */
export async function parseMeasure(text: string): Promise<MeasureCall> {
  const { name, params } = parseCall(text, 'measure', 'vendi(q=2)')
  return { measure: await measureNamed(name), params, label: labelOf(name, params) }
}

/** The measure of that name. @throws GamutError `unknown-measure`, with the nearest name. */
export async function measureNamed(name: string): Promise<Measure> {
  if (!Object.hasOwn(measures, name)) {
    const nearest = nearestName(name, Object.keys(measures))
    const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
    throw new GamutError(
      'unknown-measure',
      `There is no measure named \`${name}\`.${hint} \`gamut methods\` lists them all.`,
    )
  }
  return (await measures[name]()).default
}

/** The text that names this call: `vendi(q=2)`. Infinity is written `inf`. */
export function labelOf(name: string, params: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(params)
  if (entries.length === 0) return name
  const written = entries.map(([key, value]) => `${key}=${writeValue(value)}`)
  return `${name}(${written.join(',')})`
}

function writeValue(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return 'inf'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
