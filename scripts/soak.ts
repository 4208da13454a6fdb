// `npm run soak`: the tests that have a long version, run long. `npm test` runs the same ones for seconds.

import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const files = globSync('{src,tests}/**/*.soak.test.ts')
const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', ...files], {
  stdio: 'inherit',
  env: { ...process.env, GAMUT_SOAK: '1' },
})
process.exit(status ?? 70)
