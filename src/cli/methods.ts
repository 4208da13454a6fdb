// `gamut methods`: what there is, and one method in detail.

import { z } from 'zod'
import { catalogue } from '../catalogue.ts'
import { exitCode, GamutError, type Method, nearestName } from '../core/index.ts'
import type { Action } from './commands.ts'
import { checkOptions } from './options.ts'

const options = z.object({ json: z.boolean().default(false) })

export const action: Action = async ([name], given) => {
  const { json } = checkOptions('methods', options, given)
  const chosen = name === undefined ? Object.keys(catalogue) : [known(String(name))]
  const methods = await Promise.all(chosen.map(async (each) => (await catalogue[each]()).default))
  if (json) {
    const described = methods.map(describe)
    process.stdout.write(`${JSON.stringify(name === undefined ? described : described[0], null, 2)}\n`)
  } else if (name === undefined) {
    process.stdout.write(listOf(methods))
  } else {
    process.stdout.write(detailsOf(methods[0]))
  }
  return exitCode.done
}

function known(name: string): string {
  if (Object.hasOwn(catalogue, name)) return name
  const nearest = nearestName(name, Object.keys(catalogue))
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
  throw new GamutError(
    'unknown-method',
    `There is no method named \`${name}\`.${hint} \`gamut methods\` lists them all.`,
  )
}

function listOf(methods: readonly Method[]): string {
  const width = Math.max(...methods.map(({ name }) => name.length))
  const rooms = Map.groupBy(methods, ({ room }) => room)
  return [...rooms]
    .map(([room, members]) => {
      const lines = members.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
      return `${room}\n${lines.join('\n')}\n`
    })
    .join('\n')
}

function detailsOf({ name, title, summary, needs, paper, params }: Method): string {
  const lines = [`${name}: ${title}`, summary]
  if (needs.length > 0) lines.push(`needs: ${needs.join(', ')}`)
  if (paper)
    lines.push(
      `source: ${paper.authors} (${paper.year}), ${paper.title}${paper.link ? `, ${paper.link}` : ''}`,
    )
  const parameters = Object.entries(parametersOf(params))
  if (parameters.length === 0) lines.push('no parameters')
  for (const [key, { description = '', default: fallback }] of parameters) {
    const otherwise = fallback === undefined ? '' : ` (default ${JSON.stringify(fallback)})`
    lines.push(`  ${key}${otherwise}  ${description}`)
  }
  return `${lines.join('\n')}\n`
}

interface ParameterSchema {
  description?: string
  default?: unknown
}

function parametersOf(params: z.ZodObject): Record<string, ParameterSchema> {
  const { properties = {} } = jsonSchemaOf(params)
  return Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [key, typeof schema === 'boolean' ? {} : schema]),
  )
}

function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}

function describe(method: Method): Record<string, unknown> {
  const { name, room, title, summary, paper, needs, params, result } = method
  return {
    name,
    room,
    title,
    summary,
    paper,
    needs,
    params: jsonSchemaOf(params),
    result: jsonSchemaOf(result),
  }
}
