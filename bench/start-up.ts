// How long `gamut --help` takes beside a Node that does nothing.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { median } from './sides.ts'

const turns = 15
const allowed = 150

const benchmark: Benchmark = {
  title: 'Start of the built command',
  async run() {
    const command = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js')
    if (!existsSync(command)) throw new Error('dist is missing: npm run build makes it')
    const ours: number[] = []
    const bare: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      ours.push(milliseconds([command, '--help']))
      bare.push(milliseconds(['-e', '0']))
    }
    const [a, b] = [median(ours), median(bare)]
    return [
      {
        what: '`gamut --help`',
        ours: `${Math.round(a)} ms`,
        beside: `${Math.round(b)} ms (node -e 0)`,
        bar: `at most ${allowed} ms more`,
        holds: a - b <= allowed,
      },
    ]
  },
}

function milliseconds(args: readonly string[]): number {
  const start = performance.now()
  spawnSync(process.execPath, args)
  return performance.now() - start
}

export default benchmark
