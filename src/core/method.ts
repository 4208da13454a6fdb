// A method is a plain function, described once: from the description come command-line flags, HTTP endpoints, forms
// and reference pages.

import { z } from 'zod'
import type { Context } from './context.ts'
import { GamutError } from './errors.ts'
import type { Pool, PoolPart, PoolSource, PoolWith } from './pool.ts'

/** The rooms that hold methods. */
export type MethodRoom = 'measure' | 'select' | 'search' | 'frontier' | 'align' | 'fair' | 'decode' | 'learn'

/** What a method works on: one pool, a source read in blocks, several pools, or anything a zod schema describes. */
export type MethodInput = 'pool' | 'source' | 'pools' | z.ZodType

type InputOf<Input extends MethodInput, Part extends PoolPart> = Input extends 'pool'
  ? PoolWith<Part>
  : Input extends 'source'
    ? PoolSource
    : Input extends 'pools'
      ? readonly PoolWith<Part>[]
      : Input extends z.ZodType
        ? z.output<Input>
        : never

/** A published source of a method. */
export interface Paper {
  /** Number of the brief or study, for papers that have one. */
  readonly number?: number
  readonly title: string
  readonly authors: string
  readonly year: number
  readonly link?: string
}

export interface MethodDescription<
  Input extends MethodInput,
  Part extends PoolPart,
  Params extends z.ZodObject,
  Result extends z.ZodType,
> {
  /** Unique, kebab-case; what the user types. */
  readonly name: string
  readonly room: MethodRoom
  readonly title: string
  /** One plain sentence: what the result tells. */
  readonly summary: string
  readonly paper?: Paper
  readonly input: Input
  /** Parts of the pool it cannot do without. */
  readonly needs?: readonly Part[]
  readonly params: Params
  readonly result: Result
  run(
    input: InputOf<Input, Part>,
    params: z.output<Params>,
    context: Context,
  ): z.input<Result> | Promise<z.input<Result>>
}

/** Any method, for code that lists or calls methods it does not know. */
export interface Method {
  readonly name: string
  readonly room: MethodRoom
  readonly title: string
  readonly summary: string
  readonly paper?: Paper
  readonly input: MethodInput
  readonly needs: readonly PoolPart[]
  readonly params: z.ZodObject
  readonly result: z.ZodType
  /**
   * Checks the parameters and the input, then runs.
   * @throws GamutError `bad-parameter`, `missing-part` or `bad-input`, each one sentence.
   */
  call(input: unknown, params: Record<string, unknown>, context: Context): Promise<unknown>
}

/** Describes a method; see `MethodDescription`. The returned object validates before it runs. */
export function defineMethod<
  Input extends MethodInput,
  Part extends PoolPart,
  Params extends z.ZodObject,
  Result extends z.ZodType,
>(description: MethodDescription<Input, Part, Params, Result>): Method {
  const { name, input, needs = [] } = description
  return {
    ...description,
    needs,
    async call(value, params, context) {
      const parsed = parseParams(name, description.params, params)
      const checked = checkInput(name, input, needs, value) as InputOf<Input, Part>
      return description.run(checked, parsed, context)
    },
  }
}

/** Parameters checked against their schema, which an unknown one fails too. @throws GamutError `bad-parameter` naming the method and the parameter. */
export function parseParams<S extends z.ZodType>(method: string, schema: S, params: unknown): z.output<S> {
  // A parameter that nobody reads is a mistyped one.
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema
  const parsed = strict.safeParse(params)
  if (parsed.success) return parsed.data as z.output<S>
  const issue = parsed.error.issues[0]
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = unknown ?? issue.path.join('.')
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const hint = known.length > 0 ? ` Its parameters: ${known.join(', ')}.` : ''
  throw new GamutError('bad-parameter', `${method}: parameter \`${path}\`: ${issue.message}.${hint}`)
}

function checkInput(method: string, input: MethodInput, needs: readonly PoolPart[], value: unknown): unknown {
  if (input === 'source') return value
  if (input === 'pool') {
    requireParts(method, value as Pool, needs)
    return value
  }
  if (input === 'pools') {
    for (const pool of value as readonly Pool[]) requireParts(method, pool, needs)
    return value
  }
  const parsed = input.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new GamutError('bad-input', `${method}: input \`${issue.path.join('.')}\`: ${issue.message}.`)
}

const remedy: Record<PoolPart, string> = {
  text: 'name the column that holds it with --text COLUMN',
  vectors: 'name a vector column with --vectors COLUMN, or give texts to embed',
  quality: 'name a numeric column with --quality COLUMN',
  group: 'name a column with --group COLUMN',
}

/** Narrows a pool to one with these parts. @throws GamutError `missing-part` saying which is missing and what to do. */
export function requireParts<Part extends PoolPart>(
  method: string,
  pool: Pool,
  needs: readonly Part[],
): asserts pool is PoolWith<Part> {
  for (const part of needs) {
    if (pool[part] === undefined) {
      throw new GamutError('missing-part', `${method} needs ${part}, and the pool has none: ${remedy[part]}.`)
    }
  }
}
