// One command line of `gamut`, its output thrown away, its time and peak memory printed.

import { performance } from 'node:perf_hooks'
import { run } from '../../src/cli/program.ts'

const print = process.stdout.write.bind(process.stdout)
process.stdout.write = () => true
const code = await run(process.argv.slice(2))
const seconds = [performance.now() / 1000]
const peakBytes = process.resourceUsage().maxRSS * 1024
print(`${JSON.stringify({ seconds, value: code, peakBytes })}\n`)
process.exitCode = code
