import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { jaccard, makePool, poolLines } from '../examples/make-pool.ts'

const file = join(import.meta.dirname, '..', 'examples', 'pool.jsonl')
const { rows, truth } = makePool(1)
const byId = new Map(rows.map((row) => [row.id, row]))
const collapsed = new Set(truth.collapsed)
const copies = new Map(truth.duplicates.map((duplicate) => [duplicate.id, duplicate]))

test('the committed example pool is what the generator writes', () => {
  assert.equal(readFileSync(file, 'utf8'), poolLines(rows), 'run `node examples/make-pool.ts`')
})

test('another seed gives another pool of the same make', () => {
  const other = makePool(2)
  assert.equal(other.rows.length, rows.length)
  assert.notEqual(poolLines(other.rows), poolLines(rows))
})

test('the pool holds 600 answers with ids of their own, on 8 topics and 40 prompts', () => {
  assert.equal(rows.length, 600)
  assert.equal(byId.size, 600)
  assert.deepEqual(new Set(rows.map((row) => row.topic)), new Set(truth.topics))
  assert.deepEqual(new Set(rows.map((row) => row.prompt)), new Set(truth.prompts))
  assert.equal(truth.topics.length, 8)
  assert.equal(truth.prompts.length, 40)
  assert.ok(rows.every(({ quality }) => quality >= 0 && quality <= 1))
  assert.ok(rows.every(({ text }) => !/[{}|]/.test(text)))
})

test('12 exact and 40 near duplicates repeat what the truth says', () => {
  assert.equal(truth.duplicates.filter(({ kind }) => kind === 'exact').length, 12)
  assert.equal(truth.duplicates.filter(({ kind }) => kind === 'near').length, 40)
  for (const { id, of, kind } of truth.duplicates) {
    const copy = byId.get(id)!
    const original = byId.get(of)!
    assert.equal(copy.prompt, original.prompt)
    if (kind === 'exact') assert.equal(copy.text, original.text)
    else {
      assert.notEqual(copy.text, original.text)
      assert.ok(jaccard(copy.text, original.text) >= 0.8, `${id} and ${of}`)
    }
  }
})

test('answers that were not planted as copies or as collapsed share at most 0.35 of their word triples', () => {
  const originals = rows.filter(({ id, prompt }) => !copies.has(id) && !collapsed.has(prompt))
  for (let i = 0; i < originals.length; i++) {
    for (let j = 0; j < i; j++) {
      if (originals[i].prompt !== originals[j].prompt) continue
      assert.ok(jaccard(originals[i].text, originals[j].text) <= 0.35)
    }
  }
})

test('answers to a collapsed prompt are different texts that share most of their word triples', () => {
  assert.equal(truth.collapsed.length, 4)
  for (const prompt of truth.collapsed) {
    const texts = rows.filter((row) => row.prompt === prompt).map(({ text }) => text)
    assert.equal(new Set(texts).size, 18)
    for (const text of texts) assert.ok(jaccard(text, texts[0]) >= 0.6)
  }
})

test('one answer is very long and eight are in other languages', () => {
  const words = (id: string) => byId.get(id)!.text.split(' ').length
  assert.ok(words(truth.long) > 1000)
  assert.equal(new Set(truth.foreign.map(({ language }) => language)).size, 8)
})

test('quality grows by 0.13 with each sentence of substance', () => {
  const mean = (points: number) => {
    const values = rows.filter(({ id }) => truth.points[id] === points).map(({ quality }) => quality)
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  for (const points of [1, 2, 3, 4]) assert.ok(Math.abs(mean(points) - (0.3 + 0.13 * points)) < 0.03)
})
