// Checks the order of the rooms with dependency-cruiser. Fails when it saw suspiciously few modules, because without its
// TypeScript parser it would cruise none and pass.

import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = process.argv[2] ?? '.'
const config = join(import.meta.dirname, '..', '.dependency-cruiser.cjs')
const depcruise = join(import.meta.dirname, '..', 'node_modules', '.bin', 'depcruise')

const run = spawnSync(depcruise, ['src', '--config', config, '--output-type', 'json'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})
if (run.error || run.stdout === '') {
  console.error(run.stderr || String(run.error))
  process.exit(70)
}
const { summary } = JSON.parse(run.stdout)
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.as.ts'),
)
for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`)
if (summary.totalCruised < files.length) {
  console.error(
    `only ${summary.totalCruised} modules were seen, and src holds ${files.length} TypeScript files`,
  )
  process.exit(1)
}
console.log(`rooms: ${files.length} files, ${summary.violations.length} violations`)
process.exit(summary.violations.length === 0 ? 0 : 1)
