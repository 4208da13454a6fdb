// `npm run bench [-- name …]`: our figures beside those of the tools people would otherwise pick, in one run, as ratios.
// `--write` renews docs/benchmarks.md (all benchmarks only).

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark, BenchRow } from './benchmark.ts'
import { peerPython } from './sides.ts'

const benchmarks: Record<string, () => Promise<{ default: Benchmark }>> = {
  'start-up': () => import('./start-up.ts'),
  'cosine-vendi': () => import('./cosine-vendi.ts'),
  kmeans: () => import('./kmeans.ts'),
  'near-duplicates': () => import('./near-duplicates.ts'),
  texts: () => import('./texts.ts'),
  scale: () => import('./scale.ts'),
  'rbf-vendi': () => import('./rbf-vendi.ts'),
}

const words = process.argv.slice(2)
const write = words.includes('--write')
const asked = words.filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name))
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}: there are ${Object.keys(benchmarks).join(', ')}.`,
  )
  process.exit(2)
}
const python = peerPython()
if (python === undefined)
  console.log('python3 with numpy, scipy and scikit-learn was not found: comparisons with it are left out')

const folder = mkdtempSync(join(tmpdir(), 'gamut-bench-'))
const sections: string[] = []
try {
  for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
    const { default: benchmark } = await benchmarks[name]()
    console.log(`\n${benchmark.title}`)
    const rows = await benchmark.run(python, folder)
    for (const row of rows) console.log(`  ${row.holds ? 'holds' : 'FAILS'}  ${lineOf(row).join(' | ')}`)
    if (!rows.every(({ holds }) => holds)) process.exitCode = 1
    sections.push(section(benchmark.title, rows))
    if (write && asked.length === 0) {
      writeFileSync(join(import.meta.dirname, '..', 'docs', 'benchmarks.md'), page(sections))
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function lineOf({ what, ours, beside, ratio, bar }: BenchRow): string[] {
  return [what, ours, beside, ratio === undefined ? '' : ratio.toFixed(2), bar]
}

function section(title: string, rows: readonly BenchRow[]): string {
  const lines = rows.map((row) => `| ${[...lineOf(row), row.holds ? 'yes' : 'no'].join(' | ')} |`)
  return `## ${title}\n\n| | ours | beside | ratio | bar | holds |\n|---|---|---|---|---|---|\n${lines.join('\n')}\n`
}

function page(parts: readonly string[]): string {
  return `# Benchmarks

Made by \`npm run bench -- --write\` on a shared machine with ${availableParallelism()} cores. Absolute times drift with its load; a ratio compares
medians of turns taken in one run. Python is Debian's, with its OpenBLAS free to choose its own kernel.

${parts.join('\n')}`
}
