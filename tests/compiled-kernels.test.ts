import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compiledPath, compileKernel, kernelSources } from '../scripts/build-kernels.ts'

test('every WebAssembly kernel in the tree is what its source compiles to', async () => {
  const sources = kernelSources()
  assert.ok(sources.length > 0)
  for (const source of sources) {
    const stored = readFileSync(join(import.meta.dirname, '..', compiledPath(source)), 'utf8')
    assert.equal(
      stored,
      await compileKernel(source),
      `${source} has changed: run node scripts/build-kernels.ts`,
    )
  }
})
