import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { renderStudies, type StudyRecord } from './document.ts'
import { verdictOf } from './harness.ts'

const results = join(import.meta.dirname, 'results')

test('docs/studies.md says what the results say', () => {
  const written = readFileSync(join(import.meta.dirname, '..', 'docs', 'studies.md'), 'utf8')
  assert.equal(written, renderStudies(results))
})

test('every study has its result, and every verdict follows from its claims', () => {
  const studies = readdirSync(import.meta.dirname).filter((file) => /^\d\d-/.test(file))
  const numbers = studies.map((file) => file.slice(0, 2))
  for (const number of numbers) {
    const record: StudyRecord = JSON.parse(readFileSync(join(results, `${number}.json`), 'utf8'))
    assert.equal(record.verdict, verdictOf(record.claims))
  }
})

test('a verdict is partly when only some claims hold', () => {
  const claim = { claim: '', paper: '', ours: {}, rule: '' }
  assert.equal(
    verdictOf([
      { ...claim, holds: true },
      { ...claim, holds: false },
    ]),
    'partly',
  )
  assert.equal(verdictOf([{ ...claim, holds: false }]), 'not replicated')
  assert.equal(verdictOf([{ ...claim, holds: true }]), 'replicated')
})
