// Writes docs/measures.md from the descriptions of the measures; a test checks that it is up to date.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Measure, measures } from '../src/measure/index.ts'

const families = { quality: 'Quality', diversity: 'Diversity', complexity: 'Complexity' } as const
const marks = { higher: 'more is better', lower: 'less is better', neither: 'neither way is better' } as const

/** The page: every measure by family, with what it tells, its range, its direction and its source. */
export async function measuresPage(): Promise<string> {
  const all = await Promise.all(Object.values(measures).map(async (load) => (await load()).default))
  const sections = Object.entries(families).map(([family, title]) => {
    const members = all.filter((measure) => measure.family === family)
    return `## ${title}\n\n${members.map(entry).join('\n')}`
  })
  return `# Measures

Made from the measures' own descriptions. \`gamut methods NAME\` prints the parameters of one; \`gamut measure FILE --only
'NAME(parameter=value)'\` runs it.

Read them together. Diversity of garbage is maximal: never read a diversity without a quality. Scores with different
numbers of items, kernels or embedders are not comparable: a Vendi Score grows with the number of items until the pool is
exhausted. Lexical ratios fall with length. Every number says on how many items it was computed, and carries an interval
where one makes sense.

${sections.join('\n')}`
}

function entry({ name, title, summary, unit, range, direction, needs, paper }: Measure): string {
  const source = paper ? ` Source: ${paper.authors} ${paper.year}, *${paper.title}*.` : ''
  const needed = needs.length > 0 ? `needs ${needs.join(', ')}; ` : ''
  return `### ${name}\n\n**${title}.** ${summary} In ${unit}, range ${range}; ${needed}${marks[direction]}.${source}\n`
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, '..', 'docs', 'measures.md'), await measuresPage())
}
