#!/usr/bin/env node
// The `gamut` command. Rooms are loaded by the command that needs them, so that `--help` starts at once.

import { run } from './program.ts'

process.exitCode = await run(process.argv.slice(2))
