// Which column plays which part: what the user named, else what the names of the columns suggest.

import { GamutError, nearestName } from '../core/index.ts'
import type { Profile } from './profile.ts'
import { type Role, roleNames } from './roles.ts'

export type PartNames = Readonly<Partial<Record<Role, string>>>

export interface ChosenParts {
  readonly parts: PartNames
  readonly notes: readonly string[]
}

/** In this order, so that a column that serves two parts goes to the one that needs it more. */
const roles: readonly Role[] = ['vectors', 'text', 'quality', 'group', 'id']

/** Numbers with more values than this are measurements, not labels. */
const maxNumericLabels = 100
/** With fewer rows than this, values that are all different say nothing. */
const fewRows = 20

/**
 * The parts of a file with these columns.
 * @param named what the user said; those columns exist.
 */
export function chooseParts(profiles: readonly Profile[], named: PartNames): ChosenParts {
  const parts: Partial<Record<Role, string>> = { ...named }
  const taken = new Set(Object.values(named))
  const notes: string[] = []
  for (const role of roles) {
    if (named[role] !== undefined) continue
    const candidates = candidatesFor(role, profiles).filter(({ name }) => !taken.has(name))
    const [chosen, ...others] = candidates
    if (chosen === undefined) continue
    parts[role] = chosen.name
    taken.add(chosen.name)
    if (role === 'text' && others.length > 0) notes.push(guessNote(chosen.name, others))
  }
  if (parts.text === undefined && parts.vectors === undefined) {
    const [only, ...others] = profiles.filter(({ name, texts }) => texts && !taken.has(name))
    if (only !== undefined && others.length === 0) {
      parts.text = only.name
      notes.push(`The texts are those of \`${only.name}\`, the only column of texts.`)
    } else if (only !== undefined) {
      const names = [only, ...others].map(({ name }) => `\`${name}\``)
      notes.push(`No column is known as the text: name it with --text (${names.slice(0, 8).join(', ')}).`)
    }
  }
  return { parts, notes }
}

function guessNote(chosen: string, others: readonly Profile[]): string {
  const names = others.map(({ name }) => `\`${name}\``).join(', ')
  return `The texts are those of \`${chosen}\`, not of ${names}: --text COLUMN chooses another.`
}

function candidatesFor(role: Role, profiles: readonly Profile[]): Profile[] {
  return roleNames[role].flatMap((name) =>
    profiles.filter((profile) => profile.name.toLowerCase() === name && canPlay(role, profile)),
  )
}

function canPlay(role: Role, profile: Profile): boolean {
  const { kind, present, distinct, integers, booleans, texts, vectors } = profile
  switch (role) {
    case 'text':
      return texts
    case 'vectors':
      return vectors
    case 'quality':
      return kind === 'number' || booleans
    case 'group':
      if (kind === 'number')
        return integers && distinct <= Math.max(2, Math.min(maxNumericLabels, present / 2))
      return kind === 'string' && present > 0 && (present < fewRows || distinct < present)
    case 'id':
      return present > 0 && (kind === 'number' || kind === 'string')
  }
}

const roleWords: Readonly<Record<string, string>> = {
  text: 'the text',
  vectors: 'the vectors',
  quality: 'the quality',
  group: 'the group',
  id: 'the id',
  columns: 'keeping',
}

/** The error for a column that the file does not have: which there are, and the nearest name. */
export function missingColumn(
  file: string,
  role: string,
  name: string,
  columns: readonly string[],
): GamutError {
  const shown = columns.slice(0, 20).map((column) => `\`${column}\``)
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : ''
  const nearest = nearestName(name, columns)
  const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
  return new GamutError(
    'missing-column',
    `${file} has no column \`${name}\` for ${roleWords[role] ?? role}; its columns: ${shown.join(', ')}${more}.${hint}`,
  )
}
