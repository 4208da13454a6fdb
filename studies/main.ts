// `npm run studies -- 23`: runs the studies of these papers (all when none is named), writes their results, and renews
// docs/studies.md.

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderStudies, type StudyRecord } from './document.ts'
import { rounded, type Study, verdictOf } from './harness.ts'
import { renderPicture } from './picture.ts'

const folder = import.meta.dirname
const results = join(folder, 'results')

const asked = process.argv.slice(2).map((word) => word.padStart(2, '0'))
const files = readdirSync(folder).filter((file) => /^\d\d-.*(?<![.]test)[.]ts$/.test(file))
const unknown = asked.filter((number) => !files.some((file) => file.startsWith(`${number}-`)))
if (unknown.length > 0) {
  const known = files.map((file) => file.slice(0, 2)).join(', ')
  console.error(`There is no study ${unknown.join(', ')}: there are ${known}.`)
  process.exit(2)
}

mkdirSync(results, { recursive: true })
for (const file of files) {
  const number = file.slice(0, 2)
  if (asked.length > 0 && !asked.includes(number)) continue
  const { default: study }: { default: Study } = await import(`./${file}`)
  console.log(`${number} ${study.paper.title}`)
  const started = performance.now()
  const outcome = await study.run((done, total) => {
    if (process.stderr.isTTY) process.stderr.write(`\r  ${done}/${total}  `)
  })
  if (process.stderr.isTTY) process.stderr.write('\r            \r')
  const record: StudyRecord = {
    paper: study.paper,
    verdict: verdictOf(outcome.claims),
    setting: outcome.setting,
    claims: rounded(outcome.claims),
    pictures: outcome.pictures.map(({ title }, i) => ({ title, file: pictureFile(number, i) })),
  }
  for (const [i, picture] of outcome.pictures.entries()) {
    writeFileSync(join(results, pictureFile(number, i)), await renderPicture(picture))
  }
  writeFileSync(join(results, `${number}.json`), `${JSON.stringify(record, null, 2)}\n`)
  for (const { claim, holds } of record.claims)
    console.log(`  ${holds ? 'holds' : 'does not hold'}: ${claim}`)
  console.log(`  ${record.verdict}, in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
writeFileSync(join(folder, '..', 'docs', 'studies.md'), renderStudies(results))

function pictureFile(number: string, i: number): string {
  return i === 0 ? `${number}.svg` : `${number}-${i + 1}.svg`
}
