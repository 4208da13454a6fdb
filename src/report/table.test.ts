import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { sampleReport } from '../../tests/fixtures/pool-report.ts'
import { renderTable } from './table.ts'
import { displayWidth } from './width.ts'

test('the table shows each family with value, interval, unit, direction and warnings beneath', () => {
  assert.equal(
    renderTable(sampleReport, { color: false, width: 100 }),
    `examples/pool.jsonl
600 items · text · quality · group = topic
vectors: ngrams (hashed character n-grams, 512 dimensions)

QUALITY
  Mean quality          0.687  ±0.013   rating           ↑

DIVERSITY
  Vendi Score            41.9  ±1.6     effective items  ↑
  Vendi Score (q=0.5)     112           effective items  ↑
  Vendi Score (q=inf)    6.21           effective items  ↑
    ! At order infinity only the largest group of like items counts.
  Mean similarity      0.1173  ±0.0042  cosine           ↓
      on a sample of 2,000 items
  Near duplicates       0.200           share of items   ↓
  Self-BLEU                 –           BLEU             ↓
      fewer than two items have four tokens

COMPLEXITY
  Length                 57.3  ±4.4     tokens           ·

PER PROMPT  40 groups
  Vendi Score  mean 8.31 ±0.80
    worst  1.04  How do I make a good cup of coffee? 18 items
           1.05  Explain recursion simply. 18 items
           1.06  Who invented the printing press? 18 items

SKIPPED
  label-diversity needs group, and the pool has none.

↑ higher is better · ↓ lower is better · ± and [ ] are 95% intervals`,
  )
})

test('colour adds nothing but colour', () => {
  const plain = renderTable(sampleReport, { color: false, width: 90 })
  const coloured = renderTable(sampleReport, { color: true, width: 90 })
  assert.notEqual(coloured, plain)
  assert.equal(stripVTControlCharacters(coloured), plain)
})

test('no line is wider than the terminal, whatever the names', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 200 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      (width, name) => {
        const by = structuredClone(sampleReport.by!)
        by.column = name
        by.summary[0].worst[0].group = name
        const report = { ...sampleReport, by, input: { ...sampleReport.input, name } }
        for (const line of renderTable(report, { color: false, width }).split('\n')) {
          assert.ok(displayWidth(line) <= width, `${displayWidth(line)} > ${width}: ${line}`)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('escape codes in a file name or group do not reach the terminal', () => {
  const report = { ...sampleReport, input: { ...sampleReport.input, name: 'a\u001b]0;title\u0007b' } }
  assert.ok(!renderTable(report, { color: false, width: 80 }).includes('\u001b'))
})

test('a report without measures, groups or skipped ones is still a table', () => {
  const { gamut, seed } = sampleReport
  const report = { gamut, seed, input: { name: 'x', items: 2, parts: {} }, measures: [], skipped: [] }
  assert.equal(renderTable(report, { color: false, width: 80 }).trim(), 'x\n2 items')
})
