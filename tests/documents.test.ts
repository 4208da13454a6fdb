import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { measuresPage } from '../scripts/document-measures.ts'
import { root } from './cli.ts'

test('docs/measures.md says what the measures say of themselves', async () => {
  const written = readFileSync(join(root, 'docs', 'measures.md'), 'utf8')
  assert.equal(written, await measuresPage(), 'run: npm run document')
})
