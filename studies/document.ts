// docs/studies.md, made from the results.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Paper } from '../src/core/index.ts'
import type { Claim, Figure, Verdict } from './harness.ts'

/** What is stored of a study. */
export interface StudyRecord {
  readonly paper: Paper & { readonly number: number }
  readonly verdict: Verdict
  readonly setting: string
  readonly claims: readonly Claim[]
  readonly pictures: readonly { readonly title: string; readonly file: string }[]
}

/** The page over all results in the folder, in the order of their numbers. */
export function renderStudies(folder: string): string {
  const records = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file): StudyRecord => JSON.parse(readFileSync(join(folder, file), 'utf8')))
  const summary = records.map(
    ({ paper, verdict }) => `| [${paper.number}](#${anchorOf(paper)}) | ${paper.title} | ${verdict} |`,
  )
  return `# Studies

Each study re-tests the headline claims of one paper at laptop scale, with fixed seeds. The verdict is computed from the
numbers: *replicated* when every claim holds by its rule, *partly* when some do, *not replicated* when none does. Run them
with \`npm run studies\`, one with \`npm run studies -- 23\`. This page is generated from \`studies/results\`.

| study | paper | verdict |
|---|---|---|
${summary.join('\n')}
${records.map(section).join('')}`
}

function anchorOf({ number }: { number: number }): string {
  return `study-${number}`
}

function section({ paper, verdict, setting, claims, pictures }: StudyRecord): string {
  const source = `${paper.authors} ${paper.year}, [${paper.title}](${paper.link})`
  const images = pictures.map(({ title, file }) => `![${title}](../studies/results/${file})\n`)
  return `
## Study ${paper.number}

${source}. Verdict: **${verdict}**.

${setting}

${claims.map(claimText).join('\n')}
${images.join('\n')}`
}

function claimText({ claim, paper, ours, rule, holds }: Claim): string {
  const rows = Object.entries(ours).map(([name, figure]) => `| ${name} | ${figureText(figure)} |`)
  return `### ${claim}

In the paper: ${paper}

| here | |
|---|---|
${rows.join('\n')}

Rule: ${rule}. It **${holds ? 'holds' : 'does not hold'}**.
`
}

function figureText(figure: Figure): string {
  if (typeof figure === 'number') return String(figure)
  const [low, high] = figure.interval
  return `${figure.mean} (${low} to ${high})`
}
