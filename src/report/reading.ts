// Words and marks that the table and the page share.

import type { MeasuredEntry, PoolReport } from '../measure/index.ts'

/** The three coordinates of a pool in the order in which people should read them: diversity alone can be noise. */
export const families: readonly {
  readonly family: MeasuredEntry['family']
  readonly title: string
  readonly question: string
}[] = [
  { family: 'quality', title: 'Quality', question: 'How good is each item?' },
  {
    family: 'diversity',
    title: 'Diversity',
    question: 'How much of the space do the items cover, and how little do they repeat?',
  },
  { family: 'complexity', title: 'Complexity', question: 'How much is in each item?' },
]

export function directionMark(direction: MeasuredEntry['direction']): string {
  return { higher: '↑', lower: '↓', neither: '·' }[direction]
}

export function directionWords(direction: MeasuredEntry['direction']): string {
  return {
    higher: 'higher is better',
    lower: 'lower is better',
    neither: 'neither way is better',
  }[direction]
}

/** The title with the parameters that were asked for: `Vendi Score (q=2)`. */
export function measureTitle({ title, measure }: Pick<MeasuredEntry, 'title' | 'measure'>): string {
  const asked = measure.indexOf('(')
  return asked < 0 ? title : `${title} ${measure.slice(asked)}`
}

/** Which column plays which part: `text · quality · group = topic`. */
export function partsSentence({ parts }: PoolReport['input']): string {
  return Object.entries(parts)
    .filter(([part]) => part !== 'id')
    .map(([part, column]) => (part === column ? part : `${part} = ${column}`))
    .join(' · ')
}
