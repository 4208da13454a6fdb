import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

/** Runs the room check over a small tree of files. */
function checkRooms(files: Record<string, string>): { status: number | null; output: string } {
  const root = mkdtempSync(join(tmpdir(), 'gamut-rooms-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    const script = join(import.meta.dirname, '..', 'scripts', 'check-rooms.ts')
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' })
    return { status, output: stdout + stderr }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const core = { 'src/core/index.ts': 'export const one = 1\n', 'src/core/deep.ts': 'export const two = 2\n' }

test('an import downward through the index passes the check of the rooms', () => {
  const { status, output } = checkRooms({
    ...core,
    'src/numeric/index.ts': "export { one } from '../core/index.ts'\n",
  })
  assert.equal(status, 0, output)
})

test('an import upward is found', () => {
  const { status, output } = checkRooms({
    'src/core/index.ts': "export { high } from '../measure/index.ts'\n",
    'src/measure/index.ts': 'export const high = 1\n',
  })
  assert.equal(status, 1)
  assert.match(output, /core-imports-only-downward: src\/core\/index\.ts → src\/measure\/index\.ts/)
})

test('an import into another room past its index is found', () => {
  const { status, output } = checkRooms({
    ...core,
    'src/numeric/index.ts': "export { two } from '../core/deep.ts'\n",
  })
  assert.equal(status, 1)
  assert.match(output, /other-rooms-only-through-their-index: src\/numeric\/index\.ts → src\/core\/deep\.ts/)
})

test('a type-only import counts as an import', () => {
  const { status } = checkRooms({
    'src/core/index.ts': "import type { High } from '../measure/index.ts'\nexport type Low = High\n",
    'src/measure/index.ts': 'export type High = number\n',
  })
  assert.equal(status, 1)
})

test('a cycle between files is found', () => {
  const { status, output } = checkRooms({
    'src/core/index.ts': "export { a } from './a.ts'\n",
    'src/core/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
    'src/core/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
  })
  assert.equal(status, 1)
  assert.match(output, /no-cycles-between-files/)
})
